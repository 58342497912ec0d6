"""What a coach told, on an old phone without scripts: she tells, says yes, and takes it back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.coaches.actions import consent
from tegenstroom.coaches.actions.wordings import load_wordings
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import Meant, Read, Use, Way
from tegenstroom.coaches.tests.factories import coach, story
from tegenstroom.training.actions import stories
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tests.support import axe
from tests.support.browser import DESK, PHONE, Invite
from tests.support.depth import only_thorough
from tests.support.weight import weight

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORDS = "Elke morgen lag er een brief. Ik deed ze niet meer open."


@pytest.fixture
def she() -> Person:
    figures.load()
    load_wordings()
    return coach()


@pytest.fixture
def edition(she: Person) -> Edition:
    """A group that she gives."""
    edition = EditionFactory()
    TandemMember.objects.create(edition=edition, person=she, part="coach", answer="yes")
    return edition


def test_she_tells_says_yes_and_takes_it_back_on_a_phone_without_scripts(
    invite: Invite, she: Person, edition: Edition
) -> None:
    page = invite(she, screen=PHONE, scripts=False).go(reverse("coaches:stories"))
    page.get_by_role("link", name="Ik vertel een verhaal").click()
    page.get_by_label("Hoe noem je dit verhaal?").fill("De brieven")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Vertel je verhaal").fill(WORDS)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Welke naam staat eronder?").fill("Iemand")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("link", name="Ik kies een groep").click()
    page.get_by_role("link", name="Ik lees wat dit is").click()
    page.get_by_text("ik las het zelf").click()
    page.get_by_role("button", name="Dit mag").click()
    page.get_by_text("een half jaar").click()
    page.get_by_role("button", name="Ik zeg ja").click()

    stories.choose(edition=edition, story=Story.objects.get(), by=PersonFactory(roles=[COORDINATOR]))
    enrolment = EnrolmentFactory(edition=edition)
    reader = invite(enrolment.person, screen=PHONE, scripts=False)
    own_page = reverse("training:my_enrolment", args=[enrolment.pk])
    expect(reader.go(own_page).locator("main")).to_contain_text(WORDS)

    page.reload()
    expect(page.locator("main")).to_contain_text("Staat in: de groep van")
    page.get_by_role("link", name="Ik neem dit terug").click()
    page.get_by_role("button", name="Ik neem dit terug").click()
    expect(page.locator("main")).to_contain_text("Weg uit: de groep van")
    expect(reader.go(own_page).locator("main")).not_to_contain_text(WORDS)


def pages(she: Person, edition: Edition) -> list[str]:
    """Every kind of page about stories, with something on it."""
    told, left = story(she, title="De brieven", text=WORDS), story(she, title="De school")
    [group] = stories.given_by(she)
    slug = slug_of(Meant(Use.THIS_GROUP, group))
    consent.give(story=told, use=Use.THIS_GROUP, group=group, read=Read.HERSELF, by=she)
    consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=she)
    ended = consent.give(story=left, use=Use.THIS_GROUP, group=group, read=Read.ALOUD, by=she)
    for one in (told, left):
        stories.choose(edition=edition, story=one, by=she)
    consent.withdraw(consent=ended, by=she, how=Way.BUTTON)
    return [
        reverse("coaches:stories"),
        reverse("coaches:story_begin"),
        reverse("coaches:story_question", args=[told.pk, "verhaal"]),
        reverse("coaches:story", args=[told.pk]),
        reverse("coaches:story_groups", args=[told.pk]),
        reverse("coaches:story_use", args=[told.pk, slug]),
        reverse("coaches:story_use", args=[left.pk, slug]),
        reverse("coaches:story_yes", args=[left.pk, "alle-vormingen"]),
        reverse("coaches:story_how_long", args=[left.pk, "alle-vormingen", "herself"]),
        reverse("coaches:story_take_back", args=[told.pk, slug]),
        reverse("coaches:story_erasure", args=[told.pk]),
    ]


def desk_pages(she: Person, edition: Edition) -> list[str]:
    told = Story.objects.get(title="De brieven")
    return [
        reverse("coaches:desk_stories", args=[she.pk]),
        reverse("coaches:desk_story_enter", args=[she.pk]),
        reverse("coaches:desk_story_take_back", args=[told.pk, "alle-vormingen"]),
        reverse("coaches:desk_copies"),
        reverse("training:edition_stories", args=[edition.pk]),
    ]


@only_thorough
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_on_these_pages_is_too_small_or_badly_named(
    invite: Invite, she: Person, edition: Edition, dark: bool
) -> None:
    enrolment = EnrolmentFactory(edition=edition)
    hers = pages(she, edition)
    walks = {
        she: hers,
        PersonFactory(roles=[COORDINATOR]): desk_pages(she, edition),
        enrolment.person: [
            reverse("training:my_enrolment", args=[enrolment.pk]),
            reverse("accounts:export"),
        ],
    }
    found = {}
    for person, paths in walks.items():
        for screen in (PHONE, DESK):
            visitor = invite(person, screen=screen, dark=dark)
            again = dark or screen is DESK
            found |= {(path, screen["width"]): axe.findings(visitor.go(path), again=again) for path in paths}
    assert {place: problems for place, problems in found.items() if problems} == {}


@only_thorough
def test_every_page_of_hers_weighs_little(invite: Invite, she: Person, edition: Edition) -> None:
    weights = {path: weight(invite(she, screen=PHONE), path) for path in pages(she, edition)}
    assert all(0 < size <= 50_000 for size in weights.values()), weights
