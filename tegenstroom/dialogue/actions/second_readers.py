"""Someone else looks whether the decided text of a draft gives anyone away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.figures import DRAFT_HOURS
from tegenstroom.dialogue.models import CircleMember, RawDraft, Recognised, SecondReader
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import Obstacle, UnfitError
from tegenstroom.dialogue.rules.phases import Part, Refusal, RefusedError
from tegenstroom.dialogue.rules.second_readers import blacked_out


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a second reader gets to read: what would be sent, and nothing else."""

    title: str
    text: str
    plain: str

    @property
    def mark(self) -> str:
        """What changes with any of these words: an answer says with it which words were read."""
        return blake2b("\0".join((self.title, self.text, self.plain)).encode(), digest_size=16).hexdigest()


def candidates(draft: RawDraft) -> list[Person]:
    """Who may be asked: members who agreed, but for the writer and for coaches, who read it as coaches."""
    members = CircleMember.objects.agreed().filter(circle=draft.circle_id).exclude(part=Part.COACH)
    others = members.exclude(person=draft.writer_id).select_related("person")
    return [member.person for member in others]


@transaction.atomic
def ask(*, draft: RawDraft, person: Person, by: Person) -> SecondReader:
    """Ask someone of the circle, in a letter; asking another takes the question away from the first.

    Who answered and was not asked since the words changed is asked again, with another letter. Raises UnfitError
    as long as something is not decided, as what she took out stands there, and as long as no word changed in a
    text by which a second reader knew someone; RefusedError for who cannot be asked.
    """
    audit.take_turn()
    if draft.writer_id != by.pk:
        raise UnfitError(Obstacle.NOT_YOURS)
    draft = RawDraft.objects.living().filter(pk=draft.pk).first() or _gone()
    if obstacles := rules.against_asking(draft_contents.as_it_stands(draft)):
        raise UnfitError(*obstacles)
    if person not in candidates(draft):
        raise RefusedError(Refusal.NOT_HERE)
    asked, made = SecondReader.objects.get_or_create(draft=draft, defaults={"person": person})
    if not made and (asked.person_id != person.pk or must_be_asked_anew(asked)):
        asked.person, asked.agrees, asked.answered_at = person, None, None
        asked.asked_at, made = timezone.now(), True
        asked.save()
    if made:
        audit.record("dialogue.second_reader_ask", by=by, about=draft, person=person.pk)
        emails.second_reading(asked)
    return asked


def must_be_asked_anew(asked: SecondReader) -> bool:
    """She answered, and the words changed since."""
    return asked.agrees is None and asked.answered_at is not None


@transaction.atomic
def say(*, reading: SecondReader, agrees: bool, mark: str | None = None, by: Person) -> SecondReader:
    """Keep what the second reader says of the words with this mark; None for those that stand there now.

    Her no stays with these words, also when another is asked or a new draft brings them for a day; she alone takes
    it back, with a yes to them.
    Raises RefusedError for anyone else, UnfitError when the draft is gone or its words changed meanwhile.
    """
    audit.take_turn()
    if reading.person_id != by.pk:
        raise RefusedError(Refusal.NOT_YOURS)
    held = SecondReader.objects.select_for_update(no_key=True).filter(pk=reading.pk, person=by).first()
    if held is None or not RawDraft.objects.living().filter(pk=held.draft_id).exists():
        raise UnfitError(Obstacle.GONE)
    if mark is not None and mark != to_read(held).mark:
        raise UnfitError(Obstacle.CHANGED)
    held.agrees, held.answered_at = agrees, timezone.now()
    held.save(update_fields=["agrees", "answered_at"])
    wording = draft_contents.wording_of(held.draft)
    if agrees:
        Recognised.objects.filter(writer=held.draft.writer, person=by, wording=wording).delete()
    else:
        _keep_no(held, wording)
    audit.record("dialogue.second_reader_say", by=by, about=held.draft, agrees=agrees)
    return held


def _keep_no(reading: SecondReader, wording: str) -> None:
    now, draft = timezone.now(), reading.draft
    until = now + timedelta(hours=int(DRAFT_HOURS.on(timezone.localdate(now))))
    Recognised.objects.update_or_create(
        writer=draft.writer,
        person=reading.person,
        wording=wording,
        defaults={"draft_key": draft.pk, "circle": draft.circle, "said_at": now, "until": until},
    )


def who_recognised(draft: RawDraft) -> tuple[list[Person], list[Person]]:
    """Who knew someone by it, in these words or in others; and who by a story that she told before."""
    binding, wording = Recognised.objects.binding(draft).select_related("person"), draft_contents.wording_of(draft)
    here = {one.person for one in binding.filter(Q(draft_key=draft.pk) | Q(wording=wording))}
    before = {one.person for one in Recognised.objects.of_story(draft).select_related("person")} - here
    return list(here), list(before)


def a_no_stays(draft: RawDraft) -> bool:
    """Whether something is known of this draft when it is gone."""
    return Recognised.objects.of_story(draft).exists()


def forget_old(now: datetime) -> int:
    """Let go of each no whose time is over; how many."""
    return Recognised.objects.forgotten(now).delete()[0]


def to_read(reading: SecondReader) -> ToRead:
    """What would be sent, for her eyes: black where it is open, and where what was taken out still stands.

    Raises SealError.
    """
    shown, stands = read_as_others(reading.draft), draft_contents.as_it_stands(reading.draft)
    words = rules.still_there(stands)
    ours = rules.proposed_places(stands.text, stands.findings, hide_open=True)
    return ToRead(
        blacked_out(shown.title, words), blacked_out(shown.text, words, ours), blacked_out(shown.plain, words)
    )


def read_as_others(draft: RawDraft) -> ToRead:
    """What would be sent, with open places blacked out: for its writer, and for her second reader."""
    return ToRead(
        draft_contents.title_of(draft), draft_contents.decided_text(draft), draft_contents.plain_of(draft)
    )


def _gone() -> RawDraft:
    raise UnfitError(Obstacle.GONE)
