"""Polling: nothing new costs one small question, and what is new comes with its number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say
from tegenstroom.dialogue.tests.pages import at

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
