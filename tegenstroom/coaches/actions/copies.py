"""Where stories went, and taking them away again.

An app that shows a story says once, in its module `uses.py`, what kind of copy it makes and how that goes away:

    declare_use_handler("edition", uses={Use.THIS_GROUP}, take_away=stories.take_away)

Coaches call it by that name when she takes her story back. A copy that stays is tried again every minute; when the
promised time is over the desk is told.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from tegenstroom.base import audit
from tegenstroom.coaches.emails import stories as emails
from tegenstroom.coaches.figures import WITHDRAWAL_MINUTES
from tegenstroom.coaches.models import Copy
from tegenstroom.coaches.models.stories import CopyQuerySet
from tegenstroom.coaches.rules.stories import Use

log = structlog.get_logger("tegenstroom.stories")

# True when the copy is gone, False when it is not gone yet. Safe to call again for a copy that is gone already.
type TakeAway = Callable[[Copy], bool]


@dataclass(frozen=True, slots=True)
class UseHandler:
    """How copies of one kind are taken away, and for which uses they are made."""

    kind: str
    uses: frozenset[Use]
    take_away: TakeAway
    # False for what takes long: then the clock does it, and she does not wait.
    at_once: bool


HANDLERS: dict[str, UseHandler] = {}


def declare_use_handler(
    kind: str, *, uses: Collection[Use], take_away: TakeAway, at_once: bool = True
) -> UseHandler:
    """Say once, at import, how copies of this kind are taken away. A kind declared twice raises ValueError."""
    if kind in HANDLERS:
        raise ValueError(kind)
    HANDLERS[kind] = handler = UseHandler(kind, frozenset(uses), take_away, at_once)
    return handler


def offered_uses() -> list[Use]:
    """The uses that something in the house can make: nobody is asked for a yes that leads nowhere."""
    offered = {use for handler in HANDLERS.values() for use in handler.uses}
    return [use for use in Use if use in offered]


@transaction.atomic
def take_away(copy: Copy, *, by: audit.Actor | None) -> bool:
    """Try once to take one copy away; whether it is gone. A handler that fails undoes its own half-done work."""
    # First: a withdrawal has its turn while it waits for a copy.
    audit.take_turn()
    copy = Copy.objects.select_for_update().get(pk=copy.pk)
    if copy.gone_at is not None:
        return True
    copy.tries += 1
    copy.save(update_fields=["tries"])
    if gone := _handled(copy):
        _mark_gone(copy, by=by)
    return gone


def take_away_at_once(copies: Collection[Copy], *, by: audit.Actor | None) -> int:
    """Take away those of these copies that need no waiting; how many are gone."""
    quick = [copy for copy in copies if copy.kind in HANDLERS and HANDLERS[copy.kind].at_once]
    return sum(take_away(copy, by=by) for copy in quick)


def take_away_due() -> int:
    """Try every copy that must go and is still there; how many went."""
    return sum(take_away(copy, by=None) for copy in Copy.objects.to_take_away())


def overdue(now: datetime | None = None) -> CopyQuerySet:
    """Copies that are still there after the time in which we promised to take them away."""
    now = now or timezone.now()
    minutes = int(WITHDRAWAL_MINUTES.on(timezone.localdate(now)))
    return Copy.objects.to_take_away().filter(consent__withdrawn_at__lte=now - timedelta(minutes=minutes))


def count_overdue() -> int:
    """How many copies are overdue now; one query as long as nothing is on its way out."""
    return overdue().count() if Copy.objects.to_take_away().exists() else 0


def raise_alarm(now: datetime) -> int:
    """Write to the coordinators about every copy that is overdue, once a copy; how many copies that are."""
    late = list(overdue(now))
    for copy in late:
        with transaction.atomic():
            emails.still_there(copy)
    return len(late)


@transaction.atomic
def gone_by_hand(*, copy: Copy, by: audit.Actor) -> bool:
    """Someone took away what no handler could. False when it was gone already, or when it need not go."""
    audit.take_turn()
    copy = Copy.objects.select_for_update().get(pk=copy.pk)
    if copy.gone_at is not None or copy.consent.withdrawn_at is None:
        return False
    _mark_gone(copy, by=by, by_hand=True)
    return True


def _handled(copy: Copy) -> bool:
    handler = HANDLERS.get(copy.kind)
    problem = "no handler" if handler is None else "not yet"
    try:
        # What fails in the database must not take her withdrawal with it.
        with transaction.atomic():
            if handler is not None and handler.take_away(copy):
                return True
    # Whatever happens to one copy, the others must go. Only the name is logged: a message could hold her words.
    except Exception as error:
        problem = type(error).__name__
    log.warning("copy stays", kind=copy.kind, copy=copy.pk, tries=copy.tries, problem=problem)
    return False


def _mark_gone(copy: Copy, *, by: audit.Actor | None, **details: bool) -> None:
    copy.gone_at = timezone.now()
    copy.save(update_fields=["gone_at"])
    audit.record("coaches.copy_gone", by=by, about=copy, kind=copy.kind, tries=copy.tries, **details)
