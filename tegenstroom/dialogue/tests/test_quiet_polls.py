"""A slip says "nothing new" without a look at who asks: to the session that got it, and while it is so."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tegenstroom.dialogue.actions import circles, leaving
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tegenstroom.dialogue.tests.pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUND_ONE)


def opened(client: Client, of: Dialogue) -> str:
    body = client.get(reverse("dialogue:room", args=[of.pk])).content.decode()
    found = re.search(r'data-version="([^"]+)"', body)
    assert found
    return f'"{found[1]}"'


def poll(client: Client, of: Dialogue, tag: str) -> tuple[int, int]:
    """The answer, and how many questions it took."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse("dialogue:room_news", args=[of.pk]), headers={"If-None-Match": tag})
    return response.status_code, len(asked)


def test_nothing_new_is_one_question(who: Group, of: Dialogue) -> None:
    for person in (who.writer, who.coaches[0]):
        client = at(person)
        tag = opened(client, of)
        assert poll(client, of, tag) == (204, 1)
        assert poll(client, of, f"W/{tag}") == (204, 1)


def test_a_slip_answers_who_asks_and_never_who_sends(who: Group, of: Dialogue) -> None:
    client = at(who.writer)
    tag = opened(client, of)
    sent = client.post(reverse("dialogue:room_news", args=[of.pk]), headers={"If-None-Match": tag})
    assert sent.status_code == 405


def test_a_word_is_news_with_a_slip_of_its_own(who: Group, of: Dialogue) -> None:
    client = at(who.writer)
    tag = opened(client, of)
    say(of, who.coaches[0], "Iets nieuws.")
    answer = client.get(reverse("dialogue:room_news", args=[of.pk]), headers={"If-None-Match": tag})
    assert "Iets nieuws." in answer.content.decode()
    assert poll(client, of, tag)[0] == 200
    assert poll(client, of, answer.headers["ETag"]) == (204, 1)


def test_who_was_taken_out_of_the_group_is_at_the_door(who: Group, of: Dialogue) -> None:
    client = at(who.professionals[1])
    tag = opened(client, of)
    circles.remove(member=who.circle.members.get(person=who.professionals[1]), by=who.trainer)
    assert poll(client, of, tag)[0] == 404


def test_who_stops_is_at_the_door(who: Group, of: Dialogue) -> None:
    client = at(who.coaches[0])
    tag = opened(client, of)
    leaving.stop(dialogue=of, by=who.coaches[0])
    assert poll(client, of, tag)[0] == 404


def test_who_logged_out_is_at_the_door(who: Group, of: Dialogue) -> None:
    client = at(who.writer)
    tag = opened(client, of)
    cookies = client.cookies.output(header="", sep=";")
    Session.objects.all().delete()
    client.cookies.load(cookies)
    assert poll(client, of, tag)[0] == 302


def test_a_session_whose_time_is_over_is_at_the_door(who: Group, of: Dialogue) -> None:
    client = at(who.writer)
    tag = opened(client, of)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert poll(client, of, tag)[0] == 302


def test_the_slip_of_another_is_no_slip(who: Group, of: Dialogue) -> None:
    tag = opened(at(who.writer), of)
    stranger = at(group().writer)
    assert poll(stranger, of, tag)[0] == 404
    # Who may read it is answered, but goes past the guard.
    assert poll(at(who.trainer), of, tag)[1] > 1


def test_a_slip_for_one_dialogue_says_nothing_of_another(who: Group, of: Dialogue) -> None:
    client, other = at(who.writer), dialogue(who, phase=Phase.ROUND_ONE)
    Dialogue.objects.filter(pk=other.pk).update(version=of.version + 1)
    *rest, slip = opened(client, of).strip('"').split("~")
    number, _sign, signature = slip.partition("-")
    assert number == str(of.pk)
    assert poll(client, other, f'"{"~".join([*rest, f"{other.pk}-{signature}"])}"')[1] > 1


@pytest.mark.parametrize("slip", ["", "-", "1", "1-", "x-y", "9" * 30 + "-a", "1-ü", "-1-a", "1-" + "a" * 9000])
def test_what_is_no_slip_goes_the_long_way(who: Group, of: Dialogue, slip: str) -> None:
    client = at(who.writer)
    *rest, _slip = opened(client, of).strip('"').split("~")
    status, questions = poll(client, of, f'"{"~".join([*rest, slip])}"')
    assert status == 204
    assert questions > 1


def case_poll(client: Client, address: str, tag: str = "") -> tuple[int, str, int]:
    """The answer for an open page of a case, its tag, and how many questions it took."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, headers={"If-None-Match": tag} if tag else {})
    return response.status_code, response.headers.get("ETag", ""), len(asked)


@pytest.mark.parametrize("own", [False, True])
def test_an_open_case_asks_one_question_too_from_its_second_look_on(who: Group, of: Dialogue, own: bool) -> None:
    client = at(who.writer if own else who.coaches[1])
    address = reverse("dialogue:own_case_still_there", args=[of.case_id])
    if not own:
        address = reverse("dialogue:case_still_there", args=[of.pk])
    status, tag, questions = case_poll(client, address)
    assert (status, questions > 1) == (204, True)
    assert case_poll(client, address, tag)[::2] == (204, 1)
    say(of, who.coaches[0], "Iets nieuws.")
    status, moved, questions = case_poll(client, address, tag)
    assert (status, moved != tag, questions > 1) == (204, True, True)
    leaving.veto(dialogue=of, by=who.coaches[0])
    assert case_poll(client, address, moved)[0] == 205


def test_who_brought_a_case_and_left_still_hears_of_it_without_a_slip(who: Group, of: Dialogue) -> None:
    circles.remove(member=who.circle.members.get(person=who.writer), by=who.trainer)
    address = reverse("dialogue:own_case_still_there", args=[of.case_id])
    assert case_poll(at(who.writer), address)[:2] == (204, "")
