"""What a coach tells: written down step by step, changed, erased. Only she reads it back."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.coaches.actions import consent
from tegenstroom.coaches.emails import stories as emails
from tegenstroom.coaches.models import Copy, Story
from tegenstroom.coaches.rules.stories import Meant, Read, Way


@transaction.atomic
def begin(*, coach: Person, title: str, key: UUID, by: Person) -> Story:
    """A story of hers with a title and no words yet. The same key twice is the same story."""
    audit.take_turn()
    story, made = Story.objects.get_or_create(
        key=key, coach=coach, defaults={"title": title, "by_name": coach.short_name, "sealed_text": b""}
    )
    if made:
        audit.record("coaches.story_begin", by=by, about=story)
    return story


@transaction.atomic
def change(
    *, story: Story, by: Person, title: str | None = None, by_name: str | None = None, text: str | None = None
) -> Story:
    """Keep what is given; None leaves it as it is. Readers see the change at once, wherever the story is.

    Raises ValueError for an empty title, name or text, and for a story that was erased.
    """
    audit.take_turn()
    story = Story.objects.locked(story.pk)
    wanted = {"title": title, "by_name": by_name, "text": text}
    given = {name: value for name, value in wanted.items() if value is not None}
    if not story.title or not all(given.values()):
        raise ValueError(story.pk)
    story.title, story.by_name = given.get("title", story.title), given.get("by_name", story.by_name)
    if text is not None:
        story.sealed_text = seal(text, row=story, field="sealed_text", owner=story.coach)
    story.save()
    audit.record("coaches.story_change", by=by, about=story, what=sorted(given))
    return story


def text_of(story: Story) -> str:
    """Her own words, for herself; empty as long as she wrote none. Raises SealError."""
    if not story.sealed_text:
        return ""
    return unseal(story.sealed_text, row=story, field="sealed_text", owner=story.coach)


@transaction.atomic
def enter(
    *, coach: Person, title: str, by_name: str, text: str, uses: Collection[Meant], key: UUID, by: Person
) -> Story:
    """Write down for her what she told aloud, with what she said yes to after hearing the wording.

    From then on only she reads it. She gets a letter that says so. The same key twice is the same story.
    """
    audit.take_turn()
    if found := Story.objects.filter(key=key, coach=coach).first():
        return found
    story = begin(coach=coach, title=title, key=key, by=by)
    story = change(story=story, by=by, by_name=by_name, text=text)
    given = [consent.give(story=story, use=meant.use, group=meant.group, read=Read.ALOUD, by=by) for meant in uses]
    emails.wrote_down_for_her(story, given)
    return story


@transaction.atomic
def erase(*, story: Story, by: Person | None) -> bool:
    """Wipe the words at once and take back every use. Whether nothing of it is left.

    The empty row stays as long as a copy is still on its way out: the clock sweeps it up.
    """
    audit.take_turn()
    story = Story.objects.locked(story.pk)
    consent.withdraw_all(story=story, by=by, how=Way.BUTTON)
    story.title = story.by_name = ""
    story.sealed_text = b""
    story.save(update_fields=["title", "by_name", "sealed_text"])
    audit.record("coaches.story_erase", by=by, about=story)
    return _swept(story)


def sweep_erased() -> int:
    """Remove what is left of erased stories whose last copy is gone; how many."""
    return sum(_swept(story) for story in Story.objects.erased())


@transaction.atomic
def _swept(story: Story) -> bool:
    if Copy.objects.still_there().filter(consent__story=story).exists():
        return False
    story.delete()
    return True
