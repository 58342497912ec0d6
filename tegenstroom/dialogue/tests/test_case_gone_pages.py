"""A case that is taken back: gone for everyone at once, also for who has it open; and nobody reads who did it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.actions import expiring
from tegenstroom.dialogue.models import Case, Dialogue
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, case, dialogue, group

pytestmark = pytest.mark.django_db

OPEN = ("case", "case_whole", "case_paper")
# What a browser is told: gone for good, and for the script of a page that is open: take away what you show.
GONE, TAKE_AWAY = 410, 205


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def of(who: Group) -> Dialogue:
    return dialogue(who, phase=Phase.ROUND_ONE)


def veto(who: Group, of: Dialogue) -> None:
    logged_in(who.coaches[1]).post(at("room_veto", of.pk))


def withdraw(who: Group, of: Dialogue) -> None:
    logged_in(who.writer).post(at("own_case_withdrawal", of.case_id))


def expire(_who: Group, of: Dialogue) -> None:
    Case.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    expiring.expire_cases(timezone.now())


type End = Callable[[Group, Dialogue], None]


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (veto, "Deze casus is teruggenomen"),
        (withdraw, "Deze casus is teruggenomen"),
        (expire, "De tijd van deze casus is voorbij"),
    ],
    ids=["veto", "withdrawal", "expiry"],
)
def test_who_had_it_open_reads_that_it_is_gone(who: Group, of: Dialogue, end: End, says: str) -> None:
    readers = [logged_in(person) for person in who.people]
    for reader in readers:
        assertContains(reader.get(at("case", of.pk)), PLAIN)
        assert reader.head(at("case_still_there", of.pk)).status_code == 204
    end(who, of)
    for reader in readers:
        for name in OPEN:
            answer = reader.get(at(name, of.pk))
            assert answer.status_code == GONE
            for words in (PLAIN, TEXT, TITLE):
                assert words.encode() not in answer.content
        assertContains(reader.get(at("case", of.pk)), says, status_code=GONE)
        assert reader.head(at("case_still_there", of.pk)).status_code == TAKE_AWAY


def test_in_a_room_that_is_over_nothing_is_left_to_press_but_a_call_and_the_lessons(who: Group) -> None:
    of = dialogue(who, phase=Phase.ROUND_ONE)
    expire(who, of)
    page = logged_in(who.coaches[0]).get(at("room", of.pk))
    for left in (at("lessons", of.pk), reverse("coaches:call_me")):
        assertContains(page, left)
    for gone in (
        "Wat jij hier kan",
        "Ik kijk of er iets nieuws is",
        at("room_stop", of.pk),
        at("room_veto", of.pk),
    ):
        assertNotContains(page, gone)
    assertContains(logged_in(who.writer).get(at("lessons", of.pk)), "Van dit gesprek bleef geen les.")
    assertNotContains(logged_in(who.writer).get(at("room", of.pk)), reverse("coaches:call_me"))


@pytest.mark.parametrize("end", [veto, withdraw])
def test_nobody_can_tell_whose_hand_it_was(who: Group, of: Dialogue, end: End) -> None:
    end(who, of)
    bodies = {
        logged_in(person).get(at("case", of.pk)).content.decode().partition("<main")[2]
        for person in (*who.professionals, who.researcher)
    }
    assert len(bodies) == 1
    letters = Letter.objects.filter(kind="dialogue_case_withdrawn")
    assert sorted(letters.values_list("person", flat=True)) == sorted(person.pk for person in who.people)
    assert len({body.partition("\n")[2] for body in letters.values_list("body", flat=True)}) == 1


def test_before_she_ends_it_a_page_says_what_happens_and_looking_changes_nothing(who: Group, of: Dialogue) -> None:
    her = logged_in(who.coaches[0])
    page = her.get(at("room_veto", of.pk))
    for words in ("meteen weg, bij iedereen", "Alles wat erover gezegd werd", "niet wie dit koos"):
        assertContains(page, words)
    assertNotContains(page, "<textarea")
    assert Case.objects.get(pk=of.case_id).gone_at is None


def test_only_a_coach_and_the_writer_have_the_veto(who: Group, of: Dialogue) -> None:
    for person in (who.professionals[1], who.trainer, who.researcher, PersonFactory()):
        assert logged_in(person).post(at("room_veto", of.pk)).status_code == 404
        if person in who.people:
            assertNotContains(logged_in(person).get(at("case", of.pk)), at("room_veto", of.pk))
    assert Case.objects.get(pk=of.case_id).gone_at is None


def test_pressed_twice_it_is_gone_once(who: Group, of: Dialogue) -> None:
    her = logged_in(who.coaches[0])
    answers = [her.post(at("room_veto", of.pk)).status_code for _time in range(3)]
    assert answers == [302, GONE, GONE]
    assert Letter.objects.filter(kind="dialogue_case_withdrawn").count() == len(who.people)


def test_its_writer_takes_it_back_before_there_is_a_dialogue(who: Group) -> None:
    brought, her = case(who), logged_in(who.writer)
    assertContains(her.get(at("own_case", brought.pk)), TEXT)
    assert her.head(at("own_case_still_there", brought.pk)).status_code == 204
    assertContains(her.get(at("own_case_withdrawal", brought.pk)), "Er is nog geen gesprek")
    assertContains(her.post(at("own_case_withdrawal", brought.pk), follow=True), "teruggenomen", status_code=GONE)
    assert her.head(at("own_case_still_there", brought.pk)).status_code == TAKE_AWAY
    assertNotContains(her.get(at("circles")), TITLE)


def test_the_case_of_another_is_not_there(who: Group) -> None:
    brought = case(who)
    for person in (who.trainer, *who.coaches, who.professionals[1]):
        for name in ("own_case", "own_case_withdrawal"):
            assert logged_in(person).get(at(name, brought.pk)).status_code == 404
            assert logged_in(person).post(at(name, brought.pk)).status_code in {404, 405}
    assert Case.objects.get(pk=brought.pk).gone_at is None


def test_no_letter_about_a_case_holds_a_word_of_it(who: Group, of: Dialogue) -> None:
    veto(who, of)
    written = "\n".join(f"{letter.subject}\n{letter.body}" for letter in Letter.objects.all())
    assert Letter.objects.filter(kind="dialogue_case_ready").exists()
    for sentence in (TITLE, *TEXT.split(". "), *PLAIN.split(". ")):
        assert sentence.strip(".") not in written
