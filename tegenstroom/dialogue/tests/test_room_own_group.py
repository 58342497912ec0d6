"""The coaches among themselves: nobody else sees a word of it, nor that there is one."""

import re

import pytest
from django.urls import reverse

from tegenstroom.dialogue.actions import dialogues, leaving
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests import pages
from tegenstroom.dialogue.tests.factories import Group, dialogue, group, say, walk
from tegenstroom.dialogue.tests.pages import at, page, send, status

pytestmark = pytest.mark.django_db

OURS = "Dit blijft onder ons."
# What differs each time a page is made, and with each session: the last of the tag is signed for one.
DRAWN = re.compile(r'name="(?:csrfmiddlewaretoken|key)" value="[^"]*"|~\d+-[0-9a-f]{32}(?=")')


@pytest.fixture
def who() -> Group:
    return group()


def others(who: Group) -> list:
    return [*who.professionals, who.researcher, who.trainer]


def news(person, of: Dialogue, seen: str = "") -> tuple[int, str, str]:
    headers = {"If-None-Match": seen} if seen else {}
    response = at(person).get(reverse("dialogue:room_news", args=[of.pk]), headers=headers)
    return response.status_code, response.headers.get("ETag", ""), response.content.decode()


def test_coaches_and_their_facilitator_read_what_is_said_there(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    pages.say(who.coaches[0], of, "own_group", OURS)
    for person in (*who.coaches, who.guide):
        assert OURS in page(person, "own_group", of.pk)
        # It has a page of its own: a screen that others look at does not show it.
        assert OURS not in page(person, "room", of.pk)
    for person in others(who):
        assert status(person, "own_group", of.pk) == 404


def test_coaches_see_who_reads_along_as_long_as_someone_does(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    assert f"Alleen {who.guide.short_name} wel: die begeleidt jullie." in page(who.coaches[0], "own_group", of.pk)
    assert "wel: die begeleidt jullie" not in page(who.guide, "own_group", of.pk)
    leaving.stop(dialogue=of, by=who.guide)
    assert "wel: die begeleidt jullie" not in page(who.coaches[0], "own_group", of.pk)


def test_coaches_see_it_on_the_case_before_they_begin_and_others_do_not(who: Group) -> None:
    of = dialogue(who)
    dialogues.start_preparation(dialogue=of, by=who.trainer)
    assert f"Alleen {who.guide.short_name} wel" in page(who.coaches[0], "case", of.pk)
    assert "wel: die begeleidt jullie" not in page(who.writer, "case", of.pk)


def test_for_others_a_word_there_changes_nothing_at_all(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    before = [DRAWN.sub("", page(person, "room", of.pk)) for person in others(who)]
    tags = [news(person, of)[1] for person in others(who)]
    for _time in range(3):
        say(of, who.coaches[0], OURS)
    assert [DRAWN.sub("", page(person, "room", of.pk)) for person in others(who)] == before
    assert [news(person, of, tag)[0] for person, tag in zip(others(who), tags, strict=True)] == [204] * 4


def test_coaches_hear_of_it(who: Group) -> None:
    """The negative control: the same word does change what coaches poll and read."""
    of = dialogue(who, phase=Phase.OWN_GROUP)
    tag = news(who.coaches[1], of)[1]
    say(of, who.coaches[0], OURS)
    assert news(who.coaches[1], of, tag)[0] == 200


def test_afterwards_nobody_can_count_what_was_said_there(who: Group) -> None:
    """Two dialogues that differ in that only read alike: also the band, the shares and what words are known by."""
    shown = []
    for words in (0, 4):
        people = group()
        of = dialogue(people, phase=Phase.OWN_GROUP)
        for _time in range(words):
            say(of, people.coaches[0], OURS)
        walk(people, of, Phase.ROUNDS)
        read = DRAWN.sub("", page(people.professionals[1], "room", of.pk)).partition("<main")[2]
        for person in people.people:
            read = read.replace(person.short_name, "X")
        read = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "key", re.sub(r"/gesprekken/\d+/", "/", read))
        # The mark of the turns is a digest of them, keys and all.
        read = re.sub(r"~(\d+)-[0-9a-f]{18}~", r"~\1~", read)
        shown.append(re.sub(r'datetime="[^"]*">[^<]*', "", read))
    assert shown[0] == shown[1]


def test_the_last_coach_who_is_done_opens_the_dialogue_for_all(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    assert "Ik ben klaar" not in page(who.guide, "own_group", of.pk)
    assert send(who.coaches[0], "own_group_ready", of.pk).headers["Location"].endswith("/coaches/")
    assert "Jij bent klaar. We wachten op de anderen." in page(who.coaches[0], "own_group", of.pk)
    send(who.coaches[1], "own_group_ready", of.pk, sure="1")
    assert Dialogue.objects.get(pk=of.pk).phase == Phase.ROUND_ONE
    assert "Jullie gesprek onder elkaar is klaar." in page(who.coaches[0], "own_group", of.pk)


def test_while_it_stands_still_nobody_reads_that_she_may_speak(who: Group) -> None:
    of = dialogue(who, phase=Phase.OWN_GROUP)
    send(who.coaches[0], "own_group_ready", of.pk)
    assert "Je mag nog iets zeggen." in page(who.coaches[0], "own_group", of.pk)
    who.circle.members.filter(person=who.coaches[1]).update(agreed_at=None, contract=None)
    for person in (who.coaches[0], who.guide):
        read = page(person, "own_group", of.pk)
        assert "Het gesprek staat stil." in read
        assert "Je mag nog iets zeggen." not in read
        assert "Zij zeggen zelf wanneer ze klaar zijn." not in read


def test_words_for_the_coaches_that_come_too_late_land_before_nobody(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    answer = pages.say(who.coaches[0], of, "own_group", OURS).content.decode()
    assert OURS in answer
    assert "Niemand las ze." in answer
    assert of.words.count() == 0
    assert OURS not in page(who.writer, "room", of.pk)


def test_a_room_that_is_not_open_yet_has_no_such_door(who: Group) -> None:
    of = dialogue(who)
    assert status(who.coaches[0], "own_group", of.pk) == 404


def test_when_the_case_is_gone_their_page_says_so_and_leads_nowhere(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leads_on = "Naar het gesprek met iedereen"
    assert leads_on in page(who.coaches[0], "own_group", of.pk)
    leaving.veto(dialogue=of, by=who.coaches[1])
    shown = page(who.coaches[0], "own_group", of.pk)
    assert "Deze casus is teruggenomen." in shown
    assert not [words for words in (leads_on, "Wie wil, begint.", "die begeleidt jullie") if words in shown]


def test_the_last_coach_is_asked_once_more_before_the_others_come_in(who: Group) -> None:
    first, last = who.coaches
    of = dialogue(who, phase=Phase.OWN_GROUP)
    assert "Jij bent de laatste." not in page(last, "own_group", of.pk)
    assert send(first, "own_group_ready", of.pk).status_code == 302
    assert "De andere coaches zijn klaar. Jij bent de laatste." in page(last, "own_group", of.pk)
    asked = send(last, "own_group_ready", of.pk)
    assert asked.status_code == 200
    text = asked.content.decode()
    assert f'href="{reverse("dialogue:own_group", args=[of.pk])}"' in text
    assert "Ja, ik ben klaar" in text
    assert Dialogue.objects.get().phase == Phase.OWN_GROUP
    send(last, "own_group_ready", of.pk, sure="1")
    assert Dialogue.objects.get().phase == Phase.ROUND_ONE
