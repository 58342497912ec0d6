"""Coaches answer while the desk moves, fills and calls off their days: nobody waits for ever, and all agree."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.tests.helpers import letters_to, together
from tegenstroom.billing.actions import ledger
from tegenstroom.coaches.actions import assignments, consent, wordings
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.stories import Read, Use
from tegenstroom.coaches.tests.factories import coach, story
from tegenstroom.training.actions import coach_days, editions, stories, tandem
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.models import CoachDay, Edition, TandemMember
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.rules.tandem import says
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
    pytest.mark.usefixtures("known_years"),
]

ROUNDS = 6


def moved(edition: Edition, **later: int) -> object:
    """The desk moves every day of an edition."""
    by = timedelta(**later)
    wanted = [Day(row.starts_at + by, row.ends_at + by, row.pk) for row in edition.sessions.all()]
    return editions.change(edition=edition, days=wanted, terms=Terms(place=edition.place), by=None)


def test_answers_moves_and_enrolments_wait_for_one_another_in_one_order() -> None:
    for _round in range(ROUNDS):
        one, other = EditionFactory(days=(30, 40)), EditionFactory(days=(31, 41))
        people = [coach(), coach()]
        for edition, order in ((one, people), (other, people[::-1])):
            for person in order:
                coach_days.ask(edition=edition, coach=person, by=None)
        asked = list(Assignment.objects.filter(coach__in=people))
        acts = [partial(assignments.answer, assignment=row, answer=State.YES, by=row.coach) for row in asked]
        guest = PersonFactory()
        enrols = partial(enrol, edition=one, person=guest, kind="professional", by=guest)
        assert together(*acts, partial(moved, one, days=3), partial(moved, other, days=3), enrols) == []
        for member in TandemMember.objects.filter(edition__in=[one, other]):
            states = CoachDay.objects.filter(member=member).values_list("assignment__state", flat=True)
            assert member.answer == says([State(state) for state in states])
        for day in CoachDay.objects.filter(member__edition__in=[one, other]).select_related("session"):
            assert day.assignment.starts_at == day.session.starts_at


def test_two_desks_ask_the_same_coach_once() -> None:
    for _round in range(ROUNDS):
        edition, who = EditionFactory(), coach()
        desks = [PersonFactory(roles=[COORDINATOR]) for _number in range(3)]
        came = together(*(partial(coach_days.ask, edition=edition, coach=who, by=by) for by in desks))
        assert came == ["RefusedError"] * 2
        assert Assignment.objects.of(who).count() == edition.sessions.count()
        assert edition.tandem.count() == 1
        assert len(letters_to(who.email)) == 1


def test_an_edition_is_called_off_while_its_coaches_answer() -> None:
    for _round in range(ROUNDS):
        edition, people = EditionFactory(), [coach(), coach()]
        for person in people:
            coach_days.ask(edition=edition, coach=person, by=None)
        asked = list(Assignment.objects.filter(coach__in=people))
        acts = [partial(assignments.answer, assignment=row, answer=State.YES, by=row.coach) for row in asked]
        off = partial(editions.call_off, edition=edition, reason="Het dak lekt.", by=None)
        assert set(together(*acts, off)) <= {"RefusedError"}
        assert set(Assignment.objects.filter(coach__in=people).values_list("state", flat=True)) == {"called_off"}


def test_her_answers_and_the_plans_of_the_desk_for_one_edition_leave_every_cent_accounted_for() -> None:
    """Her own yes to a day, a yes to all by phone, days that move, a newcomer, and a story that is chosen."""
    wordings.load_wordings()
    desk = PersonFactory(roles=[COORDINATOR])
    for _round in range(ROUNDS):
        edition, told, guest = EditionFactory(), story(), PersonFactory()
        consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=told.coach)
        asked = coach_days.ask(edition=edition, coach=coach(), by=desk)
        [row, *_others] = asked.made
        acts = [
            partial(assignments.answer, assignment=row, answer=State.YES, by=row.coach),
            partial(tandem.answer, member=asked.member, answer="yes", by=desk),
            partial(moved, edition, hours=1),
            partial(enrol, edition=edition, person=guest, kind="professional", by=guest),
            partial(stories.choose, edition=edition, story=told, by=desk),
        ]
        assert set(together(*acts)) <= {"RefusedError"}
        assert ledger.check() == []
