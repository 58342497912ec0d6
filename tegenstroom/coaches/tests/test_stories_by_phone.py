"""She phones to take back what she told: all of it or a part, and one letter says what was taken back."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import consent, wordings
from tegenstroom.coaches.models import Consent, Story
from tegenstroom.coaches.rules.stories import Read, Use, Way
from tegenstroom.coaches.tests.factories import coach, story
from tegenstroom.coaches.tests.walls import Wall, a_wall, hang, yes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

WORDS = "Ik deed de brieven niet meer open."


@pytest.fixture(autouse=True)
def wall(db: None, monkeypatch: pytest.MonkeyPatch) -> Wall:
    wordings.load_wordings()
    return a_wall(monkeypatch)


@pytest.fixture
def she() -> Person:
    return coach()


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    return client


@pytest.fixture
def told(she: Person) -> list[Story]:
    """Two stories, each in a group and in the library."""
    hers = [story(she, title=title, text=WORDS) for title in ("De brieven", "De school")]
    for each in hers:
        yes(each)
        yes(each, Use.LIBRARY)
    return hers


def at(name: str, *args: object) -> str:
    return reverse(f"coaches:{name}", args=args)


def the_letter() -> Letter:
    return Letter.objects.get(kind="story_taken_back")


def test_the_desk_takes_back_every_use_of_one_story_with_one_button(desk: Client, she: Person) -> None:
    told, other = story(she, title="De brieven", text=WORDS), story(she, title="De school", text=WORDS)
    for each in (told, other):
        yes(each)
        consent.give(story=each, use=Use.LIBRARY, read=Read.HERSELF, by=she)
    here = at("desk_story_take_all_back", told.pk)
    assertContains(desk.get(at("desk_stories", she.pk)), here)
    words = desk.get(here)
    assertContains(words, "Zeg dit aan de telefoon")
    assertContains(words, "De brieven")
    assertNotContains(words, "De school")
    assertNotContains(words, WORDS)
    assertRedirects(desk.post(here), at("desk_stories", she.pk))
    assert not Consent.objects.standing().filter(story=told).exists()
    assert Consent.objects.standing().filter(story=other).count() == 2
    assert {row.withdrawn_how for row in told.consents.all()} == {Way.PHONE}
    assert Letter.objects.filter(kind="story_taken_back", person=she.pk).count() == 1
    # Pressed once more: nothing is left, and nothing is said twice.
    desk.post(here)
    assert Letter.objects.filter(kind="story_taken_back", person=she.pk).count() == 1


def test_the_desk_takes_back_all_her_stories_and_nobody_elses(desk: Client, she: Person) -> None:
    hers = [story(she, title=title, text=WORDS) for title in ("De brieven", "De school")]
    theirs = story(coach(), text=WORDS)
    for told in (*hers, theirs):
        yes(told)
    here = at("desk_stories_take_back", she.pk)
    assertContains(desk.get(at("desk_stories", she.pk)), here)
    words = desk.get(here)
    for title in ("De brieven", "De school"):
        assertContains(words, title)
    desk.post(here)
    assert [row.story_id for row in Consent.objects.standing()] == [theirs.pk]


def test_where_nothing_stands_there_is_nothing_to_take_back(desk: Client, she: Person) -> None:
    told = story(she, text=WORDS)
    for page in (at("desk_story_take_all_back", told.pk), at("desk_stories_take_back", she.pk)):
        assertRedirects(desk.get(page), at("desk_stories", she.pk))


def test_one_letter_says_what_was_taken_back_of_each_story_and_where_it_is_gone(
    desk: Client, she: Person, told: list[Story], wall: Wall
) -> None:
    for each in told:
        hang(wall, each)
    desk.post(at("desk_stories_take_back", she.pk))
    letter = the_letter()
    assert (letter.person, letter.subject) == (she.pk, "Je nam je verhalen terug")
    first, second = letter.body.split("Je verhaal “De brieven”")
    first, second = sorted((first, second), key=lambda part: "De school" in part)
    for part in (first, second):
        assert "- de bibliotheek" in part
        assert "Weg uit: de gang" in part
    assert WORDS not in letter.body
    assert not wall.hangs


@pytest.mark.parametrize("reached_by", ["mail", "paper"])
def test_of_a_part_only_that_part_goes_and_only_that_is_in_the_letter(
    desk: Client, she: Person, told: list[Story], reached_by: str
) -> None:
    she.reached_by = reached_by
    she.save(update_fields=["reached_by"])
    brieven, school = (each.consents.get(use=Use.LIBRARY) for each in told)
    group = told[1].consents.get(use=Use.THIS_GROUP)
    page = at("desk_stories_take_back", she.pk)
    assertContains(desk.get(page), "De school: de bibliotheek")
    desk.post(page, {"part": "1", "chosen": [brieven.pk, school.pk, group.pk]})
    assert [row.story_id for row in Consent.objects.standing()] == [told[0].pk]
    letter = the_letter()
    assert letter.channel == reached_by
    of_brieven = letter.body.split("“De brieven”")[1].split("Je verhaal “De school”")[0]
    gone, stays = of_brieven.split("Hiervoor mag het nog:")
    assert "de bibliotheek" in gone
    assert "de groep in de gang" in stays
    of_school = letter.body.split("“De school”")[1].split("“De brieven”")[0]
    assert "de groep in de gang" in of_school
    assert "Hiervoor mag het nog" not in of_school


def test_a_part_of_nothing_takes_nothing_back(desk: Client, she: Person, told: list[Story]) -> None:
    page = at("desk_stories_take_back", she.pk)
    assertContains(desk.post(page, {"part": "1"}), "Er is nog niets veranderd.")
    assert Consent.objects.standing().count() == 4


def test_what_is_of_another_coach_stays_whatever_is_sent(desk: Client, she: Person, told: list[Story]) -> None:
    theirs = yes(story(coach(), text=WORDS))
    desk.post(at("desk_stories_take_back", she.pk), {"part": "1", "chosen": [theirs.pk]})
    assert consent.withdraw_each(coach=she, by=she, how=Way.BUTTON, only=[theirs.pk]) == 0
    assert Consent.objects.standing().count() == 5
