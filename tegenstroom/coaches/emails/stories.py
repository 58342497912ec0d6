"""Letters about stories: to her, and to the desk when a copy stays. None holds a word of a story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.coaches.doors import longer_url
from tegenstroom.coaches.models import Consent, Copy, Story


def ask_again(consent: Consent, *, may_last: bool) -> None:
    """Her yes ends soon: she says whether it may last, or does nothing. Once a yes.

    A yes that nobody asks for any more, to a group that is long over, cannot last: she reads what she can do.
    """
    link = longer_url(consent) if may_last else ""
    context = {"story": consent.story, "consent": consent, "link": link}
    _write("story_again", consent.story.coach, consent, context, once_key=f"story-again:{consent.pk}")


def wrote_down_for_her(story: Story, consents: Sequence[Consent]) -> None:
    """Someone wrote down what she told, and keeps nothing of it."""
    _write("story_written", story.coach, story, {"story": story, "consents": consents})


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back of one story, where it was (gone, or not yet), and what it may still serve for."""

    story: Story
    consents: list[Consent]
    copies: list[Copy]
    stays: list[Consent]


def took_back_for_her(consents: Sequence[Consent]) -> None:
    """Someone took back for her what she asked on the phone: one letter, however many of her stories it is."""
    copies = list(Copy.objects.filter(consent__in=consents).select_related("consent"))
    stays = list(Consent.objects.standing().filter(story__in={consent.story_id for consent in consents}))
    told = [
        TakenBack(
            story,
            list(each),
            [copy for copy in copies if copy.consent.story_id == story.pk],
            [consent for consent in stays if consent.story_id == story.pk],
        )
        for story, each in groupby(consents, key=attrgetter("story"))
    ]
    coach = told[0].story.coach
    _write("story_taken_back", coach, told[0].story if len(told) == 1 else coach, {"told": told})


def still_there(copy: Copy) -> None:
    """Tell the coordinators of a copy that should be gone by now. Once a copy."""
    for coordinator in Person.objects.with_role(COORDINATOR):
        key = f"story-still-there:{copy.pk}:{coordinator.pk}"
        _write("story_still_there", coordinator, copy, {"copy": copy}, once_key=key)


def _write(
    letter: str, to: Person, about: models.Model, context: Mapping[str, Any], once_key: str | None = None
) -> None:
    letters.write(
        kind=letter,
        template=f"coaches/emails/{letter}",
        to=to,
        about=about,
        context=context,
        once_key=once_key,
    )
