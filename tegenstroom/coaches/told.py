"""What she sees of her stories: for each use whether she says yes, since when, and where the story is now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.coaches.actions.consent import is_her_own_doing
from tegenstroom.coaches.actions.copies import offered_uses
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import Use
from tegenstroom.coaches.words import USES

# How a use stands in an address.
SLUGS = {
    Use.THIS_GROUP: "deze-groep",
    Use.ALL_TRAININGS: "alle-vormingen",
    Use.LIBRARY: "bibliotheek",
    Use.MAGAZINE: "tijdschrift",
    Use.RESEARCH: "onderzoek",
}
USE_OF = {slug: use for use, slug in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use of one story: her newest yes, if any, and every place where the story is or was."""

    use: Use
    consent: Consent | None
    copies: list[Copy]
    today: date

    @property
    def word(self) -> str | Promise:
        return USES[self.use]

    @property
    def slug(self) -> str:
        return SLUGS[self.use]

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
    """By story the uses that are offered, and those that she once said yes to; two queries in all."""
    keys = [story.pk for story in stories]
    newest: dict[tuple[Any, str], Consent] = {}
    for consent in Consent.objects.filter(story__in=keys).select_related("wording"):
        # Ordered by day, the newest first.
        newest.setdefault((consent.story_id, consent.use), consent)
    copies = defaultdict(list)
    for copy in Copy.objects.filter(consent__story__in=keys).select_related("consent"):
        copies[copy.consent.story_id, copy.consent.use].append(copy)
    offered, today = offered_uses(), timezone.localdate()
    return {
        key: [
            UseLine(use, newest.get((key, use)), copies[key, use], today)
            for use in Use
            if use in offered or (key, use) in newest
        ]
        for key in keys
    }


def line_of(story: Story, use: Use) -> UseLine | None:
    """One use of one story; None for a use that nobody offers and that she never said yes to."""
    return next((line for line in lines_of([story])[story.pk] if line.use == use), None)
