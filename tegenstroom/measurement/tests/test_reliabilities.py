"""By which reliability it is counted who changed: said with the plan, named in the report with its source."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.engines.questionnaires import Norm, Questionnaire
from tegenstroom.measurement.actions import planning, registry
from tegenstroom.measurement.matrix import Cells, Matrix, Table
from tegenstroom.measurement.models import Measurement
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.guarded import HIDDEN, Guarded
from tegenstroom.measurement.reports.scales import Scales
from tegenstroom.measurement.rules.estimates import Estimate, Reliable, Source
from tegenstroom.measurement.rules.reliabilities import Trust, trust_fault
from tegenstroom.measurement.rules.waves import Moment, PlanFault
from tegenstroom.measurement.tests.factories import group, prepare, project, questionnaire, rounds

PUBLISHED = "Eigen hertest (2024), doi:10.1000/hertest"
NORM = Norm("kracht", {"nl": "anderen", "fr": "autres"}, 200, 3.0, 0.9, retest=0.79, source=PUBLISHED)
KNOWN = replace(questionnaire(), norms=(NORM,))
ITEMS = tuple(item.key for item in KNOWN.items)


@pytest.mark.parametrize(
    ("trust", "held", "options", "fault"),
    [
        (Trust.ALL, [Moment.BEFORE], {}, None),
        (Trust.RETEST, [Moment.BEFORE], {}, PlanFault.NO_RETEST),
        (Trust.RETEST, [Moment.BEFORE], {"has_retest": True}, None),
        (Trust.END_LATER, list(Moment), {}, None),
        (Trust.END_LATER, [Moment.BEFORE, Moment.END], {}, PlanFault.NO_ROUNDS),
        (Trust.BEFORE_END, list(Moment), {}, PlanFault.TRAINING_BETWEEN),
        (Trust.BEFORE_END, list(Moment), {"with_training": False}, None),
    ],
)
def test_two_rounds_with_a_training_between_are_no_retest(
    trust: Trust, held: list[Moment], options: dict[str, bool], fault: PlanFault | None
) -> None:
    assert trust_fault(trust, held, **{"has_retest": False, "with_training": True, **options}) is fault


def figures(trust: Trust, people: int = 12, asked: Questionnaire = KNOWN, *, moments: int = 3) -> Guarded:
    """People whose level hardly moves after the end."""
    dice = Random(4)
    levels = [dice.randint(1, 4) for _person in range(people)]
    tables = [table(moment, dice, levels, more=place > 0) for place, moment in enumerate(Moment)]
    return Guarded(Matrix(asked, ITEMS, tuple(tables[:moments])), 5, 3, trust)


def table(moment: Moment, dice: Random, levels: Sequence[int], *, more: bool) -> Table:
    rows: list[Cells] = []
    for level in levels:
        free, strong, tired = (min(5, max(1, level + more + dice.randint(0, 1))) for _item in range(3))
        rows.append((free, strong, 6 - tired, None))
    return Table(moment, tuple(rows), (1,) * len(rows))


def counted(found: Guarded) -> list[Reliable]:
    first, last = next(found.steps())
    return [each for each in found.reliable(KNOWN.scales[0], first, last) if isinstance(each, Reliable)]


def test_what_the_plan_says_is_what_is_counted_by_and_a_retest_of_others_names_where_it_stands() -> None:
    sources = {trust: [(each.source, each.told) for each in counted(figures(trust))] for trust in Trust}
    assert sources == {
        Trust.ALL: [(Source.ALPHA, ""), (Source.RETEST, PUBLISHED)],
        Trust.ALPHA: [(Source.ALPHA, "")],
        Trust.RETEST: [(Source.RETEST, PUBLISHED)],
        Trust.BEFORE_END: [(Source.ROUNDS, "")],
        Trust.END_LATER: [(Source.ROUNDS, "")],
    }
    said = " ".join(words.counts(counted(figures(Trust.RETEST)), smallest=3))
    assert "een hertest bij anderen (0,79)" in said
    assert f"Die hertest staat in: {PUBLISHED}." in said


def test_a_retest_of_two_rounds_is_told_with_its_interval() -> None:
    found = figures(Trust.END_LATER)
    icc = found.retest(KNOWN.scales[0])
    assert isinstance(icc, Estimate)
    assert 0.5 < icc.low < icc.value < icc.high < 1
    assert counted(found)[0].reliability == icc.value
    [part] = [
        each for each in Scales(found, lambda text: text["nl"]).chapters()[0].parts if "betrouwbaar" in each.title
    ]
    assert any(line.startswith("Hertest van 12 mensen, “Op het einde”") for line in part.says)
    assert str(words.RETEST_MEANS) in part.beware


def test_as_long_as_the_second_of_both_rounds_is_not_there_nothing_is_counted_by_it() -> None:
    found = figures(Trust.END_LATER, moments=2)
    assert found.retest(KNOWN.scales[0]) == HIDDEN
    assert counted(found) == []


def test_a_measurement_by_alpha_alone_warns_that_there_is_no_retest() -> None:
    assert figures(Trust.END_LATER).has_retest
    assert figures(Trust.ALL).has_retest
    assert not figures(Trust.ALPHA).has_retest
    assert not figures(Trust.ALL, asked=questionnaire()).has_retest


@pytest.mark.django_db
def test_the_desk_chooses_it_with_the_plan_and_reads_where_the_retest_stands(desk: Client) -> None:
    prepare()
    version = registry.add_version(questionnaire=KNOWN, by=None)
    edition = group(1)
    days = {f"{each.moment}_{end}": getattr(each, f"{end}_on") for each in rounds() for end in ("opens", "closes")}
    address = reverse("measurement:desk_plan", args=[edition.pk])
    wrong = desk.post(address, {"version": version.pk, "trust": "before_end", **days})
    assertContains(wrong, "Tussen deze twee rondes ligt een vorming")
    # On a phone the question stands three screens below what is said of all.
    assertContains(wrong, '<a href="#id_trust">')
    page = desk.post(address, {"version": version.pk, "trust": "retest", **days}, follow=True)
    assertContains(page, f"hertest: {PUBLISHED}")
    registered = desk.get(reverse("measurement:desk_version", args=[version.pk]))
    assertContains(registered, f"Hertest bij anderen: 0,79. Die staat in: {PUBLISHED}.")
    assert Measurement.objects.get().trust == Trust.RETEST


@pytest.mark.django_db
def test_in_a_project_the_first_two_rounds_can_be_a_retest() -> None:
    prepare()
    version = registry.add_version(questionnaire=questionnaire(), by=None)
    made = planning.plan(
        group=project(1), version=version, rounds=rounds(), trust=Trust.BEFORE_END, by=PersonFactory()
    )
    assert made.trust == Trust.BEFORE_END
