"""Her money on her own page, on paper and at the desk; and the list that the law asks for."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.billing.actions import payruns
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import money
from tegenstroom.coaches.models import OutsideEarning, Travel
from tegenstroom.coaches.rules.assignments import RefusedError, State
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.coaches.tests.test_assignments import answer, ask
from tegenstroom.coaches.tests.test_question_pages import desk, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)
AFTER = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def seen(client: Client, name: str, *keys: Any) -> str:
    return client.get(reverse(f"coaches:{name}", args=keys)).text


def test_her_page_says_what_comes_when_and_how_far_the_ceiling_is() -> None:
    her = coach()
    answer(ask(her), State.YES)
    found = seen(of(her), "money")
    for said in ("€\xa040,00", "we betalen rond woensdag 25 maart", "€\xa01.720,83", "€\xa044,02 per dag"):
        assert said in found


def test_what_was_paid_stands_there_with_its_day() -> None:
    her = coach()
    account(her)
    answer(ask(her), State.YES)
    with time_machine.travel(AFTER):
        run = payruns.make(pay_on=AFTER.date(), once_key="een", by=her)
        payruns.send(run=run, by=her)
        # It was promised for 25 March.
        found = seen(of(her), "money")
        for said in ("te laat sinds woensdag 25 maart", "we betalen rond woensdag 1 april"):
            assert said in found
        payruns.settle(run=run, paid_on=AFTER.date(), by=her)
        assert "betaald op woensdag 1 april" in seen(of(her), "money")


def test_an_empty_year_says_what_will_come() -> None:
    assert "Hier komt wat je krijgt" in seen(of(coach()), "money")


def test_who_is_employed_reads_that_her_wage_comes_from_elsewhere_and_no_ceiling() -> None:
    found = seen(of(coach(terms=Terms.PAID)), "money")
    assert "Jij krijgt loon" in found
    assert "Hoeveel mag nog" not in found


def test_a_year_of_which_nothing_is_known_is_no_page_and_a_new_year_without_ceilings_is() -> None:
    her = coach()
    assert of(her).get(reverse("coaches:money_year", args=[2019])).status_code == 404
    with time_machine.travel(datetime(2027, 1, 4, tzinfo=UTC)):
        assert "Het plafond van 2027 is er nog niet." in seen(of(her), "money")


def test_she_tells_what_others_gave_her_in_two_questions_and_takes_it_back() -> None:
    her = coach()
    client = of(her)
    asked = client.post(reverse("coaches:outside_day"), {"answer": "2026-02-20"}, follow=True).text
    assert "vrijdag 20 februari" in asked
    here = reverse("coaches:outside_amount", args=["2026-02-20"])
    found = client.post(here, {"answer": "12,50"}, follow=True).text
    assert "€\xa012,50" in found
    client.post(here, {"answer": "12,50"})
    [row] = OutsideEarning.objects.all()
    assert (row.amount, row.coach) == (Decimal("12.50"), her)
    assert "€\xa012,50" not in client.post(reverse("coaches:outside_removal", args=[row.pk]), follow=True).text


def test_what_she_says_by_phone_is_noted_for_her_and_she_reads_so() -> None:
    her, office = coach(), desk()
    here = reverse("coaches:desk_outside", args=[her.pk])
    found = office.post(here, {"day": "2026-02-20", "amount": "12,50"}, follow=True).text
    assert "Ze leest het op haar eigen pagina" in found
    assert "Je zei het aan ons." in seen(of(her), "money")
    [row] = OutsideEarning.objects.all()
    assert (row.coach, row.day, row.amount) == (her, date(2026, 2, 20), Decimal("12.50"))
    assert AuditEvent.objects.filter(verb="coaches.tell_outside").get().actor != her.pk
    # Of what she typed herself the desk reads nothing, and takes nothing away.
    of(her).post(reverse("coaches:outside_amount", args=["2026-02-20"]), {"answer": "13,50"})
    assert "13,50" not in office.get(here).text
    hers = OutsideEarning.objects.get(noted_at_desk=False)
    assert office.post(reverse("coaches:desk_outside_removal", args=[hers.pk])).status_code == 404
    office.post(reverse("coaches:desk_outside_removal", args=[row.pk]))
    office.post(here, {"day": "2026-02-21", "amount": "3"})
    noted = OutsideEarning.objects.get(noted_at_desk=True)
    assert (
        "€\xa03,00" not in office.post(reverse("coaches:desk_outside_removal", args=[noted.pk]), follow=True).text
    )
    assert OutsideEarning.objects.get() == hers


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2026-03-03", "amount": "5"}, "moet nog komen"),
        ({"day": "2026-02-20", "amount": "0"}, "meer dan nul"),
        ({"day": "2007-02-20", "amount": "5"}, "nog geen getal voor 20 februari 2007"),
    ],
)
def test_what_cannot_be_noted_is_said_to_the_desk(typed: dict[str, str], said: str) -> None:
    assert said in desk().post(reverse("coaches:desk_outside", args=[coach().pk]), typed).text
    assert not OutsideEarning.objects.exists()


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-03", "moet nog komen"), ("31/02/2026", "geen dag die bestaat"), ("", "nog leeg")],
)
def test_a_day_that_cannot_be_is_said_at_the_field(day: str, said: str) -> None:
    assert said in of(coach()).post(reverse("coaches:outside_day"), {"answer": day}).text


@pytest.mark.parametrize("day", ["2026-03-03", "gisteren", "2026-02-31"])
def test_an_address_of_a_day_that_cannot_be_opens_nothing(day: str) -> None:
    assert of(coach()).get(reverse("coaches:outside_amount", args=[day])).status_code == 404


@pytest.mark.parametrize(
    ("amount", "said"), [("0", "meer dan nul"), ("veel", "geen bedrag"), ("-3", "meer dan nul")]
)
def test_an_amount_that_is_none_is_not_kept(amount: str, said: str) -> None:
    found = of(coach()).post(reverse("coaches:outside_amount", args=["2026-02-20"]), {"answer": amount})
    assert said in found.text
    assert not OutsideEarning.objects.exists()


def test_a_year_without_ceilings_is_said_at_the_field_and_what_she_typed_stays() -> None:
    found = of(coach()).post(reverse("coaches:outside_amount", args=["2007-02-20"]), {"answer": "12,50"})
    assert found.status_code == 200
    assert "Voor deze dag kan dit hier niet. Bel ons." in found.text
    assert "12,50" in found.text


def test_passing_a_ceiling_is_said_with_what_she_can_do_until_she_knows() -> None:
    her = coach()
    asked = ask(her)
    answer(asked, State.YES)
    money.tell_outside(coach=her, day=DAY, amount=Decimal(10), by=her)
    client, office = of(her), desk()
    assert "Dit geld wacht op jou." in seen(client, "question", asked.pk)
    assert "Dit geld wacht op jou." in client.get(reverse("front:my_page")).text
    found = seen(client, "money")
    for said in ("meer dan de wet toelaat", "Op vrijdag 20 maart is het €\xa05,98 te veel", "wacht op jou"):
        assert said in found
    at_desk = seen(office, "desk_money", her.pk)
    assert "€\xa05,98" in at_desk
    # What others gave her, and where, is hers.
    assert "€\xa010,00" not in at_desk
    after = client.post(reverse("coaches:money_known"), follow=True).text
    assert "We betalen rond" in seen(client, "question", asked.pk)
    assert "wacht niet langer" in after
    assert "Ik weet het</button>" not in after
    assert "Ze weet het." in seen(office, "desk_money", her.pk)


def test_what_the_desk_notes_never_replaces_what_she_wrote_and_she_says_that_it_is_the_same() -> None:
    her = coach()
    day = date(2026, 2, 20)
    money.tell_outside(coach=her, day=day, amount=Decimal("12.50"), by=her)
    office = desk()
    typed = {"day": day.isoformat(), "amount": "20,00"}
    shown = office.post(reverse("coaches:desk_outside", args=[her.pk]), typed, follow=True).text
    assert "12,50" not in shown
    assert sorted(OutsideEarning.objects.filter(coach=her).values_list("amount", flat=True)) == [
        Decimal("12.50"),
        Decimal("20.00"),
    ]
    mine = of(her)
    page = mine.get(reverse("coaches:money")).text
    # 1760.83 less both.
    assert "€\xa01.728,33" in page
    assert "Nu telt het samen." in page
    noted = OutsideEarning.objects.get(coach=her, noted_at_desk=True)
    removal = reverse("coaches:outside_removal", args=[noted.pk])
    assert re.search(rf'action="{removal}".*?Dit is hetzelfde geld', page)
    after = mine.post(removal, follow=True).text
    assert "€\xa01.748,33" in after
    assert "Nu telt het samen." not in after
    assert "Dit is hetzelfde geld" not in after


@pytest.mark.parametrize("first", ["her", "desk"])
def test_told_again_by_the_same_one_it_replaces_the_first(first: str) -> None:
    her = coach()
    by = her if first == "her" else PersonFactory(roles=[COORDINATOR])
    for amount in (10, 15):
        money.tell_outside(coach=her, day=DAY, amount=Decimal(amount), by=by)
    assert OutsideEarning.objects.get(coach=her).amount == 15


def test_for_who_gets_a_wage_nothing_is_noted_on_any_road() -> None:
    her = coach(terms=Terms.PAID)
    page = reverse("coaches:desk_outside", args=[her.pk])
    typed = {"day": "2026-02-20", "amount": "20,00"}
    for answer_to in (desk().get(page, follow=True), desk().post(page, typed, follow=True)):
        assert "Ze krijgt loon." in answer_to.text
    theirs = of(her)
    amount = reverse("coaches:outside_amount", args=["2026-02-20"])
    asked = theirs.get(reverse("coaches:outside_day"), follow=True)
    for answer_to in (asked, theirs.post(amount, {"answer": "20"}, follow=True)):
        assert "Jij krijgt loon. Dan is er geen plafond." in answer_to.text
    with pytest.raises(RefusedError):
        money.tell_outside(coach=her, day=DAY, amount=Decimal(20), by=her)
    assert not OutsideEarning.objects.exists()


def test_the_desk_keeps_that_she_said_on_the_phone_that_she_knows() -> None:
    her = coach()
    answer(ask(her), State.YES)
    money.tell_outside(coach=her, day=DAY, amount=Decimal(10), by=her)
    found = desk().post(reverse("coaches:desk_money_known", args=[her.pk]), follow=True).text
    assert "Ze weet het." in found


def test_how_she_came_is_two_questions_and_may_be_changed() -> None:
    her = coach()
    with time_machine.travel(AFTER):
        came = AssignmentFactory(coach=her, state=State.DONE, day=DAY)
        client = of(her)
        assert "Ik zeg hoe ik kwam" in seen(client, "money")
        assert "Met de auto" in seen(client, "road", came.pk)
        here = reverse("coaches:road_with", args=[came.pk, "auto"])
        assert "kilometer" in client.get(here).text
        assert "geen getal" in client.post(here, {"answer": "ver"}).text
        assert "€\xa016,24" in client.post(here, {"answer": "36,5"}, follow=True).text
        assert "20 maart: met de auto, 36,5 kilometer</span>" in seen(client, "money")
        assert "Ik verander dit" in seen(client, "money")
        assert "met de auto, 36,5 kilometer" in seen(client, "road", came.pk)
        assert 'value="36,5"' in client.get(here).text
        assert (
            "value="
            not in client.get(reverse("coaches:road_with", args=[came.pk, "fiets"])).text.split("answer")[1]
        )
        client.post(reverse("coaches:road_with", args=[came.pk, "openbaar-vervoer"]), {"answer": "6,80"})
        assert Travel.objects.get().mode == "public"
        client.post(reverse("coaches:road_with", args=[came.pk, "zonder-kosten"]))
        assert (Travel.objects.get().mode, Travel.objects.get().due) == ("none", None)
        assert client.get(reverse("coaches:road_with", args=[came.pk, "te-paard"])).status_code == 404


def test_before_the_day_there_is_no_road_to_tell() -> None:
    asked = answer(ask(coach()), State.YES)
    client = of(asked.coach)
    for name, keys in (("road", [asked.pk]), ("road_with", [asked.pk, "zonder-kosten"])):
        found = client.post(reverse(f"coaches:{name}", args=keys), follow=True).text
        assert "Bel ons" in found
    assert not Travel.objects.exists()


def test_her_year_on_paper_holds_the_same_in_words_that_a_reader_can_read() -> None:
    her = coach()
    answer(ask(her), State.YES)
    response = of(her).get(reverse("coaches:money_paper", args=[2026]))
    assert response.headers["Content-Type"] == "application/pdf"
    found = words(response.content)
    for said in (her.name, "Mijn geld in 2026", "Opvoeden (vorming)", "€ 40,00", "rond wo 25", "€ 1.720,83"):
        assert said in found.replace("\xa0", " ")
    assert of(her).get(reverse("coaches:money_paper", args=[2019])).status_code == 404


def test_her_year_on_paper_says_which_road_waits_for_a_number() -> None:
    her = coach()
    with time_machine.travel(datetime(2026, 8, 3, 9, tzinfo=UTC)):
        came = AssignmentFactory(coach=her, state=State.DONE, day=date(2026, 7, 3), title="Rouw")
        of(her).post(reverse("coaches:road_with", args=[came.pk, "auto"]), {"answer": "10"})
        found = words(of(her).get(reverse("coaches:money_paper", args=[2026])).content).replace("\xa0", " ")
    assert "vr 3 jul de weg: Rouw – komt nog" in found
    assert "Je hoeft niets te doen." in found
    assert "nog niets" not in found


def test_the_list_of_the_law_is_the_same_on_the_page_on_paper_and_in_a_spreadsheet() -> None:
    her = coach(person__given_name="An", person__family_name="=Peeters")
    account(her)
    answer(ask(her), State.YES)
    office = desk()
    assert "nog niets uitbetaald" in seen(office, "desk_nominative_year", 2026)
    assert "€\xa040,00" in seen(office, "desk_nominative")
    with time_machine.travel(AFTER):
        run = payruns.make(pay_on=AFTER.date(), once_key="een", by=her)
    found = seen(office, "desk_nominative_year", 2026)
    for said in ("Nog niet uitbetaald: €\xa040,00.", "die nog niet vertrok", "nog niets uitbetaald"):
        assert said in found
    with time_machine.travel(AFTER):
        payruns.send(run=run, by=her)
    assert "Nog niet uitbetaald" not in seen(office, "desk_nominative_year", 2026)
    assert "€\xa040,00" in seen(office, "desk_nominative_year", 2026)
    paper = office.get(reverse("coaches:desk_nominative_file", args=[2026, "pdf"])).content
    assert "=Peeters An 20/03/2026 € 40,00" in words(paper).replace("\xa0", " ")
    sheet = office.get(reverse("coaches:desk_nominative_file", args=[2026, "xlsx"])).content
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet)).active.values)
    # What a spreadsheet would run is made harmless.
    assert rows[1][0] == "'=Peeters"
    assert [row[5] for row in rows[1:]] == [40, 40]
    assert "40,00" in office.get(reverse("coaches:desk_nominative_file", args=[2026, "csv"])).text
    assert office.get("/bureau/coaches/lijst/2026.exe").status_code == 404
    assert office.get(reverse("coaches:desk_nominative_year", args=[2019])).status_code == 404
