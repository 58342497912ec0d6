"""Polling: nothing new costs one small question, and what is new comes with its number."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import (
    dialogues,
    erasing,
    expiring,
    leaving,
    lessons,
    seats,
    speaking,
    wiping,
)
from tegenstroom.dialogue.models import Case, Dialogue, Word
from tegenstroom.dialogue.rules.phases import Field, Gone, Phase
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, dialogue, group, say
from tegenstroom.dialogue.tests.pages import at, page
from tegenstroom.dialogue.tests.test_harvest import handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group()


def test_as_long_as_nothing_changed_nothing_comes(who: Group) -> None:
    of, client = dialogue(who, phase=Phase.ROUND_ONE), at(who.writer)
    address = reverse("dialogue:room_news", args=[of.pk])
    tag = client.get(address).headers["ETag"]
    # Compressed on the way a number becomes a weak one.
    for seen in (tag, f"W/{tag}"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            again = client.get(address, headers={"If-None-Match": seen})
        assert (again.status_code, again.content) == (204, b"")
        of_dialogue = [each["sql"] for each in asked if "dialogue_" in each["sql"]]
        assert len(of_dialogue) == 1
    say(of, who.coaches[0], "Iets nieuws.")
    news = client.get(address, headers={"If-None-Match": tag})
    assert "Iets nieuws." in news.content.decode()
    assert news.headers["ETag"] != tag


def opened(person: Person, of: Dialogue, name: str = "room") -> str:
    """The tag of the page as she has it."""
    found = re.search(r'data-version="([^"]+)"', page(person, name, of.pk))
    assert found
    return f'"{found[1]}"'


def news(person: Person, of: Dialogue, seen: str, name: str = "room_news") -> tuple[int, str, str]:
    answer = at(person).get(reverse(f"dialogue:{name}", args=[of.pk]), headers={"If-None-Match": seen})
    return answer.status_code, answer.headers.get("ETag", ""), answer.content.decode()


@pytest.mark.parametrize(
    ("name", "phase"),
    [("room", Phase.ROUND_ONE), ("own_group", Phase.OWN_GROUP), ("room_screen", Phase.ROUND_ONE)],
)
def test_a_page_that_was_just_opened_finds_nothing_new(who: Group, name: str, phase: Phase) -> None:
    of = dialogue(who, phase=phase)
    # Each where only one of both comes: who guides the coaches, who leads before everybody.
    person = who.guide if name == "own_group" else who.trainer
    seen = opened(person, of, name)
    assert news(person, of, seen, f"{name}_news")[0] == 204
    say(of, who.coaches[0], "Iets nieuws.")
    assert news(person, of, seen, f"{name}_news")[0] == 200


@pytest.mark.parametrize(("name", "phase"), [("room", Phase.ROUND_ONE), ("own_group", Phase.OWN_GROUP)])
def test_when_the_case_is_taken_back_an_open_page_loses_what_can_no_longer_be_done(
    who: Group, name: str, phase: Phase
) -> None:
    of = dialogue(who, phase=phase)
    her = who.coaches[0]
    seen = opened(her, of, name)
    leaving.veto(dialogue=of, by=who.coaches[1])
    html = news(her, of, seen, f"{name}_news")[2]
    foot = html.partition('id="room-reload"')[2]
    assert 'id="room-mine"' in foot
    for gone in ("Wat jij hier kan", "Ik stop met dit gesprek", "Ik stop deze casus", "?nieuw"):
        assert gone not in foot
    assert reverse("coaches:call_me") in foot


def test_what_she_can_do_comes_with_the_next_phase_and_not_with_each_word(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    seen = opened(who.coaches[0], of)
    say(of, who.coaches[1], "Ik kreeg zo'n brief.", heard="Dat bellen moeilijk is.")
    _status, seen, html = news(who.coaches[0], of, seen)
    assert "room-mine" not in html
    dialogues.next_phase(dialogue=of, by=who.trainer)
    assert "Ik stop met dit gesprek" in news(who.coaches[0], of, seen)[2].partition("room-mine")[2]


def test_only_what_a_page_does_not_hold_yet_comes(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    seen = opened(who.writer, of)
    for number in range(3):
        say(of, who.coaches[0], f"Woord {number}.", heard="Dat wachten zwaar is.")
        _status, seen, html = news(who.writer, of, seen)
        assert re.findall(r"Woord \d", html) == [f"Woord {number}"]
        assert 'id="l-rounds" class="weave__turns" data-keyed data-adds' in html
        # The form is as she has it; who is writing keeps it.
        assert "<textarea" not in html
    assert news(who.writer, of, seen)[0] == 204


def test_coaches_get_only_what_they_do_not_hold_yet_among_themselves(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "Woord 0.")
    seen = opened(who.coaches[1], of, "own_group")
    say(of, who.coaches[0], "Woord 1.")
    html = news(who.coaches[1], of, seen, "own_group_news")[2]
    assert re.findall(r"Woord \d", html) == ["Woord 1"]


@pytest.mark.parametrize("change", ["taken back", "another name"])
def test_when_something_changed_that_a_page_holds_all_of_it_comes(who: Group, change: str) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    word = say(of, who.coaches[0], "Woord 0.", heard="Dat wachten zwaar is.")
    seen = opened(who.writer, of)
    if change == "taken back":
        speaking.take_back(word=word, by=who.coaches[0])
    else:
        seats.choose_name(dialogue=of, name="Merel", by=who.coaches[0])
    say(of, who.coaches[1], "Woord 1.", heard="Dat wachten zwaar is.")
    html = news(who.writer, of, seen)[2]
    assert "data-adds" not in html
    assert html.count('<li id="w-') == 4
    assert "Ze zijn teruggenomen." in html if change == "taken back" else "Merel" in html


@pytest.mark.parametrize(
    "made_up", ["{}", "{}~", "{}~9-abc~", "{}~99999999-0~x~y", "{}~-1-~", "{}~٣-a~", "", "~~~~"]
)
def test_a_page_that_holds_something_else_gets_all(who: Group, made_up: str) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    _status, _tag, html = news(who.writer, of, f'"{made_up.format(0)}"'.encode().decode("latin-1"))
    assert "data-adds" not in html
    assert html.count('<li id="w-') == 2
    assert "<textarea" in html


def test_the_form_comes_when_another_one_stands_open(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    seen = opened(who.writer, of)
    say(of, who.coaches[0], "Iets.")
    _status, seen, html = news(who.writer, of, seen)
    assert 'id="room-write"' not in html
    # The coaches spoke: now she may.
    say(of, who.coaches[1], "Iets.")
    _status, seen, html = news(who.writer, of, seen)
    assert "<textarea" in html
    dialogues.next_phase(dialogue=of, by=who.trainer)
    assert 'data-live="rounds"' in news(who.writer, of, seen)[2]


def test_the_case_comes_with_the_phase_in_which_she_may_read_it_and_goes_when_it_is_gone(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    listens = who.professionals[1]
    seen = opened(listens, of)
    for one in who.coaches:
        speaking.say_ready(dialogue=of, by=one)
    _status, seen, html = news(listens, of, seen)
    assert (TEXT in html, f'data-name="{TITLE}"' in html) == (True, True)
    # Once she has it, it does not come along with each word.
    say(of, who.coaches[0], "Iets.")
    _status, seen, html = news(listens, of, seen)
    assert 'id="room-case"' not in html
    leaving.veto(dialogue=of, by=who.coaches[1])
    html = news(listens, of, seen)[2]
    assert 'id="room-case"' in html
    assert (TEXT in html, TITLE in html) == (False, False)


def test_the_case_goes_from_the_page_of_the_coaches_among_themselves_too(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    seen = opened(who.coaches[0], of, "own_group")
    leaving.veto(dialogue=of, by=who.coaches[1])
    html = news(who.coaches[0], of, seen, "own_group_news")[2]
    assert 'id="room-case"' in html
    assert (PLAIN in html, TITLE in html) == (False, False)


def expires(of: Dialogue) -> None:
    Case.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert expiring.expire_cases(timezone.now()) == 1


def is_forgotten(of: Dialogue) -> None:
    erasing.take_all_back(person=Word.objects.get(dialogue=of, number=1).speaker)


def is_put_back_after_a_backup(of: Dialogue) -> None:
    wiping.replay("word", Word.objects.get(dialogue=of, number=1).pk, Gone.TAKEN_BACK)


@pytest.mark.parametrize("what", [expires, is_forgotten, is_put_back_after_a_backup])
def test_what_goes_without_anyone_in_the_room_goes_from_open_pages_too(
    who: Group, what: Callable[[Dialogue], None]
) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    seen = opened(who.writer, of)
    assert news(who.writer, of, seen)[0] == 204
    what(of)
    status, _tag, html = news(who.writer, of, seen)
    assert status == 200
    assert "data-adds" not in html


def test_what_goes_among_the_coaches_moves_no_page_of_another(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    say(of, who.coaches[0], "Onder ons.")
    ours, theirs = opened(who.coaches[1], of, "own_group"), opened(who.writer, of)
    erasing.take_all_back(person=who.coaches[0])
    assert news(who.writer, of, theirs)[0] == 204
    status, _tag, html = news(who.coaches[1], of, ours, "own_group_news")
    assert (status, "Onder ons." in html) == (200, False)


def test_an_insight_of_which_a_voice_was_taken_back_goes_from_the_rooms_where_it_lay(who: Group) -> None:
    lesson = handed_over(who, dialogue(who, phase=Phase.HARVEST))
    of = dialogue(who, phase=Phase.RESEARCH)
    say(of, who.trainer, "", insight=lesson)
    seen = opened(who.writer, of)
    assert "Van ervaring." in page(who.writer, "room", of.pk)
    lessons.take_voice_back(voice=lesson.voices.get(voice="lived"), by=who.coaches[0])
    status, _tag, html = news(who.writer, of, seen)
    assert (status, "Van ervaring." in html, "Dit inzicht is teruggenomen." in html) == (200, False, True)


def test_a_line_of_the_harvest_comes_under_its_question(who: Group) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    say(of, who.coaches[0], "Lijn 0.", field=Field.TENSION)
    seen = opened(who.writer, of)
    say(of, who.coaches[0], "Lijn 1.", field=Field.TAKE_ALONG)
    html = news(who.writer, of, seen)[2]
    assert re.findall(r"Lijn \d", html) == ["Lijn 1"]
    # All questions with an answer are named, so that a new one finds its place.
    assert html.index('id="s-take_along"') < html.index('id="s-tension"')


def test_news_are_kept_by_nobody_and_reach_who_sits_there_only(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    address = reverse("dialogue:room_news", args=[of.pk])
    assert at(who.writer).get(address).headers["Cache-Control"] == "no-store"
    assert at(group().writer).get(address).status_code == 404


def test_a_microphone_may_be_asked_for_in_the_room_and_nowhere_else(who: Group) -> None:
    of, client = dialogue(who, phase=Phase.ROUNDS), at(who.writer)
    room = client.get(reverse("dialogue:room", args=[of.pk]))
    assert "microphone=(self)" in room.headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in room.headers["Content-Security-Policy"]
    for address in (reverse("dialogue:lessons", args=[of.pk]), reverse("dialogue:room_stop", args=[of.pk])):
        elsewhere = client.get(address)
        assert "microphone=()" in elsewhere.headers["Permissions-Policy"]
        assert "media-src" not in elsewhere.headers["Content-Security-Policy"]
