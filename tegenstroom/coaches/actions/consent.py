"""Her yes to one use of one story: given, renewed, taken back. The sole door to the words of a story."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.base.models import AuditEvent
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.sealing import SealError, unseal, unseal_each
from tegenstroom.coaches.actions import copies, wordings
from tegenstroom.coaches.actions.her_groups import meant_for
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.emails import stories as emails
from tegenstroom.coaches.figures import CONSENT_AGAIN_DAYS, CONSENT_YEARS
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import (
    EVERY_GROUP,
    HER_OWN,
    HerGroup,
    NoConsentError,
    NoGroupError,
    Read,
    UnfinishedError,
    Use,
    Way,
    last_day,
)

READ = "coaches.story_read"


@dataclass(frozen=True, slots=True)
class Told:
    """A story as its readers get it."""

    copy: Copy
    title: str
    by_name: str
    words: str


def standing(uses: Collection[Use], *, place: str) -> Iterable[Consent]:
    """Consents that hold now for one of these uses in this place, with their stories: what may be chosen from."""
    held = Consent.objects.standing().filter(use__in=uses, group__in=(EVERY_GROUP, place)).exclude(story__title="")
    return held.select_related("story__coach").order_by("story__title", "pk")


def text_for(*, story: Story, use: Use, place: str = "") -> str:
    """The words of a story, for one use in one place. Raises NoConsentError unless she says yes now; SealError."""
    if not Consent.objects.standing().covering(use, place).filter(story=story).exists():
        raise NoConsentError(use)
    # Fetched anew: what the caller holds may be older than what she wrote.
    story = Story.objects.get(pk=story.pk)
    return unseal(story.sealed_text, row=story, field="sealed_text", owner=story.coach)


def told(rows: Iterable[Copy]) -> list[Told]:
    """What may be read of these copies now, in two queries: none that is gone, or whose yes does not hold."""
    held = Copy.objects.with_her_yes().filter(pk__in=[copy.pk for copy in rows])
    shown = list(held.select_related("consent__story"))
    words = unseal_each([copy.consent.story for copy in shown], field="sealed_text")
    return [_told(copy, words) for copy in shown if isinstance(words.get(copy.consent.story_id), str)]


@transaction.atomic
def record_copy(*, story: Story, use: Use, kind: str, subject: str, where: str, by: audit.Actor) -> Copy:
    """Note that a story goes somewhere, before it does. `where` is how she will read it.

    `subject` is what the copy hangs on, as `subject_of` writes it; a yes to one group covers that subject alone,
    and of two that cover it the copy hangs on the narrower. Raises NoConsentError without a standing yes,
    and ValueError for a kind that nobody declared for this use: what cannot be taken away is not handed out.
    """
    handler = copies.HANDLERS.get(kind)
    if handler is None or use not in handler.uses:
        raise ValueError(f"no handler declared that takes {kind} away for {use}")
    audit.take_turn()
    story = Story.objects.locked(story.pk)
    consent = Consent.objects.standing().covering(use, subject).filter(story=story).first()
    if consent is None:
        raise NoConsentError(use)
    copy, _made = Copy.objects.update_or_create(
        consent=consent,
        kind=kind,
        subject=subject,
        defaults={"where": where[:200], "gone_at": None, "tries": 0},
        create_defaults={"where": where[:200]},
    )
    audit.record("coaches.copy_made", by=by, about=copy, kind=kind, use=use, of=subject)
    return copy


@transaction.atomic
def give(
    *, story: Story, use: Use, group: HerGroup | None = None, read: Read, until: date | None = None, by: Person
) -> Consent:
    """Keep her yes, to the newest wording in her language. `until`: the last day, hers or else as long as may be.

    A yes to the same that stood already ends, and what hangs on it hangs on this one from now; so does what hangs
    in this one group under a yes to every group. Raises NoGroupError for one group that is not said, or said for
    another use, UnfinishedError for a story without words and ValueError for a day in the past.
    """
    if (use is Use.THIS_GROUP) != (group is not None):
        raise NoGroupError(use)
    audit.take_turn()
    story = Story.objects.locked(story.pk)
    if not story.is_told:
        raise UnfinishedError
    today = timezone.localdate()
    last = last_day(today, years=int(CONSENT_YEARS.on(today)), wanted=until)
    subject, name = (group.subject, group.name) if group else (EVERY_GROUP, "")
    if before := story.consents.to_use(use, subject).filter(withdrawn_at=None).first():
        _end(before, by=by, how=Way.RENEWED)
    wording = wordings.newest(use, story.coach.language)
    consent = Consent.objects.create(
        story=story, use=use, group=subject, group_name=name[:200], wording=wording, read=read, until=last
    )
    _take_over(consent, before)
    what = {"use": use, "group": subject, "wording": wording.pk, "until": last.isoformat()}
    audit.record("coaches.consent_give", by=by, about=consent, **what)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: Person | None, how: Way) -> Consent:
    """Take back one use of one story. Its copies go now, or within minutes; twice is once.

    From here on nobody reads the story for this use, whether or not a copy could be taken away yet.
    """
    ended = _withdraw(Consent.objects.filter(pk=consent.pk), by=by, how=how)
    return ended[0] if ended else Consent.objects.get(pk=consent.pk)


@transaction.atomic
def withdraw_all(*, story: Story, by: Person | None, how: Way) -> int:
    """Take back every use of one story; how many stood."""
    return len(_withdraw(story.consents.all(), by=by, how=how))


@transaction.atomic
def withdraw_each(*, coach: Person, by: Person | None, how: Way, only: Collection[int] | None = None) -> int:
    """Take back every use of everything that she told, or `only` the yeses with these numbers; how many stood.

    However many stories it is, she gets one letter when someone else did it for her.
    """
    hers = Consent.objects.filter(story__in=Story.objects.of(coach))
    return len(_withdraw(hers if only is None else hers.filter(pk__in=only), by=by, how=how))


def end_expired(now: datetime) -> int:
    """End every yes whose last day is over; how many. Nobody read the story for it since midnight."""
    over = list(Consent.objects.filter(withdrawn_at=None, until__lt=timezone.localdate(now)))
    for consent in over:
        withdraw(consent=consent, by=None, how=Way.ENDED)
    return len(over)


def ask_again(now: datetime) -> int:
    """Write to her before a yes ends, by day and once a yes; how many end within that time."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    today = timezone.localdate(now)
    soon = today + timedelta(days=int(CONSENT_AGAIN_DAYS.on(today)))
    ending = Consent.objects.standing().filter(until__lte=soon).select_related("story__coach")
    for consent in (row for row in ending if row.story.coach.is_active):
        with transaction.atomic():
            offered = {slug_of(meant) for meant in meant_for(consent.story.coach)}
            emails.ask_again(consent, may_last=slug_of(consent.meant) in offered)
    return len(ending)


def note_read(copy: Copy, *, reader: Person) -> bool:
    """Write down that someone read it, without a word of what; once a day a reader. False when it stood there."""
    today = timezone.localdate()
    seen = AuditEvent.objects.filter(subject=subject_of(copy), verb=READ, actor=reader.pk, at__date=today)
    if seen.exists():
        return False
    audit.record(READ, by=reader, about=copy)
    return True


def is_her_own_doing(consent: Consent) -> bool:
    """Whether she took it back herself, with the button or on the phone."""
    return consent.withdrawn_how in HER_OWN


def _withdraw(consents: QuerySet[Consent], *, by: Person | None, how: Way) -> list[Consent]:
    """End those of these that stand, all of one coach. She gets one letter when someone else did it for her."""
    audit.take_turn()
    # All in one order, before any of them is read: a yes and a no never cross.
    stories = Story.objects.filter(pk__in=consents.values("story")).order_by("pk")
    list(stories.select_for_update().values_list("pk"))
    standing = consents.filter(withdrawn_at=None).select_related("story__coach").defer("story__sealed_text")
    ended = list(standing.order_by("-story__told_on", "-story__made_at", "-given_at", "-pk"))
    for consent in ended:
        _end(consent, by=by, how=how)
        copies.take_away_at_once(list(consent.copies.still_there()), by=by)
    if ended and by is not None and by.pk != ended[0].story.coach_id:
        emails.took_back_for_her(ended)
    return ended


def _take_over(consent: Consent, before: Consent | None) -> None:
    """What hung on the yes before this one hangs on this one, and what hangs in its group under a wider yes."""
    if before:
        before.copies.still_there().update(consent=consent)
    if consent.group:
        wider = Consent.objects.standing().to_use(Use(consent.use)).filter(story=consent.story_id)
        there = Copy.objects.still_there().filter(consent__in=wider, subject=consent.group)
        # Of one kind a place has one copy under one yes.
        there.exclude(kind__in=consent.copies.values("kind")).update(consent=consent)


def _end(consent: Consent, *, by: Person | None, how: Way) -> None:
    consent.withdrawn_at, consent.withdrawn_by, consent.withdrawn_how = timezone.now(), by, how
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_how"])
    audit.record("coaches.consent_end", by=by, about=consent, use=consent.use, how=how)


def _told(copy: Copy, words: dict[Any, str | SealError]) -> Told:
    story = copy.consent.story
    return Told(copy, story.title, story.by_name, str(words[story.pk]))
