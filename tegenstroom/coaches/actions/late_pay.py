"""Money of coaches that should have been there: for her, for the desk until it is paid, and in one letter each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.hours import letters_may_go
from tegenstroom.billing.models import BankAccount, Due
from tegenstroom.billing.rules.payruns import Method, RunState
from tegenstroom.coaches.actions import holding
from tegenstroom.coaches.actions.ceilings import COUNTED, TRAVEL
from tegenstroom.coaches.emails import late_pay as emails
from tegenstroom.coaches.figures import PAY_DAY
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules import late_pay as rules
from tegenstroom.coaches.rules.late_pay import InTheWay, Late, Owed


@dataclass(frozen=True, slots=True)
class Waiting:
    """Coaches whose money is late for one and the same reason, with all that they still get, in euro."""

    in_the_way: InTheWay
    # The pay run that has to go on, where it is in one.
    run: int | None
    people: list[Person]
    amount: Decimal
    since: date


def of_coach(coach: Person) -> Late | None:
    """What she should have had by now; None when nothing is late."""
    found = _late(_unpaid().filter(person=coach))
    return found[0] if found else None


def everyone() -> list[Late]:
    """Everybody who should have had money by now. One query as long as nothing waits."""
    return _late(_unpaid())


def at_desk(late: Iterable[Late]) -> list[Waiting]:
    """These by what is in the way, for who can mend it; what waits longest first."""
    groups: dict[tuple[InTheWay, int | None], list[Late]] = defaultdict(list)
    for one in late:
        groups[one.in_the_way, one.run_number].append(one)
    # With nobody this asks nothing of the database.
    people = Person.objects.in_bulk([one.person for rows in groups.values() for one in rows])
    found = [
        Waiting(
            in_the_way,
            run,
            sorted((people[one.person] for one in rows), key=lambda person: person.name),
            sum((one.amount for one in rows), Decimal(0)),
            min(one.since for one in rows),
        )
        for (in_the_way, run), rows in groups.items()
    ]
    return sorted(found, key=lambda group: (group.since, list(InTheWay).index(group.in_the_way), group.run or 0))


def promised(dues: Collection[Due]) -> dict[int, date]:
    """By number of the due the pay day on which it is, or was, to be paid."""
    return {row.number: row.promised_on for row in _as_they_stand(dues)}


def tell(now: datetime) -> int:
    """Write to each coach whose money is late, and to the desk; how many letters.

    By day only, and once for each pay day that passed: running it again writes nothing.
    """
    if not letters_may_go(timezone.localtime(now)):
        return 0
    found = everyone()
    people = Person.objects.filter(is_active=True).in_bulk([one.person for one in found])
    # What only waits for a note at the desk may be on her account: the desk looks first.
    hers = [one for one in found if one.person in people and one.in_the_way is not InTheWay.NOT_NOTED]
    told = [emails.to_her(people[one.person], one) for one in hers]
    if found:
        told += emails.to_desk(found)
    return sum(letter is not None for letter in told)


def _unpaid() -> QuerySet[Due]:
    ours = Due.objects.standing().filter(kind__in=(*COUNTED, TRAVEL), day__lte=timezone.localdate())
    return ours.filter(payout__paid_on=None).exclude(amount=0).select_related("payout__run")


def _late(unpaid: QuerySet[Due]) -> list[Late]:
    """Who is late among these; what holds a due is asked only once a pay day has passed for someone."""
    today, dues = timezone.localdate(), list(unpaid)
    if not any(due.amount > 0 for due in dues):
        return []
    rows = _as_they_stand(dues)
    too_late = {row.person for row in rows if row.is_late(today)}
    if not too_late:
        return []
    hers = [due for due in dues if due.person_id in too_late]
    return rules.late(_with_what_holds(hers, [row for row in rows if row.person in too_late]), today)


def _as_they_stand(dues: Collection[Due]) -> list[Owed]:
    """These dues in their runs, before it is asked what else is in the way."""
    since = holding.owed_since(dues)
    pay_days = PAY_DAY.on_each({max(due.day, since[due.pk]) for due in dues})
    last = timezone.localdate()
    return [
        Owed(
            number=due.pk,
            person=due.person_id,
            day=due.day,
            since=since[due.pk],
            amount=due.amount,
            pay_day=int(pay_days.get(max(due.day, since[due.pk])) or PAY_DAY.on(last)),
            method=Method(due.payout.method) if due.payout else Method.TRANSFER,
            run=RunState(due.payout.run.state) if due.payout else None,
            run_number=due.payout.run_id if due.payout else None,
            pay_on=due.payout.run.pay_on if due.payout else None,
            came_back=due.came_back_at is not None,
        )
        for due in dues
    ]


def _with_what_holds(dues: list[Due], rows: Iterable[Owed]) -> list[Owed]:
    people = {due.person_id for due in dues}
    held = holding.held([due for due in dues if due.payout_id is None])
    accounts = set(BankAccount.objects.filter(person__in=people).values_list("person", flat=True))
    ways = dict(CoachProfile.objects.filter(person__in=people).values_list("person", "method"))
    return [
        replace(
            row,
            method=row.method if row.run else Method(ways.get(row.person, Method.TRANSFER)),
            hold=held.get(row.number),
            has_account=row.person in accounts,
        )
        for row in rows
    ]
