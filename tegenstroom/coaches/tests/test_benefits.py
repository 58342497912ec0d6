"""Her papers: one question a page, a letter for each counter, and nowhere a trace of which benefit it is."""

import io
import json
import logging
import re
from datetime import date, datetime, timedelta

import pypdf
import pytest
import structlog
import time_machine
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Figure, Letter
from tegenstroom.base.models.figures import EXAMPLE
from tegenstroom.coaches.actions import benefits
from tegenstroom.coaches.models import BenefitCheck
from tegenstroom.coaches.papers.benefits import benefit_pdf
from tegenstroom.coaches.rules.benefits import CheckState, Paper, standing
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.tests.factories import AgreementFactory, ProfileFactory, coach, know
from tegenstroom.coaches.words import BENEFITS

NOON = datetime(2026, 3, 10, 11, tzinfo=timezone.get_default_timezone())
# Words that stand on one of the papers only.
TELLING = re.compile(r"unemployment|illness|welfare|C45B|ziekenfonds|OCMW|werkloos|leefloon", re.IGNORECASE)


@pytest.fixture
def she(figures: None) -> Person:
    know(timezone.localdate().year)
    person: Person = PersonFactory(
        given_name="Cas",
        family_name="Coachmans",
        roles=[COACH],
        street="Kerkstraat 1",
        postcode="9999",
        municipality="Voorbeeldegem",
    )
    return coach(person=person)


@pytest.fixture
def phone(client: Client, she: Person) -> Client:
    client.force_login(she)
    return client


def at(name: str) -> str:
    return reverse(f"coaches:{name}")


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


# --- rules


@given(st.sampled_from([None, *CheckState]), st.none() | st.dates(), st.dates())
def test_what_was_in_order_until_yesterday_is_not_in_order(
    state: CheckState | None, until: date | None, today: date
) -> None:
    found = standing(state, until, today)
    lapsed = state is CheckState.IN_ORDER and until is not None and until < today
    assert found.has_lapsed == lapsed
    assert found.state == (CheckState.NOT_YET if lapsed else state)
    assert found.is_settled == (found.state in {CheckState.IN_ORDER, CheckState.NOT_APPLICABLE})


# --- her road


def test_whoever_has_no_benefit_is_done_in_one_tap(phone: Client, she: Person) -> None:
    assert "Ik kijk het na" in phone.get(at("papers")).content.decode()
    assert phone.post(at("benefit_question"), {"answer": "no"}).headers["Location"] == at("papers")
    assert benefits.standing_of(she).state is CheckState.NOT_APPLICABLE
    assert "niet nodig" in phone.get(at("papers")).content.decode()


def test_whoever_has_one_goes_through_the_list_and_every_step_is_kept(phone: Client, she: Person) -> None:
    assert phone.post(at("benefit_question"), {"answer": "yes"}).headers["Location"] == at("benefit_list")
    assert benefits.standing_of(she).state is CheckState.NOT_YET
    assert "Je bent ermee bezig" in phone.get(at("papers")).content.decode()
    assert phone.post(at("benefit_in_order"), {"answer": "yes"}).headers["Location"] == at("benefit_until")
    assert benefits.standing_of(she).state is CheckState.IN_ORDER
    until = timezone.localdate() + timedelta(days=40)
    assert phone.post(at("benefit_until"), {"until": until.isoformat()}).headers["Location"] == at("papers")
    assert benefits.standing_of(she).until == until
    past = timezone.localdate() - timedelta(days=1)
    assert "Die dag is al voorbij" in phone.post(at("benefit_until"), {"until": past.isoformat()}).text
    assert benefits.standing_of(she).until == until
    phone.post(at("benefit_until"), {"until": ""})
    assert benefits.standing_of(she).until is None
    phone.post(at("benefit_in_order"), {"answer": "no"})
    assert benefits.standing_of(she).state is CheckState.NOT_YET


def test_looking_at_the_list_again_does_not_undo_what_was_in_order(phone: Client, she: Person) -> None:
    benefits.answer(coach=she, state=CheckState.IN_ORDER, by=she)
    phone.post(at("benefit_question"), {"answer": "yes"})
    assert benefits.standing_of(she).state is CheckState.IN_ORDER


@pytest.mark.parametrize("page", ["benefit_question", "benefit_in_order", "benefit_until"])
def test_each_page_asks_one_thing_and_back_and_stop_are_there(phone: Client, page: str) -> None:
    shown = phone.get(at(page)).content.decode()
    assert set(re.findall('name="(answer|until|paper)"', shown)) == {"until" if "until" in page else "answer"}
    assert shown.count("Terug") == shown.count("Ik stop nu") == 1
    wrong = phone.post(at(page), {"answer": "x", "until": "geen dag"})
    assert wrong.status_code == 200
    assert "Kijk dit nog even na" in wrong.content.decode()


def test_who_is_paid_a_wage_is_not_asked(client: Client, figures: None) -> None:
    person = coach(terms=Terms.PAID)
    client.force_login(person)
    assert "Uitkering" not in client.get(at("papers")).content.decode()


# --- the papers


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (Paper.UNEMPLOYMENT, "C45B"),
        (Paper.ILLNESS, "adviserend arts"),
        (Paper.WELFARE, "OCMW"),
    ],
)
def test_each_letter_is_filled_in_for_its_own_counter(she: Person, paper: Paper, said: str) -> None:
    words = words_of(benefit_pdf(she, paper))
    assert said in words
    for filled in ("Cas Coachmans", "Kerkstraat 1", "Bind-Kracht", "44,02", "1.760,83", "1 september 2004"):
        assert filled in words, filled
    # The number of the State is hers to write: we never ask it.
    assert "vul dit zelf in" in words


def test_the_list_offers_every_letter_and_each_of_them_comes(phone: Client) -> None:
    shown = phone.get(at("benefit_list")).content.decode()
    offered = re.findall(r'name="paper" value="(\w+)"', shown)
    assert offered == [paper.value for paper in Paper]
    for value in offered:
        response = phone.post(at("benefit_paper"), {"paper": value})
        assert response.content.startswith(b"%PDF")
        assert not TELLING.search(str(response.headers))
    assert phone.post(at("benefit_paper"), {"paper": "iets"}).status_code == 400
    assert phone.get(at("benefit_paper"), {"paper": "illness"}).status_code == 405


def test_the_desk_prints_all_letters_at_once_with_what_to_do_and_learns_nothing(
    client: Client, she: Person
) -> None:
    """Every letter and every step, whatever she needs, and a note that names none."""
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    page = reverse("coaches:desk_coach_letters", args=[she.pk])
    assert page in client.get(reverse("coaches:desk_coach", args=[she.pk])).text
    printed = client.post(page)
    words = words_of(printed.content)
    for paper in Paper:
        for sentence in (BENEFITS[paper].title, *BENEFITS[paper].steps):
            assert str(sentence) in words, sentence
    for said in ("formulier C45B: deel I", "adviserend arts", "Gaat het OCMW akkoord?"):
        assert said in words
    assert words.count("Kerkstraat 1") >= len(Paper)
    event = AuditEvent.objects.get(verb="coaches.benefit_letters")
    assert not event.details
    assert not TELLING.search(str(printed.headers) + page + event.verb + event.subject)
    assert client.get(page).status_code == 405


def everything() -> dict[str, str]:
    """Every row of every table, as text; sealed and binary columns too."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
    }


def test_nothing_tells_which_paper_she_took(phone: Client, she: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the database, not the audit, not the log of requests, not an address."""
    log = io.StringIO()
    [handler, *_rest] = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    monkeypatch.setattr(handler, "stream", log)
    phone.post(at("benefit_question"), {"answer": "yes"})
    before = everything()
    lines = []
    for paper in Paper:
        log.truncate(log.seek(0))
        assert phone.post(at("benefit_paper"), {"paper": paper.value}).status_code == 200
        said = [json.loads(line) for line in log.getvalue().splitlines()]
        lines.append([{key: line[key] for key in ("event", "method", "route", "status")} for line in said])
        assert not TELLING.search(log.getvalue())
    assert everything() == before
    assert lines[0] == lines[1] == lines[2]
    phone.post(at("benefit_in_order"), {"answer": "yes"})
    kept = json.loads(everything()["coaches.BenefitCheck"])
    assert [set(row["fields"]) for row in kept] == [{"coach", "year", "state", "in_order_until", "answered_at"}]
    for event in AuditEvent.objects.filter(verb="coaches.benefit_check"):
        assert set(event.details) == {"year"}
    for name in ("papers", "benefit_question", "benefit_list", "benefit_paper", "benefit_in_order"):
        assert not TELLING.search(at(name))


def test_before_the_ceilings_of_a_new_year_are_known_the_letter_names_none(figures: None) -> None:
    she = coach()
    with time_machine.travel(datetime(2031, 1, 2, 12, tzinfo=timezone.get_default_timezone())):
        words = words_of(benefit_pdf(she, Paper.ILLNESS))
    assert "Nooit meer dan de wet toelaat" in words
    assert "€" not in words


@time_machine.travel(NOON, tick=False)
def test_a_number_that_is_only_an_example_goes_to_nobody_who_pays_a_benefit(figures: None) -> None:
    assert "per dag en" in words_of(benefit_pdf(coach(), Paper.ILLNESS))
    Figure.objects.filter(key="coaches.day_ceiling").update(source=f"{EXAMPLE}: ...")
    assert "Nooit meer dan de wet toelaat" in words_of(benefit_pdf(coach(), Paper.ILLNESS))


# --- asked again


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="benefit_check").order_by("pk"))


@time_machine.travel(NOON, tick=False)
def test_a_new_coach_and_a_new_year_each_get_one_letter(figures: None) -> None:
    she = coach()
    benefits.ask_again(NOON)
    benefits.ask_again(NOON)
    assert len(letters()) == 1
    benefits.answer(coach=she, state=CheckState.NOT_APPLICABLE, by=she)
    benefits.ask_again(NOON + timedelta(days=200))
    assert len(letters()) == 1
    with time_machine.travel(datetime(2027, 1, 2, 11, tzinfo=timezone.get_default_timezone())):
        assert benefits.standing_of(she).state is None
        benefits.ask_again(timezone.now())
        benefits.ask_again(timezone.now())
    assert len(letters()) == 2


@time_machine.travel(NOON, tick=False)
def test_when_the_last_day_on_her_paper_passed_she_hears_it_once(figures: None) -> None:
    she = coach()
    benefits.answer(coach=she, state=CheckState.IN_ORDER, until=NOON.date(), by=she)
    assert benefits.ask_again(NOON) == 0
    later = NOON + timedelta(days=1)
    with time_machine.travel(later, tick=False):
        assert benefits.standing_of(she).has_lapsed
        assert benefits.ask_again(later) == 1
        assert benefits.ask_again(later) == 0
    assert "in orde tot dinsdag 10 maart" in letters()[0].body


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("who", ["stopped", "paid", "inactive"])
def test_nobody_is_asked_who_need_not_answer(figures: None, who: str) -> None:
    match who:
        case "stopped":
            ProfileFactory(person=PersonFactory())
        case "paid":
            coach(terms=Terms.PAID)
        case "inactive":
            coach(person=PersonFactory(roles=[COACH], is_active=False))
    assert benefits.ask_again(NOON) == 0


@time_machine.travel(NOON, tick=False)
def test_nobody_is_woken_by_a_letter_about_papers(figures: None) -> None:
    coach()
    assert benefits.ask_again(NOON.replace(hour=3)) == 0
    assert benefits.ask_again(NOON) == 1


@time_machine.travel(NOON, tick=False)
def test_the_letter_leads_to_her_papers_and_names_none_of_them(figures: None) -> None:
    coach()
    benefits.ask_again(NOON)
    [letter] = letters()
    assert at("papers") in letter.body
    assert not re.search("C45B|ziekenfonds|werkloos", letter.subject + letter.body)


def test_a_year_is_one_row_however_often_she_answers(figures: None) -> None:
    she = coach()
    AgreementFactory(coach=ProfileFactory().person)
    for state in CheckState:
        benefits.answer(coach=she, state=state, by=she)
    assert BenefitCheck.objects.get(coach=she).state == CheckState.NOT_APPLICABLE
