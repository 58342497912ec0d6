"""Addresses in letters about measuring, and of the sheet on which someone answers."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.measurement.models import Invitation, Sheet

INVITATION, SHEET = "measurement-invitation", "measurement-sheet"


def invitation_token(invitation: Invitation) -> str:
    """The key to the page where she begins."""
    return links.token(INVITATION, invitation.pk)


def invitation_url(invitation: Invitation) -> str:
    """The whole address of that page, for in a letter or a QR."""
    return str(settings.SITE_URL) + reverse("measurement:door", args=[invitation_token(invitation)])


def invitation_of(token: str) -> Invitation:
    """The invitation that a link was made for, or Http404."""
    rows = Invitation.objects.select_related(
        "wave__measurement__version", "wave__measurement__edition__version", "participation__person"
    )
    return get_object_or_404(rows, pk=_value(INVITATION, token))


def sheet_token(sheet: Sheet, invitation: int) -> str:
    """The key to her sheet. It stands in the address and in no table: there the two never meet."""
    return links.token(SHEET, [str(sheet.pk), invitation])


def sheet_of(token: str) -> tuple[Sheet, int]:
    """The sheet that an address was made for, and the invitation to tick off; Http404 when it is gone."""
    key, invitation = _value(SHEET, token)
    rows = Sheet.objects.select_related("wave__measurement__version")
    return get_object_or_404(rows, pk=UUID(key)), int(invitation)


def _value(purpose: str, token: str) -> Any:
    try:
        return links.value(purpose, token)
    except links.BadLink as error:
        raise Http404 from error
