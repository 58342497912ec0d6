"""Pay that is late is seen by everyone whose business it is, until it is paid; and told once."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pypdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Figure, Letter
from tegenstroom.billing.actions import accounts, payruns
from tegenstroom.billing.models import PayRun
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.tests.factories import account, run
from tegenstroom.coaches.actions import ceilings, late_pay, money
from tegenstroom.coaches.clockwork import tell_of_late_pay
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.late_pay import BANK_TAKES, InTheWay
from tegenstroom.coaches.tests.factories import at, coach
from tegenstroom.coaches.tests.test_assignments import answer, ask
from tegenstroom.coaches.tests.test_question_pages import desk, of
from tegenstroom.engines.plain_language import COACH, assess

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY, PAY_DAY, AFTER = date(2026, 3, 20), date(2026, 3, 25), date(2026, 3, 26)
LATE = "Je geld is te laat."


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(at(date(2026, 3, 2), 10), tick=False) as traveller:
        yield traveller


def gave(clock: Any, on: date = AFTER) -> Person:
    """A coach who said yes to a day in March; it is now 10 o'clock on `on`."""
    clock.move_to(at(date(2026, 3, 2), 10))
    her = coach()
    account(her)
    answer(ask(her), State.YES)
    clock.move_to(at(on, 10))
    return her


def pages(her: Person) -> list[str]:
    client = of(her)
    return [client.get(reverse(name)).text for name in ("front:my_page", "coaches:money")]


def papers(her: Person) -> list[str]:
    client, found = of(her), []
    for address in (reverse("front:coach_letter"), reverse("coaches:money_paper", args=[2026])):
        reader = pypdf.PdfReader(io.BytesIO(client.get(address).content))
        found.append(" ".join(" ".join(page.extract_text().split()) for page in reader.pages))
    return found


def bureau() -> str:
    return desk().get(reverse("training:desk")).text


def in_the_way(her: Person) -> InTheWay | None:
    late = late_pay.of_coach(her)
    return late.in_the_way if late else None


def letters(kind: str) -> list[Letter]:
    tell_of_late_pay(timezone.now())
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def test_nothing_is_late_on_the_pay_day_itself(clock: Any) -> None:
    her = gave(clock, PAY_DAY)
    assert not any(LATE in page for page in [*pages(her), *papers(her)])
    assert "te laat" not in bureau()
    assert letters("coach_pay_late") == letters("pay_late_desk") == []


def test_her_pages_and_papers_say_that_it_is_late_how_long_and_that_it_is_not_her_fault(
    clock: Any,
) -> None:
    her = gave(clock, date(2026, 4, 6))
    for page in [*pages(her), *papers(her)]:
        said = page.replace("\xa0", " ")
        for sentence in (
            LATE,
            "Je krijgt nog € 40,00 van ons.",
            "Dat moest er zijn op woensdag 25 maart.",
            "Het is 12 dagen te laat.",
            "Dat ligt niet aan jou.",
        ):
            assert sentence in said
    assert all(reverse("coaches:call_me") in page for page in pages(her))


def test_after_two_months_it_is_said_in_months_and_does_not_slide_to_the_next_pay_day(clock: Any) -> None:
    her = gave(clock, date(2026, 7, 1))
    for page in pages(her):
        assert "Het is 3 maanden te laat." in page
    assert "te laat sinds woensdag 25 maart" in pages(her)[1]


def handed(her: Person) -> PayRun:
    CoachProfile.objects.filter(person=her).update(method=Method.CASH)
    return run(pay_on=timezone.localdate())


def sent(her: Person) -> PayRun:
    return payruns.send(run=run(pay_on=timezone.localdate()), by=her)


def came_back(her: Person) -> None:
    payruns.bounce(payout=sent(her).payouts.get(), by=her)


def no_ceiling(her: Person) -> None:
    Figure.objects.filter(key="coaches.day_ceiling", valid_from__year=2026).delete()


WAYS = [
    (lambda _her: None, InTheWay.NO_RUN, "Wij moeten dit in orde brengen.", "geen uitbetaling gemaakt"),
    (lambda her: accounts.forget(person=her, by=her), InTheWay.NO_ACCOUNT, "op welke rekening", "geen rekening"),
    (lambda _her: run(pay_on=timezone.localdate()), InTheWay.NOT_SENT, "Wij moeten dit", "niet vertrokken"),
    (sent, InTheWay.NOT_NOTED, "De bank kreeg onze vraag", "Zeg wanneer de bank betaalde"),
    (handed, InTheWay.NOT_IN_HAND, "in de hand geven", "niet getekend"),
    (came_back, InTheWay.CAME_BACK, "Het geld kwam terug bij ons.", "Het geld kwam terug."),
    (no_ceiling, InTheWay.NO_CEILING, "Wij moeten dit in orde brengen.", "ontbreekt bij Getallen"),
]


@pytest.mark.parametrize(("becomes", "way", "to_her", "to_desk"), WAYS, ids=[row[1] for row in WAYS])
def test_she_and_the_desk_read_what_is_in_the_way_and_where_it_is_mended(
    clock: Any, becomes: Any, way: InTheWay, to_her: str, to_desk: str
) -> None:
    her = gave(clock)
    becomes(her)
    assert in_the_way(her) is way
    assert all(to_her in page for page in pages(her))
    line = bureau().partition('id="geld-te-laat"')[2].partition("</div>")[0]
    for said in (her.name, "€\xa040,00, te betalen op woensdag 25 maart", to_desk, 'href="/bureau/'):
        assert said in line
    # What its links open is there.
    for link in [part.partition('"')[0].partition("#")[0] for part in line.split('href="')[1:]]:
        assert desk().get(link).status_code == 200


def test_once_it_is_paid_it_is_late_nowhere(clock: Any) -> None:
    her = gave(clock)
    made = sent(her)
    assert LATE in pages(her)[0]
    payruns.settle(run=made, paid_on=AFTER, by=her)
    assert not any(LATE in page for page in [*pages(her), *papers(her)])
    assert "te laat" not in bureau()


def test_a_run_that_left_in_time_is_believed_for_some_days_and_then_asked_after(clock: Any) -> None:
    her = gave(clock, PAY_DAY)
    sent(her)
    clock.move_to(at(PAY_DAY + BANK_TAKES, 10))
    assert in_the_way(her) is None
    clock.move_to(at(PAY_DAY + BANK_TAKES + timedelta(days=1), 10))
    assert in_the_way(her) is InTheWay.NOT_NOTED


def test_what_came_back_and_was_not_paid_again_is_late_since_the_first_pay_day(clock: Any) -> None:
    her = gave(clock, PAY_DAY)
    made = sent(her)
    payruns.settle(run=made, paid_on=PAY_DAY, by=her)
    clock.move_to(at(date(2026, 3, 30), 10))
    assert in_the_way(her) is None
    payruns.bounce(payout=made.payouts.get(), by=her)
    late = late_pay.of_coach(her)
    assert late is not None
    assert (late.in_the_way, late.since, late.days) == (InTheWay.CAME_BACK, PAY_DAY, 5)
    payruns.settle(run=sent(her), paid_on=date(2026, 3, 30), by=her)
    assert late_pay.everyone() == []


def test_what_waits_for_her_own_word_keeps_its_own_sentence_and_counts_from_when_she_knows(clock: Any) -> None:
    her = gave(clock)
    money.tell_outside(coach=her, day=DAY, amount=Decimal(10), by=her)
    found = pages(her)[1]
    assert LATE not in found
    assert "wacht op jou" in found
    clock.move_to(at(date(2026, 4, 2), 10))
    ceilings.know(coach=her, by=her)
    assert in_the_way(her) is None
    clock.move_to(at(date(2026, 4, 26), 10))
    late = late_pay.of_coach(her)
    assert late is not None
    # The 25th is a Saturday: it was promised for the day before.
    assert late.since == date(2026, 4, 24)


def test_the_letters_go_once_for_each_pay_day_by_day_only(clock: Any) -> None:
    her, boss = gave(clock), PersonFactory(roles=[COORDINATOR])
    with time_machine.travel(at(AFTER, 7)):
        assert letters("coach_pay_late") == []
    for _ in range(2):
        [hers], [ours] = letters("coach_pay_late"), letters("pay_late_desk")
    assert (hers.person, ours.person) == (her.pk, boss.pk)
    for said in ("€\xa040,00", "Dat ligt niet aan jou.", "/coach/geld/"):
        assert said in hers.body
    for said in ("1 coach wacht op €\xa040,00", "woensdag 25 maart", "/bureau/"):
        assert said in ours.body
    # A mailbox is read by others.
    assert her.name not in ours.body
    assert her.family_name not in ours.subject
    clock.move_to(at(date(2026, 4, 20), 10))
    assert len(letters("coach_pay_late")) == len(letters("pay_late_desk")) == 1
    answer(ask(her, date(2026, 4, 22)), State.YES)
    clock.move_to(at(date(2026, 4, 27), 10))
    assert [letter.person for letter in letters("coach_pay_late")] == [her.pk, her.pk]
    assert len(letters("pay_late_desk")) == 2


def test_the_house_is_asked_once_as_long_as_nothing_waits(clock: Any) -> None:
    coach()
    with CaptureQueriesContext(connection) as queries:
        assert late_pay.at_desk(late_pay.everyone()) == []
    assert len(queries) == 1


def test_more_coaches_whose_money_is_late_ask_the_database_no_more(clock: Any) -> None:
    asked = []
    for number in (1, 4):
        for _ in range(number):
            gave(clock)
        with CaptureQueriesContext(connection) as queries:
            [group] = late_pay.at_desk(late_pay.everyone())
        asked.append(len(queries))
    assert len(group.people) == 5
    assert asked[0] == asked[1]


def test_nobody_but_she_and_the_desk_sees_it(clock: Any) -> None:
    her, other = gave(clock), coach()
    assert LATE not in "".join(pages(other))
    assert of(other).get(reverse("training:desk")).status_code == 404
    assert of(other).get(reverse("coaches:desk_money", args=[her.pk])).status_code == 404


def test_what_may_be_on_her_account_is_written_to_the_desk_alone(clock: Any) -> None:
    becomes = next(row[0] for row in WAYS if row[1] is InTheWay.NOT_NOTED)
    desk()
    becomes(gave(clock))
    assert not letters("coach_pay_late")
    assert letters("pay_late_desk")


LETTERED = [row[:2] for row in WAYS if row[1] is not InTheWay.NOT_NOTED]


@pytest.mark.parametrize(("becomes", "way"), LETTERED, ids=[row[1] for row in LETTERED])
def test_what_she_reads_is_plain(clock: Any, becomes: Any, way: InTheWay) -> None:
    her = gave(clock)
    becomes(her)
    [letter] = letters("coach_pay_late")
    # Without the greeting, the address of the page and the phone number.
    text = letter.body.partition("\n")[2].partition("Hier staat")[0]
    found = assess(text, COACH)
    assert found.holds, (way, list(found.marks), text)
    assert found.longest_sentence <= 15
