"""From any sequence of acts: never too many, nobody passed, no seat twice, every change on paper.

First on plain values, with the rules alone; then the same acts through the verbs on the database.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.models import Enrolment
from tegenstroom.training.rules import places
from tegenstroom.training.rules.places import ACTIVE, SEATED, EnrolmentState, Turn
from tegenstroom.training.tests.factories import EditionFactory
from tests.support.depth import at_depth

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
CUT_OFF = START + timedelta(days=10)


class Person:
    """One enrolment in the model."""

    def __init__(self, number: int, since: datetime, state: EnrolmentState, seat: int | None) -> None:
        self.number, self.since, self.state, self.seat = number, since, state, seat
        self.until: datetime | None = None

    def become(self, state: EnrolmentState) -> None:
        assert places.may_become(self.state, state)
        self.state = state
        if state not in SEATED:
            self.seat = self.until = None


class Line(RuleBasedStateMachine):
    """An edition in which anything can happen, in any order."""

    @initialize(maximum=st.integers(1, 4))
    def open(self, maximum: int) -> None:
        self.maximum, self.now, self.people = maximum, START, list[Person]()
        self.asked_in_order: list[int] = []

    def among(self, *states: EnrolmentState) -> list[Person]:
        return [person for person in self.people if person.state in states]

    @property
    def taken(self) -> set[int]:
        return {person.seat for person in self.people if person.seat is not None}

    def promote(self) -> None:
        waiting = {person.number: person for person in self.among(EnrolmentState.WAITING)}
        turns = [Turn(person.number, person.since) for person in waiting.values()]
        for turn, seat in places.promotions(self.maximum, self.taken, turns, now=self.now, cut_off=CUT_OFF):
            person = waiting[turn.number]
            person.become(EnrolmentState.OFFERED)
            person.seat = seat
            person.until = places.offer_deadline(self.now, hours=48, cut_off=CUT_OFF)
            self.asked_in_order.append(person.number)

    @rule()
    def enrol(self) -> None:
        seat = places.place(self.maximum, self.taken, len(self.among(EnrolmentState.WAITING)))
        state = EnrolmentState.WAITING if seat is None else EnrolmentState.PLACED
        # Two may come within one tick of the clock: then the lower number was first.
        self.people.append(Person(len(self.people) + 1, self.now, state, seat))

    @rule(pause=st.sampled_from([timedelta(minutes=1), timedelta(hours=50), CUT_OFF - START]))
    def wait(self, pause: timedelta) -> None:
        self.now += pause

    @precondition(lambda self: self.among(*ACTIVE))
    @rule(data=st.data())
    def cancel(self, data: Any) -> None:
        data.draw(st.sampled_from(self.among(*ACTIVE))).become(EnrolmentState.CANCELLED)
        self.promote()

    @precondition(lambda self: self.among(EnrolmentState.OFFERED))
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        data.draw(st.sampled_from(self.among(EnrolmentState.OFFERED))).become(EnrolmentState.PLACED)

    @rule()
    def lapse(self) -> None:
        for person in self.among(EnrolmentState.OFFERED):
            if person.until is not None and person.until <= self.now:
                person.become(EnrolmentState.LAPSED)
                self.promote()

    @rule(more=st.integers(1, 3))
    def raise_maximum(self, more: int) -> None:
        self.maximum += more
        self.promote()

    @invariant()
    def never_more_than_the_maximum(self) -> None:
        if hasattr(self, "people"):
            assert len(self.among(*SEATED)) <= self.maximum

    @invariant()
    def a_seat_has_one_holder(self) -> None:
        if hasattr(self, "people"):
            seats = [person.seat for person in self.among(*SEATED)]
            assert None not in seats
            assert len(seats) == len(set(seats))
            assert all(1 <= seat <= self.maximum for seat in seats if seat)

    @invariant()
    def nobody_passes_who_waits_longer(self) -> None:
        if hasattr(self, "people"):
            assert self.asked_in_order == sorted(self.asked_in_order)
            first_waiting = min((person.number for person in self.among(EnrolmentState.WAITING)), default=None)
            if first_waiting:
                later = [person for person in self.among(*SEATED) if person.number > first_waiting]
                assert not later

    @invariant()
    def no_seat_stands_empty_while_someone_may_have_it(self) -> None:
        if hasattr(self, "people") and self.now < CUT_OFF and self.among(EnrolmentState.WAITING):
            assert not places.free_seats(self.maximum, self.taken)


Line.TestCase.settings = settings(max_examples=at_depth(40, 150), stateful_step_count=40)
TestTheRules = Line.TestCase


class DatabaseLine(RuleBasedStateMachine):
    """The same acts, by the verbs, in one edition of the database."""

    @initialize(maximum=st.integers(1, 3))
    def open(self, maximum: int) -> None:
        self.edition = EditionFactory(maximum=maximum)
        self.desk = PersonFactory()
        # A full house with a line: the interesting things happen from here on.
        for _ in range(maximum + 3):
            self.enrol()

    def among(self, *states: EnrolmentState) -> list[Enrolment]:
        return list(self.edition.enrolments.filter(state__in=states).order_by("pk"))

    def draw(self, data: Any, *states: EnrolmentState) -> Enrolment:
        return data.draw(st.sampled_from(self.among(*states)))

    @rule()
    def enrol(self) -> None:
        person = PersonFactory()
        actions.enrol(edition=self.edition, person=person, kind="professional", by=person)

    @precondition(lambda self: self.among(*ACTIVE))
    @rule(data=st.data())
    def cancel(self, data: Any) -> None:
        actions.cancel(enrolment=self.draw(data, *ACTIVE), by=self.desk)

    @precondition(lambda self: self.among(EnrolmentState.OFFERED))
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        actions.accept_offer(enrolment=self.draw(data, EnrolmentState.OFFERED), by=self.desk)

    @precondition(lambda self: self.among(EnrolmentState.OFFERED))
    @rule(data=st.data())
    def decline(self, data: Any) -> None:
        actions.decline_offer(enrolment=self.draw(data, EnrolmentState.OFFERED), by=self.desk)

    @precondition(lambda self: self.among(EnrolmentState.OFFERED))
    @rule(data=st.data())
    def lapse(self, data: Any) -> None:
        until = self.draw(data, EnrolmentState.OFFERED).offer_until
        assert until is not None
        actions.lapse_offers(until)

    @precondition(lambda self: self.among(EnrolmentState.PLACED))
    @rule(data=st.data())
    def hand_over(self, data: Any) -> None:
        giver = self.draw(data, EnrolmentState.PLACED)
        actions.hand_over(enrolment=giver, to=PersonFactory(), by=giver.person)

    @rule()
    def raise_maximum(self) -> None:
        self.edition.maximum += 1
        self.edition.save(update_fields=["maximum"])
        actions.promote(edition=self.edition)

    @invariant()
    def never_more_than_the_maximum(self) -> None:
        if hasattr(self, "edition"):
            assert self.edition.enrolments.seated().count() <= self.edition.maximum

    @invariant()
    def nobody_passes_who_waits_longer(self) -> None:
        if not hasattr(self, "edition"):
            return
        first = self.edition.enrolments.waiting().first()
        if first:
            # A colleague who takes over a place did not come from the line.
            later = self.edition.enrolments.seated().filter(queued_at__gt=first.queued_at, replaces=None)
            assert not later.exists()
            assert self.edition.enrolments.seated().count() == self.edition.maximum

    @invariant()
    def every_change_has_its_step(self) -> None:
        if not hasattr(self, "edition"):
            return
        for row in self.edition.enrolments.all():
            steps = list(row.steps.order_by("pk"))
            assert steps[0].before == ""
            assert steps[-1].after == row.state
            assert all(step.after == after.before for step, after in pairwise(steps))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
def test_the_verbs_keep_the_line_whatever_happens() -> None:
    run_state_machine_as_test(
        DatabaseLine, settings=settings(max_examples=at_depth(4, 15), stateful_step_count=20)
    )
