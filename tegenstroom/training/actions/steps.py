"""Moving an enrolment from one state to the next: the one place where a state is written."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, stamps
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState, may_become


class EnrolmentRefused(Exception):  # noqa: N818  it is an answer, not a fault
    """What was asked cannot be; the message is a sentence for the person at the screen."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))


def lock(enrolment: Enrolment) -> Edition:
    """Lock the edition until the transaction ends, and read the enrolment again as it stands now.

    Before anything is written: audit rows wait for one another too, and two locks taken in another order can
    wait for each other for ever.
    """
    edition = Edition.objects.locked(enrolment.edition_id)
    enrolment.refresh_from_db()
    enrolment.edition = edition
    return edition


@transaction.atomic
def begin(enrolment: Enrolment, *, by: Person | None, why: str = "") -> None:
    """Save a new enrolment with its first step. The edition is locked by the caller."""
    enrolment.save(force_insert=True)
    _log("training.enrol", enrolment, before="", by=by, why=why)


@transaction.atomic
def move(
    enrolment: Enrolment,
    then: EnrolmentState,
    *,
    by: Person | None,
    why: str = "",
    **changes: Any,
) -> None:
    """Bring an enrolment to state `then`, with fields that change along. The caller has locked the edition.

    Raises ValueError when the rules know no such step: a caller looks at the state first.
    """
    before = EnrolmentState(enrolment.state)
    if not may_become(before, then):
        raise ValueError(f"{before} cannot become {then}")
    enrolment.state = then
    for field, value in changes.items():
        setattr(enrolment, field, value)
    enrolment.save(update_fields=["state", *changes])
    _log(f"training.enrolment_{then}", enrolment, before=before, by=by, why=why)


def _log(verb: str, enrolment: Enrolment, *, before: str, by: Person | None, why: str) -> None:
    enrolment.steps.create(
        before=before,
        after=enrolment.state,
        at=timezone.now(),
        by=by,
        by_link=by is None and audit.is_by_link(),
        why=why[:200],
    )
    audit.record(verb, by=by, about=enrolment, edition=enrolment.edition_id, seat=enrolment.seat)
    stamps.bump(stamps.PROGRAMME)
