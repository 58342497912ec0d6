"""Letters to a participant about her place: what happens, when, where, and how to reach us."""

from typing import Any

from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.training.doors import enrolment_url
from tegenstroom.training.models import Enrolment
from tegenstroom.training.rules.places import EnrolmentState


def welcome(enrolment: Enrolment) -> None:
    """The first letter: she has a place, or a number on the waiting list."""
    if enrolment.state == EnrolmentState.WAITING:
        waiting(enrolment)
    else:
        confirmed(enrolment)


def confirmed(enrolment: Enrolment) -> None:
    """She has a place."""
    _write("confirmed", enrolment, approval=getattr(enrolment, "approval", None))


def waiting(enrolment: Enrolment) -> None:
    """She waits, as number so many."""
    # The newcomer is the last in line, and the line is locked: counting it is her number.
    number = enrolment.edition.enrolments.waiting().count()
    _write("waiting", enrolment, number=number, approval=getattr(enrolment, "approval", None))


def offer(enrolment: Enrolment) -> None:
    """A seat came free; she has until a moment to take it."""
    _write("offer", enrolment, once_key=f"offer:{enrolment.pk}")


def offer_lapsed(enrolment: Enrolment) -> None:
    """She did not answer in time; the seat went to the next."""
    _write("offer_lapsed", enrolment, once_key=f"offer-lapsed:{enrolment.pk}")


def no_place(enrolment: Enrolment) -> None:
    """The training begins, and she still waited."""
    _write("no_place", enrolment, once_key=f"no-place:{enrolment.pk}")


def cancelled(enrolment: Enrolment) -> None:
    """Her enrolment has ended, at a cost or at none."""
    _write("cancelled", enrolment, once_key=f"cancelled:{enrolment.pk}")


def handed_over(old: Enrolment, new: Enrolment) -> None:
    """Two letters: to who gave the place, and to the colleague who takes it."""
    _write("handed_over", old, colleague=new)
    _write("taken_over", new, colleague=old.person, approval=getattr(new, "approval", None))


def _write(name: str, enrolment: Enrolment, *, once_key: str | None = None, **more: Any) -> None:
    edition, person = enrolment.edition, enrolment.person
    by_mail = bool(person.email) and person.reached_by == Letter.Channel.MAIL
    letters.write(
        kind=f"enrolment.{name}",
        template=f"training/emails/enrolment_{name}",
        to=person,
        about=enrolment,
        once_key=once_key,
        context={
            "enrolment": enrolment,
            "edition": edition,
            "title": edition.version.title,
            "sessions": edition.sessions.select_related("place"),
            # A signed address is too long to type over from paper.
            "link": enrolment_url(enrolment) if by_mail else "",
            **more,
        },
    )
