"""The books keep the name of who was erased as long as the law asks, and no longer."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tegenstroom.accounts.actions import erase_person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.clock import JOBS
from tegenstroom.billing.actions import accounts, names, payruns
from tegenstroom.billing.models import BankAccount, BookName
from tegenstroom.billing.rules.names import kept_until
from tegenstroom.billing.tests.factories import account, due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31)])
def test_seven_whole_years_follow_the_year_itself(day: date) -> None:
    assert kept_until(day, 7) == date(2033, 12, 31)


def test_a_copy_of_her_account_number_opens_nowhere() -> None:
    """What lies in a backup of the table, or in a page that was kept, is closed with her key."""
    her = PersonFactory()
    copy = account(her)
    assert accounts.ending_of(copy)
    erase_person(person=her, by=PersonFactory())
    assert not BankAccount.objects.exists()
    assert accounts.ending_of(copy) == ""


def test_who_was_never_paid_is_in_no_book() -> None:
    someone = PersonFactory()
    erase_person(person=someone, by=PersonFactory())
    assert not BookName.objects.exists()


def test_who_was_paid_is_named_until_the_last_day_and_not_the_day_after() -> None:
    by, her = PersonFactory(), PersonFactory(given_name="Zita", family_name="Zwaaiuyt")
    account(her)
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=UTC)):
        due(her)
        run = payruns.make(pay_on=date(2026, 3, 25), once_key="een", by=by)
        payruns.send(run=run, by=by)
        payruns.settle(run=run, paid_on=date(2026, 3, 25), by=by)
        erase_person(person=her, by=by)
    assert str(BookName.objects.get().family_name) == "Zwaaiuyt"
    forget = JOBS["tegenstroom.billing.clockwork.forget_old_names"].work
    forget(datetime(2033, 12, 31, 20, tzinfo=UTC))
    assert names.known([her.pk])
    forget(datetime(2034, 1, 1, 9, tzinfo=UTC))
    assert not names.known([her.pk])
