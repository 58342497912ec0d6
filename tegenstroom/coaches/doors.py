"""Addresses in letters to coaches: each opens one thing for whoever holds the letter."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.coaches.models import Assignment

QUESTION = "coach-question"


def question_token(assignment: Assignment) -> str:
    """For the page where she says yes or no to this one question."""
    return links.token(QUESTION, assignment.pk)


def question_url(assignment: Assignment) -> str:
    """The whole address of that page, for in a letter."""
    return str(settings.SITE_URL) + reverse("coaches:question_link", args=[question_token(assignment)])


def assignment_of(token: str) -> Assignment:
    """The question that a link was made for, or Http404."""
    try:
        pk = links.value(QUESTION, token)
    except links.BadLink as error:
        raise Http404 from error
    return get_object_or_404(Assignment.objects.select_related("coach", "place"), pk=pk)
