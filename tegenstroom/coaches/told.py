"""What she sees of her stories: for each use and each group whether she says yes, since when, and where it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions.consent import is_her_own_doing
from tegenstroom.coaches.actions.copies import offered_uses
from tegenstroom.coaches.actions.her_groups import meant_for
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import Meant, Use
from tegenstroom.coaches.words import word_of


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use of one story, or one group: her newest yes, if any, and every place where the story is or was."""

    meant: Meant
    consent: Consent | None
    copies: list[Copy]
    today: date

    @property
    def word(self) -> str | Promise:
        return word_of(self.meant)

    @property
    def slug(self) -> str:
        return slug_of(self.meant)

    @property
    def stands(self) -> bool:
        return self.consent is not None and self.consent.withdrawn_at is None and self.consent.until >= self.today

    @property
    def taken_back(self) -> bool:
        """She ended it herself; else its last day passed."""
        return self.consent is not None and not self.stands and is_her_own_doing(self.consent)

    @property
    def here(self) -> list[Copy]:
        """Where it is now with her yes."""
        return [copy for copy in self.copies if copy.gone_at is None] if self.stands else []

    @property
    def leaving(self) -> list[Copy]:
        """Where it should be gone and is not yet."""
        return [] if self.stands else [copy for copy in self.copies if copy.gone_at is None]

    @property
    def gone(self) -> list[Copy]:
        """Where it was, the last one first."""
        were = [(copy.gone_at, copy) for copy in self.copies if copy.gone_at is not None]
        return [copy for _at, copy in sorted(were, key=lambda pair: pair[0], reverse=True)]


def lines_of(stories: Iterable[Story]) -> dict[Any, list[UseLine]]:
    """By story what she once said yes to, and the uses that are offered without a group; two queries in all."""
    keys = [story.pk for story in stories]
    newest: dict[Any, dict[Meant, Consent]] = {key: {} for key in keys}
    for consent in Consent.objects.filter(story__in=keys).select_related("wording"):
        # Ordered by day, the newest first.
        newest[consent.story_id].setdefault(consent.meant, consent)
    copies = defaultdict(list)
    for copy in Copy.objects.filter(consent__story__in=keys).select_related("consent"):
        copies[copy.consent.story_id, copy.consent.meant].append(copy)
    offered = {Meant(use) for use in offered_uses() if use is not Use.THIS_GROUP}
    order, today = list(Use), timezone.localdate()
    return {
        key: [
            UseLine(meant, said.get(meant), copies[key, meant], today)
            # Within one use the newest yes stands first, as it was read.
            for meant in sorted({**said, **dict.fromkeys(offered)}, key=lambda meant: order.index(meant.use))
        ]
        for key, said in newest.items()
    }


def line_of(story: Story, slug: str) -> UseLine | None:
    """One line of one story; None for what nobody offers and she never said yes to."""
    said = {line.slug: line for line in lines_of([story])[story.pk]}
    meant = meant_by(story.coach, slug)
    return said.get(slug) or (UseLine(meant, None, [], timezone.localdate()) if meant else None)


def groups_for(story: Story) -> list[UseLine]:
    """The groups that she helps give, each with her newest yes, if any."""
    said = {line.slug: line for line in lines_of([story])[story.pk]}
    groups = [meant for meant in meant_for(story.coach) if meant.group]
    return [said.get(slug_of(meant)) or UseLine(meant, None, [], timezone.localdate()) for meant in groups]


def may_be_said(coach: Person) -> set[str]:
    """What she can say yes to now, each by how it stands in an address."""
    return {slug_of(meant) for meant in meant_for(coach)}


def wider_than(line: UseLine, lines: Iterable[UseLine]) -> list[UseLine]:
    """Of a group that she took back: those of its story's `lines` that let it into that group all the same."""
    if line.meant.group is None or not line.taken_back:
        return []
    others = [each for each in lines if each.stands and each.meant.group is None]
    return [each for each in others if each.meant.use in {Use.THIS_GROUP, Use.ALL_TRAININGS}]


def meant_by(coach: Person, slug: str) -> Meant | None:
    """What she can say yes to now, by how it stands in an address."""
    return next((meant for meant in meant_for(coach) if slug_of(meant) == slug), None)
