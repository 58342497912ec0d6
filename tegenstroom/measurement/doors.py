"""Addresses in letters about measurements. A link names an invitation, never a code and never a sheet.

A link from a mail opens all that is hers. What goes on paper passes through the hands of the desk: its link and
its code open a door to answer, and none to read.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.base.prepared import prepared
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.models.plans import of

HERS, PAPER, RESULT = "measurement", "measurement-paper", "measurement-result"
# How long the page with her own result stays open for who came from paper.
RESULT_DAYS = 1


class GoneError(Http404):
    """The link is whole, but what it asks is not there any more: forgotten, or dropped with its group."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens. `reads`: also what was answered before."""

    invitation: Invitation
    token: str
    reads: bool


def own_token(invitation: Invitation) -> str:
    """For her own mail, and from her own page."""
    return links.token(HERS, invitation.pk)


def paper_token(invitation: Invitation) -> str:
    """For on paper: to answer, not to read."""
    return links.token(PAPER, invitation.pk)


def result_token(invitation: Invitation) -> str:
    """For whoever has just handed in: her own result, for a day."""
    return links.token(RESULT, invitation.pk)


def own_url(invitation: Invitation) -> str:
    """The whole address in her mail."""
    return _whole("measurement:begin", own_token(invitation))


def paper_url(invitation: Invitation) -> str:
    """The whole address behind the QR on paper."""
    return _whole("measurement:begin", paper_token(invitation))


def code_url() -> str:
    """Where someone types her code: short enough to read from a sheet."""
    return str(settings.SITE_URL) + reverse("measurement:by_code")


def door_of(token: str) -> Door:
    """What this link opens; Http404, which is a GoneError when the link is whole."""
    pk, reads = named_by(token)
    return Door(_invitation(pk), token, reads)


def named_by(token: str) -> tuple[int, bool]:
    """Which invitation this link names, and whether it opens to read; or Http404."""
    for purpose in (HERS, PAPER):
        with suppress(links.BadLink):
            return links.value(purpose, token), purpose == HERS
    raise Http404


def reading_door_of(token: str) -> Door:
    """What this link opens to read: her own, or the page for who has just handed in. Http404 for one of paper."""
    try:
        return Door(_invitation(links.value(RESULT, token, max_age_days=RESULT_DAYS)), token, reads=False)
    except links.BadLink:
        door = door_of(token)
    if not door.reads:
        raise Http404
    return door


def _invitation(pk: int) -> Invitation:
    """In one query, with all that a page of hers needs but the long text of the questionnaire."""
    found = _invitations(pk)
    if not found:
        raise GoneError
    [invitation] = found
    invitation.participant.measurement = invitation.wave.measurement
    return invitation


@prepared
def _invitations(pk: int) -> QuerySet[Invitation]:
    return (
        Invitation.objects.filter(pk=pk)
        .select_related("wave__measurement__version", *of("wave__measurement"), "participant")
        .only(
            *("done", "left_alone", "wave__moment", "wave__opens_on", "wave__closes_on", "wave__looks_back"),
            *("participant__measurement", "participant__sealed_key", "participant__guest_name"),
            *("participant__person_id", "participant__asks_no_more"),
            *("wave__measurement__sealed_pepper", "wave__measurement__ended_at"),
            *("wave__measurement__asks_research", "wave__measurement__asks_norms"),
            *("wave__measurement__version__digest", "wave__measurement__edition__state"),
            *("wave__measurement__edition__version__title", "wave__measurement__group__name"),
        )
    )


def _whole(name: str, token: str) -> str:
    return str(settings.SITE_URL) + reverse(name, args=[token])
