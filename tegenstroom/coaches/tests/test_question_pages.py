"""Her questions: on her own page, behind the link in her letter, and at the desk."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.base.models import AuditEvent
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import assignments, company, money
from tegenstroom.coaches.actions.dependencies import add
from tegenstroom.coaches.doors import question_token
from tegenstroom.coaches.models import Agreement, Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended, Group
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.screens import desk, of
from tegenstroom.coaches.tests.test_assignments import GRIEF, answer, ask, move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def page(asked: Assignment, client: Client | None = None) -> str:
    return (client or of(asked.coach)).get(reverse("coaches:question", args=[asked.pk])).text


def test_the_page_says_when_where_how_much_and_what_the_law_says(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = PersonFactory(called="Mieke")
    monkeypatch.setattr(company, "COMPANY", [lambda _row: [trainer]])
    asked = ask(coach(), themes=[GRIEF])
    found = page(asked)
    for said in (
        "20 maart",
        "9.30",
        "€\xa040,00",
        "25 maart",
        "€\xa01.760,83",
        "€\xa044,02",
        "Mieke",
        "Kwetsuren",
    ):
        assert said in found
    for button in ("Ik kom</button>", "Ik kom niet</button>", "Liever niet dit thema</button>"):
        assert button in found


def test_without_a_theme_there_is_no_third_button() -> None:
    assert "Liever niet" not in page(ask(coach()))


def test_one_tap_answers_and_the_page_thanks_her_and_says_what_comes() -> None:
    asked = ask(coach())
    client = of(asked.coach)
    here = reverse("coaches:question", args=[asked.pk])
    found = client.post(here, {"answer": "yes"}, follow=True).text
    assert "Dank je wel" in found
    assert "Je krijgt €\xa040,00. We betalen rond woensdag 25 maart." in found
    assert "Ik kom niet</button>" in found
    assert client.post(here, {"answer": "no"}, follow=True).text.count("Dat is goed") == 1
    assert money.amount_of(asked) == 0


def test_rather_not_tells_her_that_nobody_sees_it() -> None:
    asked = ask(coach(), themes=[GRIEF])
    found = (
        of(asked.coach)
        .post(reverse("coaches:question", args=[asked.pk]), {"answer": "rather_not"}, follow=True)
        .text
    )
    assert "niet meer voor Kwetsuren" in found
    assert AvoidedTheme.objects.filter(coach=asked.coach).exists()


def test_an_answer_that_is_none_changes_nothing() -> None:
    asked = ask(coach())
    for said in ("", "done", "rather_not"):
        assert (
            of(asked.coach).post(reverse("coaches:question", args=[asked.pk]), {"answer": said}).status_code == 400
        )
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_when_her_agreement_stopped_meanwhile_her_yes_waits_for_a_new_one_and_her_no_does_not() -> None:
    asked = ask(coach())
    Agreement.objects.filter(coach=asked.coach).update(ended_on=date(2026, 3, 1))
    phone, address = of(asked.coach), reverse("coaches:question", args=[asked.pk])
    found = phone.post(address, {"answer": "yes"}, follow=True).text
    assert "We tekenen eerst samen een afspraak. Bel ons." in found
    asked.refresh_from_db()
    assert asked.state == State.ASKED
    assert money.amount_of(asked) == 0
    assert "Je komt niet" in phone.post(address, {"answer": "no"}, follow=True).text


def test_too_late_she_reads_why_and_finds_no_buttons() -> None:
    asked = ask(coach())
    with time_machine.travel(at(DAY, 10)):
        client = of(asked.coach)
        found = client.post(reverse("coaches:question", args=[asked.pk]), {"answer": "yes"}, follow=True).text
        assert "Dit is al begonnen. Is er iets veranderd? Bel ons." in found
        assert "Ik kom" not in found


def test_the_link_in_her_letter_opens_the_same_question_without_a_login() -> None:
    asked = ask(coach())
    link = next(word for word in letters_to(asked.coach.email)[0].body.split() if "/coach/vraag/" in word)
    client = Client()
    here = link[link.index("/coach/") :]
    assert "Ik kom</button>" in client.get(here).text
    asked.refresh_from_db()
    # Mail programs open links by themselves: only a tap is an answer.
    assert asked.state == State.ASKED
    assert "Dank je wel" in client.post(here, {"answer": "yes"}, follow=True).text
    asked.refresh_from_db()
    assert asked.state == State.YES
    said = AuditEvent.objects.filter(verb="coaches.answer").get()
    # A letter may have been passed on: who held it is not known.
    assert (said.actor, said.details["by_link"]) == (None, True)
    with time_machine.travel(at(DAY, 12)):
        assert "Ik kom" not in client.get(here).text
        assert "Dit is al begonnen" in client.post(here, {"answer": "no"}, follow=True).text


def test_someone_of_her_list_in_the_group_is_told_to_her_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(ask(coach()), State.YES)
    add(coach=asked.coach, depended=Depended(Whom.PERSON, "Jan Smet"), by=asked.coach)
    monkeypatch.setattr(assignments, "GROUPS", [lambda rows: {row.pk: Group(people=["Jan Smet"]) for row in rows}])
    said = "van je lijst"
    asked_again = move(asked, date(2026, 3, 20), 10)
    for state in (State.ASKED, State.YES):
        assert (state == asked_again.state, said in page(asked)) == (True, True)
        assert said in of(asked.coach).get(reverse("coaches:questions")).text
        answer(asked_again, State.YES)
        asked_again.refresh_from_db()
    for url, client in (
        (reverse("coaches:question_link", args=[question_token(asked)]), Client()),
        (reverse("coaches:desk_assignment", args=[asked.pk]), desk()),
    ):
        assert said not in client.get(url).text


def test_the_list_holds_what_is_open_and_what_she_said_and_forgets_what_is_past() -> None:
    her = coach()
    ask(her, title="Nog open")
    answer(ask(her, DAY + timedelta(days=1), title="Al gezegd", kind=Kind.SUPERVISION), State.NO)
    AssignmentFactory(coach=her, title="Voorbij", day=date(2026, 2, 1))
    AssignmentFactory(coach=coach(), title="Van een ander", day=DAY)
    found = of(her).get(reverse("coaches:questions")).text
    assert [title in found for title in ("Nog open", "Al gezegd", "Voorbij", "Van een ander")] == [
        True,
        True,
        False,
        False,
    ]


def test_her_list_says_what_each_line_is_for_in_her_words() -> None:
    her = coach()
    for kind, hour in ((Kind.PREPARATION, 9), (Kind.TRAINING, 11), (Kind.DEBRIEF, 13), (Kind.SUPERVISION, 15)):
        row = ask(her, kind=kind, starts_at=at(DAY, hour), ends_at=at(DAY, hour + 1))
        if kind is Kind.DEBRIEF:
            answer(row, State.NO)
    page = " ".join(of(her).get(reverse("coaches:questions")).text.split())
    for said in ("samen voorbereiden", "vorming", "supervisie"):
        assert f"<h3>Opvoeden ({said})</h3>" in page
        assert f": Opvoeden ({said}), vrijdag 20 maart</span>" in page
    assert "Opvoeden (samen terugkijken)</a></h3>" in page


def test_an_empty_list_says_what_will_come() -> None:
    assert "Nu is er geen vraag" in of(coach()).get(reverse("coaches:questions")).text


# --- the desk


def test_who_rang_is_answered_for_and_nobody_says_which_theme_for_her() -> None:
    asked, office = ask(coach(), themes=[GRIEF]), desk()
    here = reverse("coaches:desk_assignment_answer", args=[asked.pk])
    assert office.post(here, {"answer": "rather_not"}).status_code == 400
    assert "bewaard" in office.post(here, {"answer": "yes"}, follow=True).text
    assert money.amount_of(asked) == 40


def test_the_desk_reads_the_same_of_every_no() -> None:
    seen = set()
    for said in (State.NO, State.RATHER_NOT):
        her = coach(person__given_name="An", person__family_name="Peeters", person__phone="0470 00 00 00")
        asked = answer(ask(her, themes=[GRIEF]), said)
        found = desk().get(reverse("coaches:desk_assignment", args=[asked.pk])).text
        assert "Ze zei nee op" in found
        seen.add("thema" in found)
    assert seen == {False}


def test_the_desk_calls_off_and_a_no_is_a_no() -> None:
    office, off, no = desk(), answer(ask(coach()), State.YES), answer(ask(coach()), State.NO)
    assert (
        "gaat niet door"
        in office.post(reverse("coaches:desk_assignment_call_off", args=[off.pk]), follow=True).text
    )
    here = reverse("coaches:desk_assignment", args=[no.pk])
    assert "Een nee is een nee" in office.get(here).text
    # She can still phone that she comes.
    office.post(f"{here}antwoord/", {"answer": "yes"})
    assert dict(Assignment.objects.values_list("pk", "state")) == {off.pk: State.CALLED_OFF, no.pk: State.YES}


def test_what_is_over_has_no_button_to_call_it_off_and_whoever_presses_an_old_one_reads_why() -> None:
    asked, office = answer(ask(coach()), State.YES), desk()
    here = reverse("coaches:desk_assignment", args=[asked.pk])
    assert "Ik zeg dit af" in office.get(here).text
    with time_machine.travel(at(DAY, 17)):
        office = desk()
        assert "Ik zeg dit af" not in office.get(here).text
        found = office.post(reverse("coaches:desk_assignment_call_off", args=[asked.pk]), follow=True).text
        assert "Dit is voorbij. Afzeggen kan niet meer." in found


def test_when_she_said_that_she_comes_is_not_read_as_the_day_on_which_she_was_there() -> None:
    asked = answer(ask(coach()), State.YES)
    Assignment.objects.filter(pk=asked.pk).update(state=State.DONE)
    asked.refresh_from_db()
    assert asked.answered_at is not None
    found = desk().get(reverse("coaches:desk_assignment", args=[asked.pk]))
    said = f"<dt>Haar antwoord</dt><dd>Ze zei ja op {saying.moment(asked.answered_at)}</dd>"
    assertContains(found, said, html=True)
    assertContains(found, "<dt>Op de dag</dt><dd>was er</dd>", html=True)
    assert money.amount_of(asked) == 40


@pytest.mark.parametrize(("state", "said"), [(State.YES, "Ze zei ja op"), (State.NO, "Ze zei nee op")])
def test_the_day_of_her_answer_cannot_be_read_as_the_day_on_which_she_comes(state: State, said: str) -> None:
    asked = answer(ask(coach()), state)
    assert asked.answered_at is not None
    found = desk().get(reverse("coaches:desk_assignment", args=[asked.pk]))
    assertContains(found, f"<dt>Haar antwoord</dt><dd>{said} {saying.moment(asked.answered_at)}</dd>", html=True)
    assert "Op de dag" not in found.text


def test_what_does_not_go_on_is_not_told_as_her_answer() -> None:
    asked, office = ask(coach()), desk()
    here = reverse("coaches:desk_assignment", args=[asked.pk])
    assertContains(office.get(here), "<dt>Haar antwoord</dt><dd>nog geen antwoord</dd>", html=True)
    answer(asked, State.YES)
    Assignment.objects.filter(pk=asked.pk).update(state=State.CALLED_OFF)
    found = office.get(here)
    assertContains(found, "<dt>Op de dag</dt><dd>gaat niet door</dd>", html=True)
    assertContains(found, "Ze antwoordde op")


def test_her_page_says_that_what_moved_too_late_is_hers_whatever_she_says() -> None:
    asked = answer(ask(coach()), State.YES)
    with time_machine.travel(at(date(2026, 3, 18), 9)):
        move(asked, date(2026, 4, 10))
        assert "Zeg je nee? Dan krijg je toch €\xa040,00." in page(asked)
        answer(asked, State.NO)
        assert "Je krijgt toch €\xa040,00." in page(asked)


def test_a_correction_asks_why_and_stops_at_the_ceiling() -> None:
    asked, office = answer(ask(coach()), State.YES), desk()
    here = reverse("coaches:desk_assignment_correction", args=[asked.pk])
    assert "plafond" in office.post(here, {"amount": "50", "reason": "Lange dag."}).text
    assert money.amount_of(asked) == 40
    office.post(here, {"amount": "", "reason": ""})
    found = office.post(here, {"amount": "22,50", "reason": "Een halve dag."}, follow=True).text
    assert "Een halve dag." in found
    assert "−€\xa017,50" in found
