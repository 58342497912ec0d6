"""Case dialogues: one in every phase, walked to it by its own people, and a raw draft half decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import care
from tegenstroom.dialogue.actions import (
    aftercare,
    dialogues,
    expiring,
    leaving,
    lessons,
    posting,
    reading,
    seats,
    signals,
    speaking,
)
from tegenstroom.dialogue.models import Case, Dialogue, Insight, Signal, Word
from tegenstroom.dialogue.rules.phases import ROAD, Field, Part, Phase
from tegenstroom.front.demo import cases
from tegenstroom.front.demo.circles import Circles
from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.network import Network, read

KEYS = UUID("7b0f0f5e-2b7f-4b0e-8f0a-6a4d3f7c9a20")
# People in a room speak one after another.
BETWEEN_TWO = timedelta(minutes=17)
ASKED_AFTER_DAYS = 28


def build(network: Network) -> None:
    """The groups, then each dialogue as far as it came; what policy may hear; the draft."""
    said = read("dialogues")
    groups = Circles(network)
    for row in said["circles"]:
        groups.gather(row)
    for row in said["dialogues"]:
        _Walk(network, groups, said["signals"], row).go()
    _let_through(groups, said["signals"])
    cases.leave_half_decided(network, groups, said["draft"])


@dataclass(frozen=True, slots=True)
class _Walk:
    """One dialogue of the data file on its way."""

    network: Network
    groups: Circles
    signals: dict[str, dict[str, Any]]
    row: dict[str, Any]

    @property
    def trainer(self) -> Person:
        return self.network.people[self.row["trainer"]]

    def go(self) -> None:
        """From the case to the phase of the data file, and what became of it there."""
        row = self.row
        brought = cases.bring(self.network, self.groups, row)
        dialogue = self._open(brought)
        road = list(zip(ROAD, row["days"], strict=False))
        for (phase, day), (_next, ends) in zip(road, [*road[1:], (None, None)], strict=True):
            self._read(dialogue, phase, day)
            self._speak(dialogue, phase, day)
            if phase is Phase.HARVEST:
                self._learn(dialogue, day)
            if ends is not None:
                self._go_on(dialogue, phase, ends)
        self._end(dialogue, brought)

    def _open(self, brought: Case) -> Dialogue:
        groups, row = self.groups, self.row
        with at(moment(row["days"][0], 11)):
            dialogue = dialogues.open_dialogue(
                circle=brought.circle, case=brought, facilitator=groups.person("tine"), by=self.trainer
            )
            for key, name in row.get("names", {}).items():
                seats.choose_name(dialogue=dialogue, name=name, by=groups.person(key))
            dialogue = dialogues.start_preparation(dialogue=dialogue, by=self.trainer)
            # Who reads on paper got it from the trainer; where they still read, one letter waits at the desk.
            goes_on = len(row["days"]) > 1
            for seat in dialogue.seats.filter(part=Part.COACH).select_related("person") if goes_on else ():
                posting.hand_over(dialogue=dialogue, coach=seat.person, by=self.trainer)
            return dialogue

    def _read(self, dialogue: Dialogue, phase: Phase, day: int) -> None:
        """Coaches read the case before they are among themselves, the others when they may."""
        if phase not in {Phase.OWN_GROUP, Phase.ROUND_ONE}:
            return
        early = {Part.COACH, Part.TRAINER}
        here = dialogue.seats.filter(left_at=None).exclude(person=dialogue.case.writer_id).select_related("person")
        for seat in here.order_by("pk"):
            if (seat.part in early) == (phase is Phase.OWN_GROUP):
                with at(moment(day, 9)):
                    reading.read_case(dialogue=dialogue, by=seat.person)

    def _speak(self, dialogue: Dialogue, phase: Phase, day: int) -> None:
        for number, line in enumerate(self.row.get(phase, ())):
            with at(moment(line.get("day", day), 11) + BETWEEN_TWO * number):
                self._say(dialogue, phase, number, line)
        for key in self.row.get("ready", ()) if phase is Phase.OWN_GROUP else ():
            with at(moment(day, 16)):
                speaking.say_ready(dialogue=dialogue, by=self.groups.person(key))

    def _say(self, dialogue: Dialogue, phase: Phase, number: int, line: dict[str, Any]) -> None:
        by, key = self.groups.person(line["by"]), self._key(phase, number)
        if "passes" in line:
            speaking.pass_turn(dialogue=dialogue, by=by)
        elif phase is Phase.WHAT_I_DID:
            speaking.say_what_i_did(dialogue=dialogue, text=line["text"], key=key, by=by)
        else:
            speaking.write(
                dialogue=dialogue,
                text=line.get("text", ""),
                heard=line.get("heard", ""),
                field=Field(line["field"]) if "field" in line else None,
                insight=Insight.objects.get(title=line["insight"]) if "insight" in line else None,
                key=key,
                by=by,
            )

    def _key(self, phase: Phase, number: int) -> UUID:
        return uuid5(KEYS, f"{self.row['title']}:{phase}:{number}")

    def _go_on(self, dialogue: Dialogue, phase: Phase, day: int) -> None:
        """To the next phase, on its first day: by the coaches out of their own group, else by the trainer."""
        with at(moment(day, 10)):
            match phase:
                case Phase.OWN_GROUP:
                    for coach in self._coaches(dialogue):
                        speaking.say_ready(dialogue=dialogue, by=coach)
                    return
                case Phase.WHAT_I_DID:
                    dialogues.close(dialogue=dialogue, by=self.trainer)
                    return
            dialogues.next_phase(dialogue=dialogue, by=self.trainer)
        if ROAD[ROAD.index(phase) + 1] is Phase.WHAT_I_DID:
            self._after_the_talk(dialogue, day)

    def _after_the_talk(self, dialogue: Dialogue, day: int) -> None:
        """Coaches are called, and some weeks later people are asked what they did."""
        with at(moment(day + 1, 14)):
            for owed in aftercare.still_open(dialogue):
                care.made(call=owed.call, by=self.trainer)
        if (asked := day + ASKED_AFTER_DAYS) < 0:
            with at(moment(asked, 11)):
                dialogues.ask_what_was_done(moment(asked, 11))
        if "wants_a_call" in self.row:
            with at(moment(-2, 19)):
                aftercare.ask_for_call(dialogue=dialogue, by=self.groups.person(self.row["wants_a_call"]))

    def _learn(self, dialogue: Dialogue, day: int) -> None:
        """What keeps coming back is named, and lines of three voices become a lesson."""
        row = self.row
        with at(moment(day, 15)):
            for key in row.get("signals", ()):
                signals.name_signal(dialogue=dialogue, sentence=self.signals[key]["sentence"], by=self.trainer)
        if "lesson" not in row:
            return
        lines = [number for number, line in enumerate(row["harvest"]) if line.get("in_lesson")]
        keys = [self._key(Phase.HARVEST, number) for number in lines]
        with at(moment(day, 15, 30)):
            words = list(Word.objects.filter(pk__in=keys).order_by("number"))
            insight = lessons.propose(dialogue=dialogue, title=row["lesson"], words=words, by=self.trainer)
        if not row.get("proposed"):
            _hand_over(insight, day, by=self.trainer)

    def _end(self, dialogue: Dialogue, brought: Case) -> None:
        row = self.row
        if "stops" in row:
            with at(moment(row["stopped_on"], 20)):
                leaving.stop(dialogue=dialogue, by=self.groups.person(row["stops"]))
            with at(moment(row["stopped_on"] + 1, 9)):
                for owed in aftercare.still_open(dialogue):
                    care.made(call=owed.call, by=self.trainer)
        if "withdrawn_on" in row:
            with at(moment(row["withdrawn_on"], 8)):
                leaving.withdraw_case(case=brought, by=brought.writer)
        if row.get("expires"):
            over = moment((brought.expires_on - today()).days + 1, 3)
            with at(over):
                expiring.expire_cases(over)

    def _coaches(self, dialogue: Dialogue) -> Iterator[Person]:
        here = dialogue.seats.filter(part=Part.COACH, left_at=None).select_related("person")
        return (seat.person for seat in here.order_by("pk"))


def _hand_over(insight: Insight, day: int, *, by: Person) -> None:
    """Each speaker lets her own line go, under the name by which this dialogue knew her."""
    with at(moment(day + 1, 9)):
        for voice in insight.voices.select_related("speaker", "word__seat", "insight__dialogue"):
            lessons.say_yes(voice=voice, by_name=voice.word.seat.shown_as, by=voice.speaker)
        lessons.hand_over(insight=insight, by=by)


def _let_through(groups: Circles, named: dict[str, dict[str, Any]]) -> None:
    with at(moment(-1, 17)):
        for row in named.values():
            signal = Signal.objects.get(sentence=row["sentence"])
            for key in row["approved_by"]:
                signals.approve_signal(signal=signal, by=groups.person(key))
