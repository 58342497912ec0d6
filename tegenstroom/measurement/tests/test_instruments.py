"""The register keeps each version as it came, and the gate keeps what is not free."""

from dataclasses import replace

import pytest

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.engines.questionnaires import shipped, shipped_pack
from tegenstroom.measurement.actions import instruments, planning
from tegenstroom.measurement.kept import from_json, to_json
from tegenstroom.measurement.models import Instrument
from tegenstroom.measurement.rules.waves import proposed
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", shipped())
def test_what_is_kept_is_read_back_the_same(key: str) -> None:
    pack = shipped_pack(key)
    assert from_json(to_json(pack)) == pack
    assert to_json(from_json(to_json(pack))) == to_json(pack)


def test_what_comes_along_is_loaded_once() -> None:
    assert instruments.load_shipped() == len(shipped())
    assert instruments.load_shipped() == 0


def test_a_version_never_changes() -> None:
    version = instruments.add(questionnaire=shipped_pack("tegenstroom-kort"), by=None)
    other = replace(shipped_pack("tegenstroom-kort"), validated=True)
    with pytest.raises(instruments.VersionStandsError):
        instruments.add(questionnaire=other, by=None)
    version.content = to_json(other)
    with pytest.raises(ValueError, match="never changes"):
        version.save()


def test_what_is_not_free_waits_for_the_right_of_an_organisation() -> None:
    pack = shipped_pack("tegenstroom-kort")
    bought = replace(pack, key="gekocht", licence=replace(pack.licence, free=False, permission="aankoop 2026"))
    version = instruments.add(questionnaire=bought, by=None)
    house, by = OrganisationFactory(), PersonFactory()
    assert version not in instruments.usable_by(house.pk)
    instruments.state_right(instrument=Instrument.objects.get(), organisation=house, ground="Aankoop.", by=by)
    assert version in instruments.usable_by(house.pk)
    assert version not in instruments.usable_by(None)
    edition = EditionFactory()
    waves = proposed(edition.starts_on, edition.ends_on, today=edition.starts_on)
    with pytest.raises(planning.NotAllowedError):
        planning.plan(edition=edition, version=version, waves=waves, by=by)
