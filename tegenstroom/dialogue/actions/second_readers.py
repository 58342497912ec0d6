"""Someone else looks whether the decided text of a draft gives anyone away."""

from dataclasses import dataclass
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.models import CircleMember, RawDraft, SecondReader
from tegenstroom.dialogue.rules.drafts import Choice, Obstacle, UnfitError
from tegenstroom.dialogue.rules.phases import Part, Refusal, RefusedError


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
    as long as something is not decided, RefusedError for who cannot be asked.
    """
    audit.take_turn()
    if draft.writer_id != by.pk:
        raise UnfitError(Obstacle.NOT_YOURS)
    draft = RawDraft.objects.living().filter(pk=draft.pk).first() or _gone()
    if not draft.looked_at or draft.findings.filter(choice=Choice.OPEN).exists():
        raise UnfitError(Obstacle.OPEN_FINDING)
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
    audit.record("dialogue.second_reader_say", by=by, about=held.draft, agrees=agrees)
    return held


def to_read(reading: SecondReader) -> ToRead:
    """What would be sent, for her eyes: open places are blacked out. Raises SealError."""
    return read_as_others(reading.draft)


def read_as_others(draft: RawDraft) -> ToRead:
    """What would be sent, with open places blacked out: for its writer, and for her second reader."""
    return ToRead(
        draft_contents.title_of(draft), draft_contents.decided_text(draft), draft_contents.plain_of(draft)
    )


def _gone() -> RawDraft:
    raise UnfitError(Obstacle.GONE)
