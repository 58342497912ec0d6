"""Whoever has something to do gets a letter: a quarter of an hour later, by day, once for a turn and one a day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.actions import calling, dialogues, leaving, speaking
from tegenstroom.dialogue.models import CircleMember, Dialogue
from tegenstroom.dialogue.rules.phases import Field, Part, Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.dictating import spoken
from tegenstroom.dialogue.tests.factories import (
    PLAIN,
    TEXT,
    TITLE,
    Group,
    case,
    dialogue,
    edition_group,
    group,
    say,
    walk,
)

pytestmark = pytest.mark.django_db

TURN = "dialogue_your_turn"
A_WHILE = timedelta(minutes=15)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Ten in the morning: letters may go."""
    with time_machine.travel(timezone.localtime().replace(hour=10, minute=0), tick=False) as held:
        yield held


@pytest.fixture
def who(clock: time_machine.Traveller) -> Group:
    return group()


def tick(kind: str = TURN) -> list[int | None]:
    """To whom the clock writes now."""
    before = set(Letter.objects.values_list("pk", flat=True))
    calling.call_whose_turn_it_is(timezone.now())
    new = Letter.objects.filter(kind=kind).exclude(pk__in=before)
    return sorted(pk for pk in new.values_list("person", flat=True) if pk)


def pks(*people: Person) -> list[int]:
    return sorted(person.pk for person in people)


def at_a_distance(clock: time_machine.Traveller) -> None:
    """Two days later: nobody got a letter today."""
    clock.shift(timedelta(days=2))


@pytest.mark.slow
def test_each_turn_on_the_way_calls_whose_it_is(who: Group, clock: time_machine.Traveller) -> None:
    of, others = dialogue(who, phase=Phase.OWN_GROUP), [*who.professionals, who.researcher]
    at_a_distance(clock)
    assert tick() == pks(*who.coaches)
    walk(who, of, Phase.ROUND_ONE)
    at_a_distance(clock)
    assert tick() == pks(*who.coaches)
    for one in who.coaches:
        say(of, one, "Ik ken dat.")
    at_a_distance(clock)
    assert tick() == pks(*others)
    dialogues.next_phase(dialogue=of, by=who.trainer)
    at_a_distance(clock)
    assert tick() == pks(*who.coaches, *others)
    dialogues.next_phase(dialogue=of, by=who.trainer)
    at_a_distance(clock)
    assert tick() == pks(who.researcher)
    walk(who, of, Phase.HARVEST)
    at_a_distance(clock)
    assert tick() == pks(*who.coaches, *others)


def test_who_did_it_already_gets_no_letter_nor_who_is_in_the_room(
    who: Group, clock: time_machine.Traveller
) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    at_a_distance(clock)
    Dialogue.objects.get().steps.update(at=timezone.now())
    assert tick() == []
    clock.shift(A_WHILE - timedelta(seconds=1))
    assert tick() == []
    say(of, who.coaches[0], "Ik ken dat.")
    # They talk: a quarter of an hour is counted from what was said last.
    clock.shift(timedelta(minutes=2))
    assert tick() == []
    clock.shift(A_WHILE)
    assert tick() == pks(who.coaches[1])


def test_a_turn_is_told_once_and_one_letter_a_day_is_enough(who: Group, clock: time_machine.Traveller) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    at_a_distance(clock)
    assert tick() == pks(*who.coaches)
    assert tick() == []
    for one in who.coaches:
        say(of, one, "Ik ken dat.")
    dialogues.next_phase(dialogue=of, by=who.trainer)
    clock.shift(A_WHILE)
    # Coaches heard of this dialogue today; the others did not.
    assert tick() == pks(*who.professionals, who.researcher)
    clock.shift(timedelta(days=1))
    assert tick() == pks(*who.coaches)
    clock.shift(timedelta(days=9))
    assert tick() == []


def test_nobody_is_woken_and_nothing_is_forgotten(who: Group, clock: time_machine.Traveller) -> None:
    dialogue(who, phase=Phase.ROUND_ONE)
    at_a_distance(clock)
    clock.shift(timedelta(hours=12))
    assert tick() == []
    clock.shift(timedelta(hours=12))
    assert tick() == pks(*who.coaches)


def test_where_it_stands_still_or_is_over_nobody_is_called(who: Group, clock: time_machine.Traveller) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    at_a_distance(clock)
    leaving.stop(dialogue=of, by=who.coaches[0])
    clock.shift(A_WHILE)
    assert tick() == []
    gone = dialogue(group(), phase=Phase.ROUND_ONE)
    leaving.withdraw_case(case=gone.case, by=gone.case.writer)
    at_a_distance(clock)
    assert tick() == []


def test_who_stopped_gets_no_letter_any_more(clock: time_machine.Traveller) -> None:
    who = group(coaches=3)
    of = dialogue(who, phase=Phase.ROUND_ONE)
    leaving.stop(dialogue=of, by=who.coaches[0])
    at_a_distance(clock)
    assert tick() == pks(*who.coaches[1:])


def test_no_letter_tells_that_somebody_typed_or_spoke(who: Group, clock: time_machine.Traveller) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    spoken(who, of)
    at_a_distance(clock)
    assert tick() == pks(who.coaches[1])


def test_who_leads_is_called_to_give_the_case_and_to_begin(who: Group, clock: time_machine.Traveller) -> None:
    of = dialogues.open_dialogue(circle=who.circle, case=case(who), facilitator=who.guide, by=who.trainer)
    clock.shift(A_WHILE)
    assert tick() == pks(who.trainer)
    dialogues.start_preparation(dialogue=of, by=who.trainer)
    at_a_distance(clock)
    assert tick() == []
    at_a_distance(clock)
    assert tick() == pks(who.trainer)
    body = Letter.objects.filter(kind=TURN).latest("pk").body
    assert at("course", of.pk) in body
    assert "Je mag ook luisteren." not in body


def test_without_a_researcher_who_leads_is_called_for_what_research_knows(
    who: Group, clock: time_machine.Traveller
) -> None:
    of = dialogue(who, phase=Phase.ROUNDS)
    leaving.stop(dialogue=of, by=who.researcher)
    dialogues.next_phase(dialogue=of, by=who.trainer)
    at_a_distance(clock)
    assert tick() == pks(who.trainer)


def test_a_letter_says_where_and_what_and_how_it_ends_and_nothing_else(
    who: Group, clock: time_machine.Traveller
) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    say(of, who.coaches[0], "Ik voelde me een nummer.")
    Person.objects.filter(pk=who.coaches[1].pk).update(email=None, reached_by=Letter.Channel.PAPER)
    at_a_distance(clock)
    tick()
    letter = Letter.objects.get(kind=TURN)
    assert letter.channel == Letter.Channel.PAPER
    told = (who.circle.name, f"/gesprekken/{of.pk}/", "Jij spreekt eerst.", "“Ik stop met dit gesprek”", "kaart")
    assert all(words in letter.body for words in told)
    assert "Je mag ook luisteren." in letter.body
    secret = (TITLE, PLAIN, TEXT, "nummer.", who.coaches[0].short_name, who.writer.short_name)
    assert not any(words in letter.body + letter.subject for words in secret)


def test_a_case_that_waits_calls_who_trains_the_group_and_stands_on_her_pages(
    clock: time_machine.Traveller,
) -> None:
    who = edition_group()
    brought = case(who)
    assert tick("dialogue_case_waits") == []
    clock.shift(A_WHILE)
    assert tick("dialogue_case_waits") == pks(who.trainer, who.guide)
    assert tick("dialogue_case_waits") == []
    letter = Letter.objects.filter(kind="dialogue_case_waits").latest("pk")
    address = at("circle_opening", who.circle.pk, brought.pk)
    assert address in letter.body
    assert not any(words in letter.body for words in (TITLE, PLAIN, who.writer.short_name))
    her = logged_in(who.trainer)
    assertContains(her.get("/mijn/"), "Er wacht een casus om te openen.")
    page = her.get(at("circles"))
    assertContains(page, "Er wacht een casus om te openen.")
    assertContains(page, f'href="{address}"')
    assertNotContains(logged_in(who.writer).get(at("circles")), "om te openen")
    desk = logged_in(PersonFactory(roles=[COORDINATOR])).get(at("desk_dialogues"))
    assertContains(desk, "Casussen die wachten op een gesprek")
    assertContains(desk, who.trainer.name)
    assertNotContains(desk, TITLE)
    assertNotContains(desk, who.writer.name)
    dialogues.open_dialogue(circle=who.circle, case=brought, facilitator=who.guide, by=who.trainer)
    assertNotContains(her.get(at("circles")), "Er wacht een casus om te openen.")
    at_a_distance(clock)
    assert tick("dialogue_case_waits") == []


def test_several_cases_of_one_day_make_one_letter_a_day_and_who_brought_one_knows(
    who: Group, clock: time_machine.Traveller
) -> None:
    case(who)
    case(who)
    CircleMember.objects.filter(person=who.writer).update(part=Part.TRAINER)
    clock.shift(A_WHILE)
    assert tick("dialogue_case_waits") == pks(who.trainer, who.guide)
    clock.shift(timedelta(days=1))
    assert tick("dialogue_case_waits") == pks(who.trainer, who.guide)
    clock.shift(timedelta(days=1))
    assert tick("dialogue_case_waits") == []


def test_whether_trainers_were_told_is_asked_once_for_all_of_them(
    who: Group, clock: time_machine.Traveller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case(who)
    CircleMember.objects.exclude(person=who.writer).update(part=Part.TRAINER)
    clock.shift(A_WHILE)
    assert len(tick("dialogue_case_waits")) > 3
    # The cases that wait, who trains their group, and the letters.
    with django_assert_num_queries(3):
        assert calling.call_who_opens(timezone.now()) == 0


def test_words_of_the_harvest_are_asked_of_who_answered_none_of_its_questions(
    who: Group, clock: time_machine.Traveller
) -> None:
    of = dialogue(who, phase=Phase.HARVEST)
    say(of, who.coaches[0], "Bellen kan ook.", field=Field.TAKE_ALONG)
    speaking.pass_turn(dialogue=of, by=who.coaches[1])
    at_a_distance(clock)
    assert tick() == pks(*who.professionals, who.researcher)
