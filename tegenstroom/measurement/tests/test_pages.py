"""Answering without scripts: consent, one question a page, back and stop, her result, taking it back."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.base import sealing
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import consents, planning, registry
from tegenstroom.measurement.actions.answering import sheet_hash
from tegenstroom.measurement.doors import own_token, paper_token, result_token
from tegenstroom.measurement.models import (
    Consent,
    InstrumentVersion,
    Invitation,
    Measurement,
    Participant,
    Sheet,
)
from tegenstroom.measurement.rules.consent import How, Purpose
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import answered, begun, group, invited, measurement, prepare, rounds
from tegenstroom.training.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    [found] = invited(measurement(1, asks_research=True))
    return found


def at(name: str, token: str, *more: object) -> str:
    return reverse(f"measurement:{name}", args=[token, *more])


def say_yes(client: Client, token: str, **ticks: str) -> None:
    client.post(at("begin", token), {"read": "herself", **(ticks or {"group": "on"})})


def go(client: Client, token: str, number: int, **sent: object) -> str:
    """Where the answer to that question leads."""
    return client.post(at("question", token, number), {"go": "on", **sent}).headers["Location"]


def test_the_letter_leads_to_what_she_says_yes_to_use_by_use(client: Client, invitation: Invitation) -> None:
    body = Letter.objects.get(kind="measurement").body
    address = re.search(r"https?://[^/]+(/meten/\S+)", body)
    assert address
    page = client.get(address[1])
    assertContains(page, "Mijn antwoorden mogen in het verslag van deze groep.")
    assertContains(page, "Mijn antwoorden mogen dienen voor onderzoek.")
    assertNotContains(page, "om groepen te vergelijken")
    assertNotContains(page, "checked")


def test_without_a_yes_she_stays_on_the_page_and_nothing_is_kept(client: Client, invitation: Invitation) -> None:
    page = client.post(at("begin", own_token(invitation)), {"read": "herself"})
    assertContains(page, "Dan bewaren we niets.")
    assert not Sheet.objects.exists()


def test_what_closes_while_she_reads_says_so_and_keeps_nothing(
    client: Client, invitation: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, give = own_token(invitation), consents.give

    def closes(**given: Any) -> None:
        Measurement.objects.all().delete()
        give(**given)

    monkeypatch.setattr(consents, "give", closes)
    answer = client.post(at("begin", token), {"read": "herself", "group": "on"})
    assertRedirects(answer, at("begin", token), fetch_redirect_response=False)
    assert not Consent.objects.exists()


@pytest.mark.slow
def test_she_walks_from_the_first_question_to_her_result(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token, group="on", research="on")
    assert {row.purpose for row in Consent.objects.all()} == {Purpose.GROUP, Purpose.RESEARCH}
    assertContains(client.get(at("question", token, 1)), "Ik voel me vrij.")
    assert go(client, token, 1, answer=4) == at("question", token, 2)
    assert go(client, token, 2) == at("question", token, 3)
    assert go(client, token, 3, answer=5) == at("question", token, 4)
    assertContains(client.get(at("question", token, 4)), "Vraag 4 van 4")
    assert go(client, token, 4, answer=2) == at("finish", token)
    last = client.get(at("finish", token))
    assertContains(last, "Je sloeg 1 vraag over.")
    assertContains(last, f'<a href="{at("question", token, 2)}">vraag 2</a>')
    # A link on paper may be in the hands of the desk.
    assertNotContains(client.get(at("finish", paper_token(invitation))), ">vraag 2</a>")
    assertRedirects(client.post(at("finish", token)), at("result", token))
    assert Sheet.objects.get().answers == {"vrij": 4, "moe": 5, "slaap": 2}
    page = client.get(at("result", token))
    assertContains(page, "Je zit op 2,5.")
    assertContains(page, 'role="img"')
    assert Invitation.objects.get().done


def test_a_low_answer_goes_past_the_question_behind_it(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    assert go(client, token, 3, answer=1) == at("finish", token)


def test_back_stop_and_passing_keep_what_she_chose(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    go(client, token, 1, answer=4)
    assert go(client, token, 2, answer=3, go="back") == at("question", token, 1)
    assertContains(client.get(at("question", token, 1)), 'value="4" checked')
    assert go(client, token, 2, go="pass") == at("question", token, 3)
    assert go(client, token, 3, answer=2, go="stop") == at("stopped", token)
    assert Sheet.objects.get().answers == {"vrij": 4, "moe": 2}
    stopped = client.get(at("stopped", token))
    assertContains(stopped, "Je antwoorden zijn bewaard")
    assertContains(stopped, "Je gaat later verder met dezelfde link.")
    assertContains(client.get(at("stopped", paper_token(invitation))), "met de code op je blad.")
    page = client.get(at("begin", token))
    assertContains(page, "Je was al begonnen")
    assertContains(page, at("finish", token))


def test_an_answer_that_does_not_exist_is_said_and_nothing_is_lost(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    go(client, token, 1, answer=4)
    for typed in (7, "vier", "4.0", "9" * 40):
        page = client.post(at("question", token, 1), {"answer": typed, "go": "on"})
        assertContains(page, "Kies een van deze antwoorden")
    assert Sheet.objects.get().answers == {"vrij": 4}
    assert client.get(at("question", token, 5)).status_code == 404


def test_a_step_costs_a_handful_of_queries_and_writes_one_row(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    client.get(at("question", token, 1))
    with CaptureQueriesContext(connection) as queries:
        go(client, token, 1, answer=3)
    said = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert said.count("UPDATE") == 1
    assert not {"INSERT", "DELETE"} & set(said)
    assert len(said) <= 4
    with CaptureQueriesContext(connection) as queries:
        client.get(at("question", token, 2))
    assert len(queries) <= 3


def test_a_page_that_is_made_once_shows_to_nobody_what_is_anothers() -> None:
    tokens = [own_token(row) for row in invited(measurement(2))]
    browsers = [Client(enforce_csrf_checks=True) for _token in tokens]
    for browser, token in zip(browsers, tokens, strict=True):
        send(browser, at("begin", token), read="herself", group="on")
    paths = [at("question", token, 1) for token in tokens]
    assert send(browsers[0], paths[0], answer=4).status_code == 302
    hers, others = (browser.get(path).content.decode() for browser, path in zip(browsers, paths, strict=True))
    assert 'value="4" checked' in hers
    assert "checked" not in others
    assert tokens[0] not in others
    assert f'name="next" value="{paths[1]}"' in others
    # The token of her form fits her own cookie and nobody else's.
    assert send(browsers[1], paths[1], page=hers, answer=2).status_code == 403
    assert send(browsers[1], paths[1], answer=2).status_code == 302


def send(browser: Client, path: str, page: str = "", **typed: object) -> HttpResponse:
    """The form of this page, or of another one, as a browser sends it."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page or browser.get(path).content.decode())
    assert token
    return browser.post(path, {"csrfmiddlewaretoken": token[1], "go": "on", **typed})


def test_a_question_is_a_small_page_and_leaves_no_cookie_of_a_session(
    client: Client, invitation: Invitation
) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    page = client.get(at("question", token, 1))
    assert len(page.content) < 14 * 1024
    assert set(client.cookies) <= {"csrftoken"}


def test_she_reads_in_french_what_was_made_in_french(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    say_yes(client, token)
    assertContains(client.get(at("question", token, 1)), 'name="language" value="fr"')
    client.post(reverse("accounts:language"), {"language": "fr", "next": at("question", token, 1)})
    assertContains(client.get(at("question", token, 1)), "Je me sens vrij.")
    client.post(reverse("accounts:language"), {"language": "en"})
    assertContains(client.get(at("question", token, 1)), "Ik voel me vrij.")


def test_who_has_it_read_aloud_says_so_once(client: Client, invitation: Invitation) -> None:
    client.post(at("begin", own_token(invitation)), {"read": "aloud", "group": "on"})
    assert Sheet.objects.get().how == How.ALOUD
    assertContains(client.get(at("question", own_token(invitation), 1)), "read-aloud")


def test_her_own_page_leads_to_the_same_questions_and_to_nobody_elses(client: Client) -> None:
    first, other = invited(measurement(2))
    client.force_login(first.participant.person)
    assertContains(client.get(reverse("measurement:mine")), reverse("measurement:one", args=[first.pk]))
    assert client.get(reverse("measurement:one", args=[first.pk])).headers["Location"].startswith("/meten/")
    assert client.get(reverse("measurement:one", args=[other.pk])).status_code == 404
    answered(first)
    assertContains(client.get(reverse("measurement:mine")), "Mijn resultaten")


def test_after_the_last_day_and_after_calling_off_there_is_nothing_to_answer(
    client: Client, invitation: Invitation
) -> None:
    planning.call_off(measurement=invitation.wave.measurement, by=invitation.participant.person)
    closed = client.get(at("begin", own_token(invitation)))
    assertContains(closed, "Nu kan je niet antwoorden")
    assertContains(closed, "We vragen dit niet meer.")
    token = own_token(invitation)
    assertRedirects(client.get(at("question", token, 1)), at("begin", token))
    Edition.objects.update(state="cancelled")


def test_a_round_that_is_over_says_so_and_names_her_yes_only_to_who_gave_one(
    client: Client, invitation: Invitation
) -> None:
    wave, token = invitation.wave, own_token(invitation)
    for passed, said in ((-9, "Je hoeft niets meer te doen."), (9, "Kom dan terug met dezelfde link.")):
        opens_on = timezone.localdate() + timedelta(days=passed)
        type(wave).objects.filter(pk=wave.pk).update(opens_on=opens_on, closes_on=opens_on + timedelta(days=1))
        closed = client.get(at("begin", token))
        assertContains(closed, said)
        assertNotContains(closed, "Waar ik ja op zei")
    begun(invitation)
    Sheet.objects.all().delete()
    assertContains(client.get(at("begin", token)), "Waar ik ja op zei")


def test_the_languages_stand_once_on_a_page_and_hers_is_marked(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    begun(invitation)
    for name, *more in (("begin",), ("question", 1), ("finish",), ("stopped",)):
        said = client.get(at(name, token, *more)).content.decode()
        assert said.count("Français") == 1
        assert 'lang="nl" aria-current="true"' in said


def test_a_link_of_paper_opens_to_answer_and_not_to_read(client: Client, invitation: Invitation) -> None:
    begun(invitation)
    hers, paper = own_token(invitation), paper_token(invitation)
    go(client, hers, 1, answer=4)
    assertNotContains(client.get(at("question", paper, 1)), "checked")
    assert go(client, paper, 1) == at("question", paper, 2)
    assert Sheet.objects.get().answers == {"vrij": 4}
    for name in ("result", "uses", "taking_back"):
        assert client.get(at(name, paper)).status_code == 404
    go(client, paper, 2, answer=4)
    shown = client.post(at("finish", paper)).headers["Location"]
    assertContains(client.get(shown), "Je zit op 4,0.")
    assertContains(client.get(at("begin", paper)), "Ze zijn afgegeven.")
    short = result_token(invitation)
    for name in ("begin", "uses", "taking_back"):
        assert client.get(at(name, short)).status_code == 404


def test_the_page_after_paper_closes_after_a_day(client: Client, invitation: Invitation) -> None:
    answered(invitation)
    token = result_token(invitation)
    assert client.get(at("result", token)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert client.get(at("result", token)).status_code == 404
        assert client.get(at("result", own_token(invitation))).status_code == 200


def test_she_takes_one_yes_back_and_gives_it_again(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    answered(invitation, purposes=(Purpose.GROUP, Purpose.RESEARCH))
    found, code_hash = invitation.wave.measurement, sheet_hash(invitation)
    assertRedirects(client.post(at("uses", token), {"back": "research"}), at("uses", token))
    assert consents.standing_of(found, code_hash) == {Purpose.GROUP}
    assertContains(client.get(at("uses", token)), "Teruggenomen in de week van")
    client.post(at("uses", token), {"yes": "research"})
    assert consents.standing_of(found, code_hash) == {Purpose.GROUP, Purpose.RESEARCH}
    client.post(at("uses", token), {"yes": "norms"})
    client.post(at("uses", token), {"back": "alles"})
    assert consents.standing_of(found, code_hash) == {Purpose.GROUP, Purpose.RESEARCH}


def test_the_last_yes_that_she_takes_back_by_itself_ends_it_as_taking_all_back_does(
    client: Client, invitation: Invitation
) -> None:
    token = own_token(invitation)
    answered(invitation, purposes=(Purpose.GROUP, Purpose.RESEARCH))
    client.post(at("uses", token), {"back": "group"})
    assert not Participant.objects.get().asks_no_more
    # A page that was opened before still has a button for the other one.
    assertContains(client.post(at("uses", token), {"back": "research"}), "We vragen je hier niets meer over.")
    assert Participant.objects.get().asks_no_more
    assertRedirects(client.post(at("uses", token), {"back": "research"}), at("uses", token))
    assertContains(client.get(at("begin", token)), "Je nam je antwoorden terug.")


def test_she_takes_everything_back_with_one_button(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    answered(invitation)
    assertContains(client.get(at("taking_back", token)), "Dat kan niemand ongedaan maken.")
    assertContains(client.post(at("taking_back", token)), "Je antwoorden zijn gewist")
    assert not Sheet.objects.exists()
    assert Participant.objects.get().asks_no_more
    assertContains(client.get(at("uses", token)), "Je zegt nergens ja op.")
    assert not AuditEvent.objects.filter(verb__startswith="measurement.take").exists()


def test_a_link_that_was_changed_opens_nothing(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    for wrong in (token[:-1], token + "a", "x", token.replace(".", "-")):
        assert client.get(at("begin", wrong)).status_code == 404


def test_once_her_key_is_gone_her_link_opens_nothing(client: Client, invitation: Invitation) -> None:
    answered(invitation)
    sealing.forget(invitation.participant.person, by=None)
    for name in ("begin", "result", "uses", "finish"):
        assert client.get(at(name, own_token(invitation))).status_code == 404


def test_a_code_opens_the_round_that_is_open(client: Client, invitation: Invitation) -> None:
    code = codes.code_of(invitation.participant)
    answer = client.post(reverse("measurement:by_code"), {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 302
    assertContains(client.get(answer.headers["Location"]), "Waar zeg je ja op?")
    wrong = client.post(reverse("measurement:by_code"), {"code": "2222-2222-2222"})
    assertContains(wrong, "Met deze code kan je nu niet antwoorden.")
    assertContains(client.post(reverse("measurement:by_code"), {"code": "ABC"}), "Deze code klopt niet.")


@pytest.mark.slow
def test_who_keeps_guessing_codes_waits(client: Client, invitation: Invitation) -> None:
    said = ""
    for _number in range(80):
        said = client.post(reverse("measurement:by_code"), {"code": "2222-2222-2222"}).content.decode()
        if "te vaak geprobeerd" in said:
            break
    assert "te vaak geprobeerd" in said


@pytest.mark.slow
def test_the_shipped_list_is_answered_from_end_to_end(client: Client) -> None:
    prepare()
    registry.load_shipped()
    row = InstrumentVersion.objects.get(instrument__key="tegenstroom-kort")
    edition = group(1)
    found = planning.plan(edition=edition, version=row, rounds=rounds(), by=edition.enrolments.get().person)
    [invitation] = invited(found, Moment.BEFORE)
    token = own_token(invitation)
    assertContains(client.get(at("begin", token)), "Deze vragen zijn nieuw.")
    say_yes(client, token)
    for number in range(1, 13):
        go(client, token, number, answer=8 if number == 1 else 4)
    client.post(at("finish", token))
    page = client.get(at("result", token))
    assertContains(page, "Greep op je eigen leven")
    assertNotContains(page, "nan")
