"""Letters about an edition as a whole: to the tandem, to everyone in it, to the desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.training.doors import in_company_url, tandem_url
from tegenstroom.training.models import Edition, TandemMember


def tandem_question(member: TandemMember) -> None:
    """Ask someone to give an edition. Yes or no is one tap, without a reason."""
    _write("tandem_question", member.person, member.edition, {"link": tandem_url(member)})


def tandem_said_no(member: TandemMember) -> None:
    """Tell the desk that a confirmed edition lost someone of its tandem."""
    for coordinator in Person.objects.with_role(COORDINATOR):
        _write("tandem_said_no", coordinator, member.edition, {"member": member})


def confirmed(edition: Edition, to: letters.Recipient) -> None:
    """It is sure: the training will be given."""
    _write("edition_confirmed", to, edition)


def changed(edition: Edition, to: letters.Recipient, *, offer_until: datetime | None = None) -> None:
    """Other days or another place: the whole plan again, so that nobody has to compare.

    `offer_until`: the new, earlier moment until which a place is kept for her.
    """
    still_open = offer_until is not None and offer_until > timezone.now()
    _write("edition_changed", to, edition, {"offer_until": offer_until if still_open else None})


def called_off(edition: Edition, to: letters.Recipient) -> None:
    """The training will not be given, and why."""
    _write("edition_called_off", to, edition)


def in_company_link(edition: Edition, to: letters.Recipient) -> None:
    """The link with which the colleagues of one organisation enrol."""
    _write("in_company_link", to, edition, {"link": in_company_url(edition)})


def _write(letter: str, to: letters.Recipient, edition: Edition, context: Mapping[str, Any] | None = None) -> None:
    letters.write(
        kind=letter,
        template=f"training/emails/{letter}",
        to=to,
        about=edition,
        context={"edition": edition, "sessions": edition.sessions.all(), **(context or {})},
    )
