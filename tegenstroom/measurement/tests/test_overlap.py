"""Someone in two groups that are asked the same in the same weeks: reports of both give nobody away."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.measurement.actions import moving, planning
from tegenstroom.measurement.actions.overlap import elsewhere_of
from tegenstroom.measurement.models import InstrumentVersion, Measurement, PastDays
from tegenstroom.measurement.rules.waves import Moment, PlanFault
from tegenstroom.measurement.tests.factories import (
    all_answer,
    answered,
    group,
    in_report,
    invited,
    measured,
    prepare,
    project,
    rounds,
    version,
    wave_of,
)
from tegenstroom.training.models import Edition

pytestmark = pytest.mark.django_db


def people_in(edition: Edition) -> list[Person]:
    return [row.person for row in edition.enrolments.placed()]


def in_edition_and_project(people: int, shared: int, of: InstrumentVersion) -> tuple[Measurement, Measurement]:
    """An edition and, planned after it, a project with some people of that edition; everyone answers both."""
    edition = group(people)
    first = planning.plan(edition=edition, version=of, rounds=rounds(), by=PersonFactory())
    persons = people_in(edition)[:shared]
    return all_answer(first), all_answer(measured(project(people - shared, of=persons), of=of))


def test_a_project_that_is_an_edition_but_for_one_has_no_report_in_the_same_weeks() -> None:
    prepare()
    first, second = in_edition_and_project(6, 5, version())
    assert (in_report(first), in_report(second)) == (6, 0)


def test_one_person_in_two_groups_leaves_both_their_report() -> None:
    prepare()
    first, second = in_edition_and_project(6, 1, version())
    assert (in_report(first), in_report(second)) == (6, 6)


@pytest.mark.slow
def test_another_version_of_a_questionnaire_asks_the_same_and_another_questionnaire_does_not() -> None:
    prepare()
    edition = group(6)
    persons = people_in(edition)
    old, new, other = version(), version(version="2"), version(key="anders")
    all_answer(planning.plan(edition=edition, version=old, rounds=rounds(), by=PersonFactory()))
    assert in_report(all_answer(measured(project(0, of=persons), of=new))) == 0
    assert in_report(all_answer(measured(project(0, of=persons), of=other))) == 6


def test_rounds_that_lie_months_apart_ask_something_else() -> None:
    prepare()
    edition, row = group(6), version()
    persons = people_in(edition)
    first = planning.plan(edition=edition, version=row, rounds=rounds()[:1], by=PersonFactory())
    found = measured(project(0, of=persons), of=row, begins=-100)
    found.waves.filter(moment="end").delete()
    assert elsewhere_of(found) == {}
    found.waves.filter(moment="before").update(opens_on=first.waves.get().opens_on, closes_on=today_and(10))
    for invitation in invited(found):
        answered(invitation)
    invited(first)
    assert next(iter(elsewhere_of(found).values())) == 6


def test_a_guest_who_has_an_account_elsewhere_is_known_by_name_or_mail() -> None:
    prepare()
    edition, row = group(5), version()
    all_answer(planning.plan(edition=edition, version=row, rounds=rounds(), by=PersonFactory()))
    second = measured(project(0), of=row)
    first, *others = people_in(edition)
    planning.add_guest(measurement=second, name="Iemand", email=first.email, by=PersonFactory())
    for person in others:
        planning.add_guest(measurement=second, name=person.name.upper(), by=PersonFactory())
    assert in_report(all_answer(second)) == 0


def test_who_will_be_asked_in_an_earlier_group_counts_as_who_was() -> None:
    prepare()
    edition, row = group(6), version()
    planning.plan(edition=edition, version=row, rounds=rounds(12), by=PersonFactory())
    assert in_report(all_answer(measured(project(0, of=people_in(edition)), of=row))) == 0


# --- a round that is moved afterwards


def far_edition_and_project(people: int, shared: int) -> tuple[Measurement, Measurement]:
    """An edition that is asked in a hundred days, and a project with some of its people that has its report."""
    prepare()
    edition, row = group(people), version()
    first = planning.plan(edition=edition, version=row, rounds=rounds(100), by=PersonFactory())
    found = measured(project(people - shared, of=people_in(edition)[:shared]), of=row)
    return first, all_answer(found)


def to_today(found: Measurement) -> None:
    moving.move(wave=wave_of(found), opens_on=today_and(0), closes_on=today_and(10), by=PersonFactory())


def today_and(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_a_round_does_not_come_beside_a_report_that_it_would_open() -> None:
    first, second = far_edition_and_project(8, 7)
    assert in_report(second) == 8
    with pytest.raises(planning.PlanError) as refused:
        to_today(first)
    assert refused.value.fault is PlanFault.SHARED
    assert wave_of(first).opens_on == today_and(100)


def test_a_round_comes_beside_a_report_that_rests_on_a_group_of_others() -> None:
    first, _second = far_edition_and_project(8, 3)
    to_today(first)
    assert wave_of(first).opens_on == today_and(0)


def test_a_report_does_not_come_beside_answers_that_would_open_it() -> None:
    prepare()
    edition, row = group(8), version()
    planning.plan(edition=edition, version=row, rounds=rounds(60)[:1], by=PersonFactory())
    second = all_answer(measured(project(1, of=people_in(edition)[:7]), of=row, begins=-10))
    second.waves.exclude(moment=Moment.BEFORE).delete()
    assert in_report(second) == 8
    with pytest.raises(planning.PlanError):
        moving.move(wave=wave_of(second), opens_on=today_and(0), closes_on=today_and(65), by=PersonFactory())


def test_what_was_answered_before_a_move_stays_of_its_days() -> None:
    prepare()
    edition, row = group(6), version()
    first = planning.plan(edition=edition, version=row, rounds=rounds()[:1], by=PersonFactory())
    all_answer(first)
    moving.move(wave=wave_of(first), opens_on=today_and(100), closes_on=today_and(110), by=PersonFactory())
    second = all_answer(measured(project(0, of=people_in(edition)), of=row))
    assert in_report(second) == 0
    # The control: without those days the two would seem to lie months apart.
    PastDays.objects.all().delete()
    assert elsewhere_of(second) == {}


def test_a_round_that_had_not_begun_or_grows_longer_leaves_no_days() -> None:
    first, _second = far_edition_and_project(6, 0)
    wave = wave_of(first)
    moving.move(wave=wave, opens_on=today_and(50), closes_on=today_and(60), by=PersonFactory())
    to_today(first)
    moving.move(wave=wave, opens_on=today_and(0), closes_on=today_and(30), by=PersonFactory())
    assert not PastDays.objects.exists()


def test_the_page_of_a_round_says_why_it_may_not_move_there(client: Client) -> None:
    first, _second = far_edition_and_project(8, 7)
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    days = {"opens_on": today_and(0), "closes_on": today_and(10)}
    answer = client.post(reverse("measurement:desk_wave", args=[wave_of(first).pk]), days)
    assertContains(answer, "Rond deze dagen krijgt een andere groep dezelfde vragen")
