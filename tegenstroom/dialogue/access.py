"""Who may see what of dialogues: one policy. A guard returns the row or raises Http404.

No network role opens anything here: not the desk, not an administrator. Who is in a circle and said yes to its
contract is in; a raw draft is its writer's alone.
"""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, EDITOR, RESEARCHER
from tegenstroom.base.prepared import prepared
from tegenstroom.dialogue.actions import lessons, reading
from tegenstroom.dialogue.actions.dictation import waiting_of
from tegenstroom.dialogue.actions.leaving import may_veto
from tegenstroom.dialogue.actions.reading import Heard
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.actions.wiping import DICTATION
from tegenstroom.dialogue.models import (
    Case,
    Circle,
    CircleMember,
    Dialogue,
    Dictation,
    DraftFinding,
    Insight,
    InsightVoice,
    RawDraft,
    ReadCase,
    Recording,
    Seat,
    SecondReader,
    Signal,
    Withdrawal,
    Word,
)
from tegenstroom.dialogue.models.cases import CaseQuerySet, RawDraftQuerySet, is_over, that_stands
from tegenstroom.dialogue.models.circles import CircleMemberQuerySet, CircleQuerySet
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.models.harvest import SignalQuerySet
from tegenstroom.dialogue.rules import dictation as spoken
from tegenstroom.dialogue.rules import reading as rules
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.training.access import edition_given_by
from tegenstroom.training.models import Edition

# Never fetched for who has no business with them.
CASE_WORDS = ("case__sealed_title", "case__sealed_text", "case__sealed_plain")

# Behind the number of a page whose case is past its last day: no page that is open from before has it.
PAST = "x"


def someone(person: Visitor) -> Person:
    """Whoever logged in."""
    if person.is_authenticated:
        return person
    raise Http404


def memberships_of(person: Visitor) -> CircleMemberQuerySet:
    """Her place in each circle, agreed or not."""
    return (
        CircleMember.objects.with_yes()
        .current()
        .filter(person=someone(person))
        .select_related("circle__edition__version")
    )


def membership(person: Visitor, circle: int) -> CircleMember:
    """Her place in one circle, agreed or not: the page of the contract begins here."""
    return get_object_or_404(memberships_of(person), circle__pk=circle)


def waits_for_yes(person: Visitor, dialogue: int) -> CircleMember | None:
    """Her place in the group of a dialogue in which she keeps a seat, while her yes to new words is missing."""
    if not person.is_authenticated:
        return None
    seat = Seat.objects.filter(dialogue__pk=dialogue, person=person, left_at=None).values("dialogue__circle")
    return CircleMember.objects.outdated().filter(person=person, circle__in=seat).first()


def circles_of(person: Visitor) -> CircleQuerySet:
    """The circles in which she is and said yes to the contract."""
    mine = CircleMember.objects.agreed().filter(person=someone(person), circle=OuterRef("pk"))
    return Circle.objects.filter(Exists(mine)).select_related("edition__version")


def circle_for(person: Visitor, pk: int) -> Circle:
    """One circle in which she is and agreed."""
    return get_object_or_404(circles_of(person), pk=pk)


def circle_led(person: Visitor, pk: int) -> Circle:
    """A circle that she trains: here she opens dialogues."""
    mine = CircleMember.objects.agreed().filter(person=someone(person), part=Part.TRAINER, circle=OuterRef("pk"))
    return get_object_or_404(circles_of(person).filter(Exists(mine)), pk=pk)


def circles_at_desk(person: Visitor) -> CircleQuerySet:
    """All circles by name, for a coordinator who makes them and invites people: nothing that is said in them."""
    coordinator(person)
    return Circle.objects.select_related("edition__version")


def circle_at_desk(person: Visitor, pk: int) -> Circle:
    """One circle, for a coordinator: who is in it, never what is said."""
    return get_object_or_404(circles_at_desk(person), pk=pk)


def circle_managed(person: Visitor, pk: int) -> Circle:
    """A circle of which she sees who is in it and invites people: its trainer, or a coordinator."""
    if person.is_authenticated and person.has_role(COORDINATOR):
        return circle_at_desk(person, pk)
    return circle_led(person, pk)


def member_managed(person: Visitor, circle: int, pk: int) -> CircleMember:
    """Someone who is in a circle now, for who invites people there."""
    managed = circle_managed(person, circle)
    return get_object_or_404(managed.members.with_yes().current().select_related("person"), pk=pk)


def edition_without_circle(person: Visitor, pk: int) -> Edition:
    """An edition of which she may make the group: its trainer, or a coordinator."""
    return edition_given_by(someone(person), pk)


def dialogues_of(person: Visitor) -> DialogueQuerySet:
    """The dialogues in which she sits now, newest first."""
    return _dialogues(someone(person).pk).select_related("case", "facilitator")


def dialogue_for(person: Visitor, pk: int) -> Dialogue:
    """One dialogue in which she sits now."""
    return _or_404(_dialogue(someone(person).pk, pk))


def dialogue_led(person: Visitor, pk: int) -> Dialogue:
    """A dialogue that she takes from phase to phase: its trainer; see `may_lead`."""
    dialogue = dialogue_for(person, pk)
    if may_lead(state_of(dialogue), someone(person).pk):
        return dialogue
    raise Http404


def coach_seat(person: Visitor, pk: int) -> Seat:
    """Her place as a coach in a dialogue: here she chooses a name."""
    dialogue = dialogue_for(person, pk)
    seats = dialogue.seats.filter(person=someone(person), part=Part.COACH, left_at=None)
    return get_object_or_404(seats.select_related("dialogue__case", "dialogue__circle__edition__version"))


def dialogue_to_veto(person: Visitor, pk: int) -> Dialogue:
    """A dialogue of which she may end the case: as a coach who is there, or because she brought it."""
    dialogue = dialogue_for(person, pk)
    if may_veto(dialogue, someone(person)):
        return dialogue
    raise Http404


def dialogues_at_desk(person: Visitor) -> DialogueQuerySet:
    """All dialogues by phase, for a coordinator: nothing of a case, and no word that was said."""
    coordinator(person)
    return Dialogue.objects.select_related("circle__edition__version", "case").defer(*CASE_WORDS)


def readings_of(person: Visitor, dialogue: Dialogue) -> QuerySet[ReadCase]:
    """Who opened the case on which day, for who leads the dialogue; oldest first."""
    led = dialogue_led(person, dialogue.pk)
    return ReadCase.objects.filter(case=led.case_id).select_related("reader")


def own_group(person: Visitor, pk: int) -> Dialogue:
    """The coaches' own group of a dialogue, for its coaches and their facilitator; for others it is not there."""
    dialogue = dialogue_for(person, pk)
    state = state_of(dialogue)
    if state.phase is not Phase.PREPARATION and rules.is_of_own_group(state, someone(person).pk):
        return dialogue
    raise Http404


def own_seat(person: Visitor, dialogue: int) -> Seat:
    """Her own place in a dialogue, also after she left it."""
    rows = Seat.objects.select_related("dialogue__circle", "dialogue__case")
    return get_object_or_404(rows, dialogue__pk=dialogue, person=someone(person))


def version_for(person: Visitor, pk: int) -> str:
    """What changes whenever something changes that she may see: one small query, for pages that poll.

    Raises Http404 for who does not sit there. What happens in the coaches' own group moves it for them alone.
    """
    her = someone(person)
    version, own_version, part, facilitator, last_day = _or_404(_versions(her.pk, pk))
    is_ours = part == Part.COACH or facilitator == her.pk
    number = f"{version}.{own_version}" if is_ours else f"{version}"
    return f"{number}{PAST}" if is_over(last_day) else number


def words_visible_to(person: Visitor, dialogue: Dialogue, *, since: int = 0) -> list[Heard]:
    """What she may read of a dialogue, in order. See `actions.reading`."""
    return reading.words_visible_to(someone(person), dialogue, since=since)


def own_word(person: Visitor, key: UUID) -> Word:
    """Something that she said, in any dialogue: hers to take back, also after she left."""
    rows = Word.objects.select_related("dialogue__circle", "dialogue__case")
    return get_object_or_404(rows, key=key, speaker=someone(person))


def word_for(person: Visitor, key: UUID) -> Word:
    """A contribution that she may read now."""
    word = get_object_or_404(Word.objects.select_related("dialogue__case"), key=key)
    dialogue = dialogue_for(person, word.dialogue_id)
    if word.number in rules.visible_words(state_of(dialogue), someone(person).pk):
        return word
    raise Http404


def recording_for(person: Visitor, key: UUID) -> Recording:
    """A recording whose words she may read now."""
    recording = get_object_or_404(Recording.objects.select_related("word"), key=key)
    word_for(person, recording.word_id)
    return recording


def dictation_of(person: Visitor, key: UUID) -> Dictation:
    """What she spoke and somebody else types: hers, as long as it waits."""
    return get_object_or_404(_dictations(), key=key, speaker=someone(person))


def dictation_or_word_of(person: Visitor, key: UUID) -> Dictation | Word:
    """The same; once it stands in the room, her word there: a button pressed twice comes to the same place."""
    said = Word.objects.filter(that_stands("dialogue__case__"), key=key, speaker=someone(person)).first()
    return said or dictation_of(person, key)


def dictation_or_gone(person: Visitor, key: UUID, room: str = "") -> Dictation | Word | Dialogue:
    """The same; once it was taken back, the dialogue that her page names, when she sits there."""
    try:
        return dictation_or_word_of(person, key)
    except Http404:
        if room.isdecimal() and Withdrawal.objects.filter(kind=DICTATION, key=key).exists():
            return get_object_or_404(dialogues_of(person), pk=room)
        raise


def dictation_to_type(person: Visitor, key: UUID) -> Dictation:
    """What someone else spoke, for who may type it now; for anyone else, and once it is typed, it is not there."""
    row = get_object_or_404(_dictations(), key=key)
    if spoken.may_type(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def dictation_typed_by(person: Visitor, key: UUID) -> Dictation | Word:
    """The same for who sends what she typed: when another was first it is still there, or stands in the room."""
    row = _dictations().filter(key=key).first() or get_object_or_404(_spoken_words(), key=key)
    if spoken.might_type(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def dictation_to_hear(person: Visitor, key: UUID) -> Dictation:
    """What waits, for her who spoke and for who may type it now."""
    row = get_object_or_404(_dictations(), key=key)
    if spoken.may_hear(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def _spoken_words() -> QuerySet[Word]:
    standing = Word.objects.filter(that_stands("dialogue__case__"), gone_how="", recording__isnull=False)
    return standing.select_related("speaker", "seat", "dialogue__case", "dialogue__circle__edition__version")


def _dictations() -> QuerySet[Dictation]:
    standing = Dictation.objects.filter(that_stands("dialogue__case__"))
    return standing.select_related(
        "speaker", "seat", "typist", "dialogue__case", "dialogue__circle__edition__version"
    )


def drafts_of(person: Visitor) -> RawDraftQuerySet:
    """Her own raw drafts, as long as their day lasts."""
    return RawDraft.objects.living().filter(writer=someone(person)).select_related("writer", "circle")


def draft_of(person: Visitor, key: UUID) -> RawDraft:
    """One raw draft of her own. Nobody else reaches it, an administrator neither."""
    return get_object_or_404(drafts_of(person), key=key)


def draft_or_case_of(person: Visitor, key: UUID) -> RawDraft | None:
    """One raw draft of her own; None where it became a case already: whoever sends twice is told that it went."""
    if own_cases(person).filter(pk=key).exists():
        return None
    return draft_of(person, key)


def finding_of(person: Visitor, key: UUID) -> DraftFinding:
    """One row of a raw draft of her own."""
    rows = DraftFinding.objects.filter(draft__in=drafts_of(person)).select_related("draft__writer")
    return get_object_or_404(rows, key=key)


def reading_for(person: Visitor, draft: UUID) -> SecondReader:
    """A draft of which she was asked to read the decided text: that, and never the raw one."""
    return get_object_or_404(to_read_along(person).select_related("draft__writer"), draft=draft)


def to_read_along(person: Visitor) -> QuerySet[SecondReader]:
    """Drafts of others that she is asked to read along, as long as they are there and she is in the group."""
    yes = CircleMember.objects.agreed().filter(person=someone(person), circle=OuterRef("draft__circle"))
    asked = SecondReader.objects.filter(Exists(yes), draft__in=RawDraft.objects.living(), person=person)
    return asked.select_related("draft__circle__edition__version")


def own_cases(person: Visitor) -> CaseQuerySet:
    """The cases that she brought and that still stand."""
    return Case.objects.standing().filter(writer=someone(person)).select_related("circle__edition__version")


def own_case(person: Visitor, key: UUID) -> Case:
    """One case that she brought: hers to take back."""
    return get_object_or_404(own_cases(person), key=key)


def case_written(person: Visitor, key: UUID) -> Case:
    """One case that she brought, also when its words are gone: the page then says so."""
    written = Case.objects.filter(writer=someone(person)).select_related("circle__edition__version")
    return get_object_or_404(written, key=key)


def case_to_open(person: Visitor, circle: int, key: UUID) -> Case:
    """A case of a circle that she trains, as long as no dialogue was opened on it. See `cases_to_open`."""
    return get_object_or_404(cases_to_open(person, circle_led(person, circle)), key=key)


def cases_to_open(person: Visitor, circle: Circle) -> CaseQuerySet:
    """Cases of a circle that wait for a dialogue, for who trains it: whose they are and their themes, no words."""
    led = circle_led(person, circle.pk)
    rows = Case.objects.standing().filter(circle=led, dialogue=None).select_related("writer")
    return rows.defer(*(field.removeprefix("case__") for field in CASE_WORDS))


def case_for(person: Visitor, dialogue: Dialogue) -> reading.CaseText:
    """The words of the case for who may read it now; that she did is written down, once a day."""
    return reading.read_case(dialogue=dialogue, by=someone(person))


def insights_of(person: Visitor, dialogue: Dialogue) -> QuerySet[Insight]:
    """What is proposed and handed over from a dialogue in which she sits."""
    return Insight.objects.there().filter(dialogue=dialogue_for(person, dialogue.pk))


def insight_for(person: Visitor, key: UUID) -> Insight:
    """A lesson of a dialogue in which she sits."""
    insight = get_object_or_404(Insight.objects.there().select_related("dialogue"), key=key)
    dialogue_for(person, insight.dialogue_id)
    return insight


def insight_to_read(person: Visitor, key: UUID) -> Insight:
    """A lesson of a dialogue in which she sits; for any member of a circle, one that is handed over and stands."""
    insight = get_object_or_404(
        Insight.objects.there().select_related("dialogue__circle__edition__version"), key=key
    )
    if dialogues_of(person).filter(pk=insight.dialogue_id).exists():
        return insight
    is_member = CircleMember.objects.agreed().filter(person=someone(person)).exists()
    if is_member and lessons.standing().filter(pk=key).exists():
        return insight
    raise Http404


def own_line(person: Visitor, key: UUID) -> InsightVoice:
    """Her own line in a lesson, also after she left."""
    rows = InsightVoice.objects.there().select_related(
        "insight__dialogue__circle__edition__version", "speaker", "word__seat"
    )
    return get_object_or_404(rows, key=key, speaker=someone(person))


def line_for(person: Visitor, key: UUID) -> InsightVoice:
    """A line of a lesson of a dialogue in which she sits."""
    line = get_object_or_404(InsightVoice.objects.there().select_related("insight__dialogue"), key=key)
    dialogue_for(person, line.insight.dialogue_id)
    return line


def signals_of(person: Visitor) -> QuerySet[Signal]:
    """For a coach, who says which may be heard: what is named where she sits, and what a coach there let out."""
    return _signals_of(person, Signal.objects.all())


def signal_reader(person: Visitor) -> Person:
    """Who reads what keeps coming back, to carry it further: research, the editors, who coordinates."""
    if reads_signals(someone(person)):
        return someone(person)
    raise Http404


def reads_signals(person: Person) -> bool:
    """Whether she carries further what keeps coming back."""
    return person.has_role(EDITOR, RESEARCHER, COORDINATOR)


def signal_for(person: Visitor, pk: int) -> Signal:
    """One signal, for a coach."""
    return get_object_or_404(_signals_of(person, Signal.objects.filter(pk=pk)))


def signals_elsewhere(person: Visitor, dialogue: Dialogue) -> QuerySet[Signal]:
    """What other dialogues named and a coach there let out, for who names what came up in this one."""
    dialogue_for(person, dialogue.pk)
    return Signal.objects.read_by(()).exclude(mentions__dialogue=dialogue)


def _signals_of(person: Visitor, signals: SignalQuerySet) -> QuerySet[Signal]:
    if not someone(person).has_role(COACH):
        raise Http404
    return signals.read_by(dialogues_of(person).values_list("pk", flat=True))


def _dialogues(person: int) -> DialogueQuerySet:
    seat = Seat.objects.filter(person=person, left_at=None, dialogue=OuterRef("pk"))
    yes = CircleMember.objects.agreed().filter(person=person, circle=OuterRef("circle"))
    found = Dialogue.objects.filter(Exists(seat), Exists(yes))
    return found.select_related("circle__edition__version")


@prepared
def _dialogue(person: int, pk: int) -> QuerySet[Dialogue]:
    return _dialogues(person).filter(pk=pk)


@prepared
def _versions(person: int, dialogue: int) -> QuerySet[Seat, tuple[int, int, str, int, date]]:
    yes = CircleMember.objects.agreed().filter(person=person, circle=OuterRef("dialogue__circle"))
    seats = Seat.objects.filter(Exists(yes), dialogue=dialogue, person=person, left_at=None)
    return seats.values_list(
        "dialogue__version", "dialogue__own_version", "part", "dialogue__facilitator", "dialogue__case__expires_on"
    )


def _or_404[R](found: list[R]) -> R:
    if found:
        return found[0]
    raise Http404
