"""Addresses in letters to coaches: each opens one thing for whoever holds the letter."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.coaches.models import Assignment, Consent
from tegenstroom.coaches.rules.stories import Meant, Use

QUESTION, QUESTIONS = "coach-question", "coach-questions"

# How a use stands in an address.
SLUGS = {
    Use.THIS_GROUP: "elke-groep",
    Use.ALL_TRAININGS: "alle-vormingen",
    Use.LIBRARY: "bibliotheek",
    Use.MAGAZINE: "tijdschrift",
    Use.RESEARCH: "onderzoek",
}
# What an address cannot hold of how rows name a group.
NO_SLUG = re.compile(r"[^\w-]", re.ASCII)


def slug_of(meant: Meant) -> str:
    """How it stands in an address: `groep-training-edition-7` for a group, whatever kind of group it is."""
    if not meant.group:
        return SLUGS[meant.use]
    return f"groep-{NO_SLUG.sub('-', meant.group.subject)}"


def longer_url(consent: Consent) -> str:
    """The whole address of the page where she says whether a yes that ends may last, behind her login."""
    page = reverse("coaches:story_longer", args=[consent.story_id, slug_of(consent.meant)])
    return str(settings.SITE_URL) + page


def question_token(assignment: Assignment) -> str:
    """For the page where she says yes or no to this one question."""
    return links.token(QUESTION, assignment.pk)


def questions_token(assignments: Sequence[Assignment]) -> str:
    """For the page where she answers all of these at once, and no others."""
    return links.token(QUESTIONS, [row.pk for row in assignments])


def question_url(assignment: Assignment) -> str:
    """The whole address of that page, for in a letter."""
    return str(settings.SITE_URL) + reverse("coaches:question_link", args=[question_token(assignment)])


def questions_url(assignments: Sequence[Assignment]) -> str:
    """The whole address of the page for these questions of one coach; for one of them its own page."""
    if len(assignments) == 1:
        return question_url(assignments[0])
    return str(settings.SITE_URL) + reverse("coaches:questions_link", args=[questions_token(assignments)])


def own_questions_url() -> str:
    """Her own page, behind her login: short enough to type from a sheet of paper."""
    return str(settings.SITE_URL) + reverse("coaches:questions")


def assignment_of(token: str) -> Assignment:
    """The question that a link was made for, or Http404."""
    return get_object_or_404(Assignment.objects.select_related("coach", "place"), pk=_value(QUESTION, token))


def assignments_of(token: str) -> list[Assignment]:
    """The questions that a link was made for, the first moment first, or Http404."""
    rows = list(Assignment.objects.select_related("coach", "place").filter(pk__in=_value(QUESTIONS, token)))
    if not rows:
        raise Http404
    return rows


def _value(purpose: str, token: str) -> Any:
    try:
        return links.value(purpose, token)
    except links.BadLink as error:
        raise Http404 from error
