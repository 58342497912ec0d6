"""What someone sees of her groups: what is asked of her first, then what is hers, then where each thing stands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.base.sealing import SealError
from tegenstroom.dialogue.access.cases import CASE_WORDS, cases_to_open, own_cases
from tegenstroom.dialogue.access.circles import memberships_of
from tegenstroom.dialogue.access.dialogues import dialogues_of
from tegenstroom.dialogue.access.drafts import drafts_of
from tegenstroom.dialogue.actions import asks, dictation, reading
from tegenstroom.dialogue.actions.asks import Asked
from tegenstroom.dialogue.actions.own import left_with_something
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.doors import draft_path, room_path
from tegenstroom.dialogue.models import Case, Circle, CircleMember, Dialogue, RawDraft
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.rules.dictation import Waiting
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part, Phase
from tegenstroom.dialogue.rules.reading import may_read_case
from tegenstroom.dialogue.rules.state import State
from tegenstroom.dialogue.words import ASK_BUTTONS, ASKS, PHASES, phase_line
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.rules.editions import LIVE

# A recording that waits, by what is asked of it.
RECORDED = {Ask.TYPE: "dialogue:to_type", Ask.CHECK: "dialogue:dictation"}
# Coaches first: they speak first here.
ORDER = (Part.COACH, Part.PROFESSIONAL, Part.RESEARCHER, Part.TRAINER)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that she can do now, with its button and where that leads."""

    asked: Asked
    # The dialogue in which it is asked.
    line: "Line | None" = None

    @property
    def about(self) -> str:
        """The dialogue in which it is asked, as it stands among the others."""
        return self.line.heading if self.line else ""

    @property
    def button(self) -> str:
        return str(ASK_BUTTONS[self.asked.ask])

    @property
    def address(self) -> str:
        circle, dialogue = self.asked.circle, self.asked.dialogue
        if self.asked.ask is Ask.OPEN:
            return reverse("dialogue:circle_opening", args=[circle.pk, self.asked.key])
        if dialogue is None:
            return reverse("dialogue:circle_contract", args=[circle.pk])
        if self.asked.ask in RECORDED:
            return reverse(RECORDED[self.asked.ask], args=[self.asked.key])
        if self.asked.ask is Ask.READ:
            return reverse("dialogue:case", args=[dialogue.pk])
        if self.asked.ask in {Ask.START, Ask.MOVE}:
            return reverse("dialogue:course", args=[dialogue.pk])
        return room_path(dialogue)


@dataclass(frozen=True, slots=True)
class Line:
    """A dialogue in which she sits: where it stands, what it asks of her now, and which of its pages are hers."""

    dialogue: Dialogue
    phase: Phase
    reads_case: bool
    leads: bool
    asked: Asked | None = None
    # What the case is called and what it is about, for who may read it.
    title: str = ""
    themes: str = ""
    # Which of its group it is on the day when it opened; 0 when it is the only one.
    number: int = 0

    @property
    def name(self) -> str:
        """Says no more than the day: a title would tell who brought it."""
        of = {"day": saying.day(self.dialogue.opened_at), "number": self.number}
        return str(_("Gesprek %(number)s van %(day)s") % of if self.number else _("Gesprek van %(day)s") % of)

    @property
    def ask(self) -> Ask | None:
        return self.asked.ask if self.asked else None

    @property
    def heading(self) -> str:
        """As its page is called, for who may read that; else the day on which it was opened."""
        return self.title or self.name

    @property
    def beside(self) -> str:
        """What stands small below its heading: the day, and what the case is about."""
        return ", ".join(filter(None, (self.name if self.title else "", self.themes)))

    @property
    def sentence(self) -> str:
        """What is asked of her; else what happens there."""
        if self.ask:
            return str(ASKS[self.ask])
        return phase_line(self.phase, is_given=self.dialogue.own_group_from is not None)

    @property
    def phase_word(self) -> str:
        return str(PHASES[self.phase]).capitalize()

    @property
    def is_open(self) -> bool:
        """Whether there is something to go to: what was taken back is nowhere."""
        return self.phase is not Phase.WITHDRAWN

    @property
    def room(self) -> str:
        """Where it is held; before it begins there is nothing to see."""
        return "" if self.phase in {Phase.PREPARATION, Phase.WITHDRAWN} else room_path(self.dialogue)


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case that she brought, with its own title."""

    case: Case
    title: str


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft of hers that lives until its day is over."""

    draft: RawDraft

    @property
    def address(self) -> str:
        return draft_path(self.draft.pk)


@dataclass(frozen=True, slots=True)
class Hers:
    """The page of all her groups."""

    first: ToDo | None
    others: list[ToDo]
    members: list[CircleMember]
    lines: list[Line]
    past: list[Line]
    # In which something of hers still stands and which she reads no longer; and such among `past`.
    left: list[Dialogue]
    left_something: frozenset[int]
    cases: list[OwnCase]
    drafts: list[OwnDraft]
    # Editions that she trains and that have no group yet.
    without: list[Edition]


@dataclass(frozen=True, slots=True)
class Table:
    """One group as a member sees it."""

    circle: Circle
    members: list[CircleMember]
    waiting: list[CircleMember]
    lines: list[Line]
    to_open: list[Case]
    leads: bool

    @property
    def coaches(self) -> int:
        """How many coaches said yes."""
        return sum(member.part == Part.COACH and member.stands for member in self.members)

    @property
    def lacks_coaches(self) -> bool:
        return self.coaches < FEWEST_COACHES


def page_of(person: Person) -> Hers:
    """Everything of one person, as it is now."""
    lines = lines_of(person, dialogues_of(person))
    members = list(memberships_of(person))
    # In this order: a contract comes before everything, and lines that wait for her stand the oldest before.
    asked = [
        *(ToDo(one) for one in asks.of_groups(members)),
        *(ToDo(line.asked, line) for line in lines if line.asked),
    ]
    left, listed = list(left_with_something(person)), {line.dialogue.pk for line in lines}
    return Hers(
        first=asked[0] if asked else None,
        others=asked[1:],
        members=members,
        # What waits for her stands above already.
        lines=[line for line in lines if not (line.ask or line.phase in {Phase.CLOSED, Phase.WITHDRAWN})],
        past=[line for line in lines if line.phase in {Phase.CLOSED, Phase.WITHDRAWN}],
        left=[dialogue for dialogue in left if dialogue.pk not in listed],
        left_something=frozenset(dialogue.pk for dialogue in left),
        cases=[_own_case(case, person) for case in own_cases(person)],
        drafts=[OwnDraft(draft) for draft in drafts_of(person)],
        without=_without_circle(person),
    )


def table_of(person: Person, member: CircleMember) -> Table:
    """One group, for a member who agreed."""
    circle = member.circle
    members = sorted(
        circle.members.with_yes().current().select_related("person"),
        key=lambda one: (ORDER.index(Part(one.part)), one.pk),
    )
    leads = member.part == Part.TRAINER
    return Table(
        circle=circle,
        members=members,
        waiting=[one for one in members if not one.stands],
        lines=lines_of(person, dialogues_of(person).filter(circle=circle)),
        to_open=list(cases_to_open(person, circle)) if leads else [],
        leads=leads,
    )


def lines_of(person: Person, dialogues: DialogueQuerySet) -> list[Line]:
    """These dialogues of hers: what waits for her first, oldest before; then the others, newest first."""
    found = list(dialogues.defer(*CASE_WORDS))
    on_one_day = defaultdict[tuple[int, date], list[int]](list)
    for dialogue in reversed(found):
        on_one_day[_day_of(dialogue)].append(dialogue.pk)
    spoken = dictation.waiting_by_dialogue(found)
    states = {dialogue.pk: state_of(dialogue) for dialogue in found}
    titles = reading.titles_for(person, [(dialogue, states[dialogue.pk]) for dialogue in found])
    lines = [
        _line(person, dialogue, states[dialogue.pk], on_one_day[_day_of(dialogue)], spoken[dialogue.pk])
        for dialogue in found
    ]
    lines = [replace(line, title=titles.get(line.dialogue.pk, "")) for line in lines]
    waiting = [line for line in reversed(lines) if line.ask]
    return [*waiting, *(line for line in lines if not line.ask)]


def words_of(case: Case, person: Person) -> reading.CaseText | None:
    """Her own case; None where its key is gone."""
    try:
        return reading.read_own_case(case=case, by=person)
    except SealError:
        return None


def _day_of(dialogue: Dialogue) -> tuple[int, date]:
    return dialogue.circle_id, timezone.localdate(dialogue.opened_at)


def _line(
    person: Person, dialogue: Dialogue, state: State, that_day: list[int], spoken: Sequence[Waiting]
) -> Line:
    reads = may_read_case(state, person.pk)
    return Line(
        dialogue,
        phase=state.shown_phase,
        reads_case=reads,
        leads=may_lead(state, person.pk),
        asked=asks.asked_in(person, dialogue, state, spoken),
        themes=", ".join(theme["name"] for theme in dialogue.case.themes) if reads else "",
        number=that_day.index(dialogue.pk) + 1 if len(that_day) > 1 else 0,
    )


def _own_case(case: Case, person: Person) -> OwnCase:
    words = words_of(case, person)
    return OwnCase(case, words.title if words else "")


def _without_circle(person: Person) -> list[Edition]:
    today = timezone.localdate()
    trains = TandemMember.objects.filter(
        person=person, part=TandemMember.Part.TRAINER, answer=TandemMember.Answer.YES, edition=OuterRef("pk")
    )
    circle = Circle.objects.filter(edition=OuterRef("pk"))
    live = Edition.objects.filter(Exists(trains), ~Exists(circle), state__in=LIVE, ends_on__gte=today)
    return list(live.select_related("version").order_by("starts_on", "pk"))
