"""A questionnaire in the database comes back as it went in, and never changes."""

import dataclasses

import pytest

from tegenstroom.engines.questionnaires import FormError, ItemParameters, Norm, shipped, shipped_pack
from tegenstroom.measurement import kept
from tegenstroom.measurement.actions import registry
from tegenstroom.measurement.models import Instrument, InstrumentVersion
from tegenstroom.measurement.models.registry import NeverChangesError
from tegenstroom.measurement.tests.factories import NOT_FREE, questionnaire, version
from tegenstroom.organisations.tests.factories import OrganisationFactory


@pytest.mark.parametrize("key", shipped())
def test_what_comes_along_comes_back_equal(key: str) -> None:
    text = kept.to_json(shipped_pack(key))
    assert kept.from_json(text) == shipped_pack(key)
    assert kept.to_json(kept.from_json(text)) == text


def test_norms_parameters_and_conditions_come_back_too() -> None:
    whole = dataclasses.replace(
        questionnaire(),
        norms=(Norm("kracht", {"nl": "allen"}, 100, 3.1, 0.5, alpha=0.8, source="ergens"),),
        parameters=(ItemParameters("vrij", 1.2, (-1.0, 0.0, 1.0, 2.0)),),
        references=("Iemand (2020)",),
    )
    assert kept.from_json(kept.to_json(whole)) == whole


def test_the_order_of_languages_makes_no_other_text() -> None:
    one = questionnaire()
    other = dataclasses.replace(one, title=dict(reversed(one.title.items())))
    assert kept.to_json(one) == kept.to_json(other)


@pytest.mark.django_db
def test_the_same_version_is_taken_in_once_and_another_text_needs_another_name() -> None:
    assert version() == version()
    with pytest.raises(registry.KnownVersionError):
        registry.add_version(
            questionnaire=dataclasses.replace(questionnaire(), title={"nl": "x", "fr": "y"}), by=None
        )
    assert InstrumentVersion.objects.count() == Instrument.objects.count() == 1


@pytest.mark.django_db
def test_a_version_never_changes() -> None:
    row = version()
    row.title = "Anders"
    with pytest.raises(NeverChangesError):
        row.save()
    InstrumentVersion.objects.update(content=row.content.replace("vrij", "blij"))
    with pytest.raises(NeverChangesError):
        _ = InstrumentVersion.objects.get().questionnaire


@pytest.mark.django_db
def test_what_is_not_free_is_for_the_organisation_that_states_its_right() -> None:
    locked, house, other = questionnaire(licence=NOT_FREE), OrganisationFactory(), OrganisationFactory()
    for wanting in ({}, {"organisation": house}, {"permission": "brief van 3 mei"}):
        with pytest.raises(registry.NoRightError):
            registry.add_version(questionnaire=locked, by=None, **wanting)
    row = registry.add_version(questionnaire=locked, by=None, organisation=house, permission="brief van 3 mei")
    assert list(InstrumentVersion.objects.usable_by(house)) == [row]
    assert not InstrumentVersion.objects.usable_by(other)
    assert not InstrumentVersion.objects.usable_by(None)


@pytest.mark.django_db
def test_a_questionnaire_that_does_not_hang_together_is_not_taken_in() -> None:
    broken = dataclasses.replace(questionnaire(), items=())
    with pytest.raises(FormError):
        registry.add_version(questionnaire=broken, by=None)
    assert not Instrument.objects.exists()


@pytest.mark.django_db
def test_loading_twice_is_loading_once() -> None:
    assert registry.load_shipped() == len(shipped())
    assert registry.load_shipped() == 0
    assert registry.load_wordings() == 12
    assert registry.load_wordings() == 0
