"""The same walks through verbs and database: rows say what the rules say, and what is gone is nowhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import hypothesis
import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import care
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import (
    aftercare,
    circles,
    dialogues,
    expiring,
    leaving,
    reading,
    running,
    speaking,
    wiping,
)
from tegenstroom.dialogue.models import CircleMember, Contract, Dialogue, Insight, Word
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.state import (
    CareDone,
    Come,
    Event,
    Expire,
    Lapse,
    Move,
    OweCare,
    Pass,
    Ready,
    Remove,
    Speak,
    State,
    Stop,
    TakeBack,
    Veto,
    VetoLine,
)
from tegenstroom.dialogue.tests.factories import TEXT, Group, case, group
from tegenstroom.dialogue.tests.nowhere import everything
from tegenstroom.dialogue.tests.test_rules_machine import (
    COACHES,
    NEW_COACH,
    NOT_YET,
    OTHER,
    OUTSIDER,
    RESEARCHER,
    START,
    TRAINER,
    WRITER,
    AnyDialogue,
)
from tests.support.depth import at_depth, only_thorough

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OF_THE_CASE = "marker-van-de-casus"


class RealDialogue(AnyDialogue):
    """The walk of the rules, done by verbs; each state comes out of the database."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()

    @initialize(far=st.integers(0, 7))
    def begin(self, far: int) -> None:
        self.travel = time_machine.travel(START, tick=False)
        self.clock = self.travel.start()
        self.group: Group = group()
        self.group.circle.members.filter(person=self.group.guide).delete()
        self.people = self._people()
        self.numbers = {person.pk: number for number, person in self.people.items()}
        brought = case(self.group, text=f"{TEXT} {OF_THE_CASE}")
        self.dialogue = dialogues.open_dialogue(
            circle=self.group.circle, case=brought, facilitator=self.group.coaches[0], by=self.group.trainer
        )
        # One trainer who guides too, as in dialogues of before: what is said among coaches is tried hardest so.
        Dialogue.objects.update(facilitator=self.group.trainer, opened_by=None)
        dialogues.start_preparation(dialogue=self.dialogue, by=self.group.trainer)
        self.insight = Insight.objects.create(
            dialogue=self.dialogue, title="Bellen is moeilijk", handed_over_at=timezone.now()
        )
        self.markers: dict[int, str] = {}
        AnyDialogue.begin(self, far)

    def _people(self) -> dict[int, Person]:
        who = self.group
        new, not_yet = coach(), coach()
        circles.invite(circle=who.circle, person=not_yet, part=machine.Part.COACH, by=who.trainer)
        return {
            **dict(zip((*COACHES, WRITER, OTHER), (*who.coaches, *who.professionals), strict=True)),
            TRAINER: who.trainer,
            RESEARCHER: who.researcher,
            NEW_COACH: new,
            NOT_YET: not_yet,
            OUTSIDER: PersonFactory(),
        }

    def teardown(self) -> None:
        if hasattr(self, "markers"):
            self.what_is_gone_is_nowhere()
            self.travel.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def after(self, state: State, event: Event) -> State | Refusal:
        if self.now > timezone.now():
            self.clock.move_to(self.now)
        wanted = machine.after(self.plain(), event)
        refused: Refusal | None = None
        try:
            WORK[type(event)](self, event)
        except RefusedError as error:
            refused = error.refusal
        outcome = self.plain()
        if isinstance(event, Come | Remove | OweCare | CareDone):
            # These come about in other ways too: only what they lead to counts.
            return outcome if refused is None else refused
        assert (refused is not None) == isinstance(wanted, Refusal), (event, refused, wanted)
        if refused is None:
            assert isinstance(wanted, State)
            assert replace(outcome, done_until=None) == replace(wanted, done_until=None)
        return refused or outcome

    def plain(self) -> State:
        """What the database says, with the numbers of the walk in place of those of people."""
        found = running.state_of(self.dialogue)
        seats = tuple(
            replace(seat, person=self.numbers[seat.person])
            for seat in sorted(found.seats, key=lambda seat: self.numbers[seat.person])
        )
        return replace(
            found,
            seats=seats,
            writer=self.numbers[found.writer],
            facilitator=self.numbers[found.facilitator],
            said=tuple(replace(said, person=self.numbers[said.person]) for said in found.said),
            turns=frozenset((self.numbers[person], phase, turn) for person, phase, turn in found.turns),
            care=frozenset(self.numbers[person] for person in found.care),
        )

    @invariant()
    def a_reader_gets_what_the_rules_let_her_read(self) -> None:
        if not hasattr(self, "markers"):
            return
        for number in (COACHES[0], OTHER, OUTSIDER):
            read = reading.words_visible_to(self.people[number], self.dialogue)
            assert {heard.number for heard in read if heard.text} == {
                said.number for said in self.readable(number) if not said.insight
            }

    @invariant()
    def the_row_says_where_it_is(self) -> None:
        if hasattr(self, "markers"):
            row = Dialogue.objects.get(pk=self.dialogue.pk)
            assert row.shown_phase is self.state.shown_phase
            steps = list(row.steps.values_list("phase", flat=True))
            assert self.state.phase in steps

    def what_is_gone_is_nowhere(self) -> None:
        texts = list(everything(self.people.values()))
        gone = {self.markers[number] for number in self.must_be_gone if number in self.markers}
        if self.state.gone:
            gone.add(OF_THE_CASE)
        for marker in gone:
            assert [place for place, text in texts if marker in text] == []
        for number in set(self.markers) - self.must_be_gone:
            assert [place for place, text in texts if self.markers[number] in text]
        letters = [text for place, text in texts if place == "base_letter"]
        assert not [text for text in letters for marker in self.markers.values() if marker in text]


def _speak(self: RealDialogue, event: Speak) -> None:
    marker = f"marker-{uuid4()}"
    word = speaking.write(
        dialogue=self.dialogue,
        text="" if event.insight else marker,
        heard=f"Wat ik hoorde: {marker}" if event.heard else "",
        field=event.field,
        insight=self.insight if event.insight else None,
        key=uuid4(),
        by=self.people[event.by],
    )
    if not event.insight:
        self.markers[word.number] = marker


def _take_back(self: RealDialogue, event: TakeBack) -> None:
    speaking.take_back(word=_word(self, event.number), by=self.people[event.by])


def _veto_line(self: RealDialogue, event: VetoLine) -> None:
    leaving.veto_line(word=_word(self, event.number), by=self.people[event.by])


def _word(self: RealDialogue, number: int) -> Word:
    word = Word.objects.filter(dialogue=self.dialogue, number=number).first()
    if word is None:
        raise RefusedError(Refusal.NOT_YOURS)
    return word


def _expire(self: RealDialogue, event: Expire) -> None:
    if not expiring._expire(self.dialogue.case):
        raise RefusedError(Refusal.OVER)


def _come(self: RealDialogue, event: Come) -> None:
    person = self.people[event.person]
    member = circles.invite(circle=self.group.circle, person=person, part=event.part, by=self.group.trainer)
    if event.agreed:
        circles.agree(member=member, by=person)
    if not self.plain().is_here(event.person):
        raise RefusedError(Refusal.NOT_HERE)


def _remove(self: RealDialogue, event: Remove) -> None:
    member = self.group.circle.members.current().filter(person=self.people[event.person]).first()
    if member is None:
        raise RefusedError(Refusal.NOT_HERE)
    circles.remove(member=member, by=self.group.trainer)


def _lapse(self: RealDialogue, event: Lapse) -> None:
    """Other words hold now than those she said yes to."""
    member = self.group.circle.members.filter(person=self.people[event.person]).first()
    if member is None or not self.dialogue.seats.filter(person=member.person_id).exists():
        raise RefusedError(Refusal.NOT_HERE)
    older, _made = Contract.objects.get_or_create(language="nl", text="Vroeger.", valid_from=date(2025, 1, 1))
    CircleMember.objects.filter(pk=member.pk).update(contract=older, asked_anew_at=None)
    circles.ask_anew(circle=self.group.circle)


def _care_done(self: RealDialogue, event: CareDone) -> None:
    for owed in aftercare.still_open(self.dialogue):
        if owed.seat.person == self.people[event.coach]:
            care.made(call=owed.call, by=self.group.trainer)


WORK: dict[type, Callable[[RealDialogue, Event], object]] = {
    Speak: _speak,
    Pass: lambda self, event: speaking.pass_turn(dialogue=self.dialogue, by=self.people[event.by]),
    Ready: lambda self, event: speaking.say_ready(dialogue=self.dialogue, by=self.people[event.by]),
    Move: lambda self, event: dialogues.next_phase(dialogue=self.dialogue, by=self.people[event.by]),
    TakeBack: _take_back,
    Stop: lambda self, event: leaving.stop(dialogue=self.dialogue, by=self.people[event.by]),
    Veto: lambda self, event: leaving.veto(dialogue=self.dialogue, by=self.people[event.by]),
    VetoLine: _veto_line,
    Expire: _expire,
    Come: _come,
    Lapse: _lapse,
    Remove: _remove,
    OweCare: lambda self, event: aftercare.ask_for_call(dialogue=self.dialogue, by=self.people[event.coach]),
    CareDone: _care_done,
}


def run(walk: type[RealDialogue], examples: int) -> None:
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            database=None,
            derandomize=True,
            phases=(hypothesis.Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_verbs_keep_every_promise_and_what_is_gone_is_nowhere() -> None:
    run(RealDialogue, examples=at_depth(3, 12))


@only_thorough
def test_a_wipe_that_leaves_the_words_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: rows that only say that they are gone."""

    def mark_only(words, how) -> None:
        for word in words:
            word.gone_how, word.length = how, 0
            Word.objects.filter(pk=word.pk).update(gone_at=timezone.now())

    monkeypatch.setattr(wiping, "_empty_words", mark_only)
    with pytest.raises(AssertionError):
        run(RealDialogue, examples=30)


@only_thorough
def test_a_verb_that_skips_a_rule_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another: a dialogue that does not notice who is here."""
    monkeypatch.setattr(running.machine, "against_running", lambda state: None)
    monkeypatch.setattr(State, "is_paused", property(lambda state: False))
    with pytest.raises(AssertionError):
        run(RealDialogue, examples=30)


def test_phases_on_the_row_are_those_of_the_road() -> None:
    assert {choice for choice, _word in Dialogue._meta.get_field("phase").choices} == set(Phase)
