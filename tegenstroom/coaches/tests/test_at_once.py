"""Her answers, the desk and a pay run at one moment: no room is given twice, and nobody waits for ever."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.figures import load
from tegenstroom.base.tests.helpers import together
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.rules.payruns import RefusedError as NothingToPayError
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import (
    assignments,
    ceilings,
    consent,
    dependencies,
    money,
    profiles,
    stories,
    wordings,
)
from tegenstroom.coaches.models import AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.rules.stories import Read, Use, Way
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach, know, story

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 8
SOMEONE = Depended(Kind.PERSON, "Wilma Werkmans")


def test_two_yeses_share_the_room_of_one_day() -> None:
    load()
    know(timezone.localdate().year + 1)
    for _ in range(ROUNDS):
        her = coach()
        day = timezone.localdate() + timedelta(days=30)
        hours = ((8, 13), (13, 18), (18, 22))
        asked = [AssignmentFactory(coach=her, starts_at=at(day, a), ends_at=at(day, b)) for a, b in hours]
        acts = [
            lambda row=row: assignments.answer(assignment=row, answer=State.YES, by=row.coach) for row in asked
        ]
        assert together(*acts) == []
        assert sum(due.amount for due in Due.objects.filter(person=her)) == Decimal("44.02")
        assert ceilings.overs_by([her.pk]) == {}


def test_her_no_a_correction_and_a_pay_run_leave_every_cent_accounted_for() -> None:
    load()
    today = timezone.localdate()
    for year in (today.year - 1, today.year, today.year + 1):
        know(year)
    for number in range(ROUNDS):
        her, desk = coach(), PersonFactory()
        account(her)
        # Begun a while ago, and written down by the desk: it can be paid.
        begun = timezone.now() - timedelta(days=2)
        past = AssignmentFactory(coach=her, starts_at=begun, ends_at=begun + timedelta(hours=6))
        assignments.answer(assignment=past, answer=State.YES, by=desk)
        coming = AssignmentFactory(coach=her)
        assignments.answer(assignment=coming, answer=State.YES, by=her)

        def pay(number: int = number, desk: PersonFactory = desk) -> None:
            payruns.make(pay_on=today, once_key=f"run {number}", by=desk)

        errors = together(
            pay,
            lambda row=past, by=desk: money.correct(
                assignment=row, amount=Decimal(20), reason="Halve dag.", by=by
            ),
            lambda row=coming, by=her: assignments.answer(assignment=row, answer=State.NO, by=by),
            lambda by=her: money.tell_outside(coach=by, day=today, amount=Decimal(10), by=by),
        )
        assert set(errors) <= {NothingToPayError.__name__}
        assert ledger.check() == []
        assert (money.amount_of(past), money.amount_of(coming)) == (20, 0)


def test_what_is_hers_changes_while_she_answers_and_nobody_waits_for_ever() -> None:
    load()
    know(timezone.localdate().year + 1)
    for _ in range(ROUNDS):
        her, desk = coach(), PersonFactory()
        asked = AssignmentFactory(coach=her, themes=[{"slug": "schulden", "name": "Schulden"}])
        profile = CoachProfile.objects.get(person=her)
        avoided = AvoidedTheme.objects.create(coach=her, slug="rouw", name="Rouw")
        errors = together(
            lambda row=asked, by=her: assignments.answer(assignment=row, answer=State.YES, by=by),
            lambda row=profile, by=desk: profiles.change_profile(profile=row, by=by, method=Method.CASH),
            lambda row=profile, by=her: profiles.choose_caller(profile=row, caller=None, by=by),
            lambda row=profile, by=her: profiles.limit_heavy_days(profile=row, most=1, by=by),
            lambda row=avoided, by=her: profiles.stop_avoiding(avoided=row, by=by),
            lambda by=her: dependencies.add(coach=by, depended=SOMEONE, by=by),
        )
        assert errors == []


def test_a_story_changes_while_she_says_yes_to_it() -> None:
    load()
    wordings.load_wordings()
    for _ in range(ROUNDS):
        told = story()
        errors = together(
            lambda row=told: stories.change(story=row, text="Ik deed ze open.", by=row.coach),
            lambda row=told: consent.give(story=row, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=row.coach),
            lambda row=told: stories.change(story=row, title="Brieven", by=row.coach),
            lambda row=told: consent.withdraw_all(story=row, by=row.coach, how=Way.BUTTON),
        )
        assert errors == []
