"""Letters between a participant's team leader and us."""

from tegenstroom.base import letters
from tegenstroom.training.doors import approval_url
from tegenstroom.training.models import Approval


def question(approval: Approval) -> None:
    """Ask the leader whether her colleague may come."""
    _to_leader("question", approval)


def reminder(approval: Approval) -> None:
    """Ask once more, once."""
    _to_leader("reminder", approval, once_key=f"approval-reminder:{approval.pk}")


def answered(approval: Approval) -> None:
    """Tell the participant what her leader said, or that she said nothing in time."""
    enrolment = approval.enrolment
    letters.write(
        kind=f"approval.{approval.answer}",
        template=f"training/emails/approval_{approval.answer}",
        to=enrolment.person,
        about=enrolment,
        context=_context(approval),
        once_key=f"approval-answered:{approval.pk}",
    )


def _to_leader(name: str, approval: Approval, *, once_key: str | None = None) -> None:
    letters.write(
        kind=f"approval.{name}",
        template=f"training/emails/approval_{name}",
        to=letters.to_address(approval.leader_name, approval.leader_email),
        about=approval.enrolment,
        context={**_context(approval), "link": approval_url(approval)},
        once_key=once_key,
    )


def _context(approval: Approval) -> dict[str, object]:
    enrolment = approval.enrolment
    edition = enrolment.edition
    return {
        "approval": approval,
        "enrolment": enrolment,
        "edition": edition,
        "title": edition.version.title,
        "sessions": edition.sessions.select_related("place"),
    }
