"""Letters about measuring."""

from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.measurement.doors import invitation_url
from tegenstroom.measurement.models import Invitation


def invitation(invitation: Invitation, *, code: str, again: bool = False) -> Letter | None:
    """The question to answer, with a link of her own; on paper with her code beside it."""
    wave, person = invitation.wave, invitation.participation.person
    edition = wave.measurement.edition
    return letters.write(
        kind="measurement",
        template="measurement/emails/invitation",
        to=person,
        about=edition,
        context={
            "edition": edition,
            "wave": wave,
            "link": invitation_url(invitation),
            "code": code,
            "again": again,
        },
    )
