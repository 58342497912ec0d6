"""A coach's story in a group: chosen with her yes, read by the people of that group, gone when she says so."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.coaches.actions import consent, copies, wordings
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import NoConsentError, Read, Use, Way
from tegenstroom.coaches.tests.factories import coach, story
from tegenstroom.training.actions import stories
from tegenstroom.training.actions.tandem import answer
from tegenstroom.training.doors import enrolment_token
from tegenstroom.training.models import Edition, EditionStory, TandemMember
from tegenstroom.training.rules.editions import EditionState, RefusedError
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.rules.stories import use_for_group
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

WORDS = "Ik deed de brieven niet meer open."


@pytest.fixture(autouse=True)
def _wordings(db: None) -> None:
    wordings.load_wordings()


@pytest.fixture
def told() -> Story:
    return story(title="De brieven", text=WORDS)


def given_by(*people: Person) -> Edition:
    """An edition with this coach or trainer in its tandem."""
    edition = EditionFactory()
    for person in people:
        if person.has_role(TRAINER):
            TandemMember.objects.create(edition=edition, person=person, part="trainer", answer="yes")
        else:
            gives(edition, person)
    return edition


def yes(told: Story, use: Use) -> Consent:
    return consent.give(story=told, use=use, read=Read.HERSELF, by=told.coach)


def chosen(edition: Edition, told: Story) -> EditionStory:
    return stories.choose(edition=edition, story=told, by=PersonFactory(roles=[COORDINATOR]))


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def own_page(enrolment: object) -> str:
    return reverse("training:my_enrolment", args=[enrolment.pk])


@pytest.mark.parametrize(
    ("said_yes", "gives", "use"),
    [
        ((), True, None),
        ((Use.LIBRARY, Use.MAGAZINE, Use.RESEARCH), True, None),
        ((Use.THIS_GROUP,), True, Use.THIS_GROUP),
        ((Use.THIS_GROUP,), False, None),
        ((Use.ALL_TRAININGS,), False, Use.ALL_TRAININGS),
        ((Use.THIS_GROUP, Use.ALL_TRAININGS), True, Use.THIS_GROUP),
        ((Use.THIS_GROUP, Use.ALL_TRAININGS), False, Use.ALL_TRAININGS),
    ],
)
def test_the_narrowest_yes_that_covers_a_group(said_yes: tuple[Use, ...], gives: bool, use: Use | None) -> None:
    assert use_for_group(said_yes, gives=gives) == use


def test_a_story_for_her_own_groups_can_be_chosen_only_where_she_gives(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    hers, elsewhere = given_by(told.coach), given_by(coach())
    assert [choice.story for choice in stories.choices(hers)] == [told]
    assert stories.choices(elsewhere) == []
    with pytest.raises(NoConsentError):
        chosen(elsewhere, told)


def test_a_coach_who_did_not_say_yes_to_the_edition_does_not_bring_her_story(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    edition.tandem.update(answer=TandemMember.Answer.ASKED)
    assert stories.choices(edition) == []


def test_a_story_for_all_trainings_can_be_chosen_anywhere(told: Story) -> None:
    yes(told, Use.ALL_TRAININGS)
    assert chosen(given_by(coach()), told).copy.consent.use == Use.ALL_TRAININGS


def test_chosen_twice_it_is_there_once(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    assert chosen(edition, told) == chosen(edition, told)
    assert Copy.objects.count() == 1


@pytest.mark.parametrize("state", [EditionState.CANCELLED, EditionState.CLOSED])
def test_nothing_is_added_to_a_training_that_is_over(told: Story, state: str) -> None:
    yes(told, Use.ALL_TRAININGS)
    with pytest.raises(RefusedError):
        chosen(EditionFactory(state=state), told)


def test_who_has_a_place_reads_it_on_her_own_page(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    chosen(edition, told)
    enrolment = EnrolmentFactory(edition=edition)
    page = logged_in(enrolment.person).get(own_page(enrolment))
    assertContains(page, WORDS)
    assertContains(page, told.by_name)


@pytest.mark.parametrize("state", [EnrolmentState.WAITING, EnrolmentState.OFFERED, EnrolmentState.CANCELLED])
def test_without_a_place_nobody_reads_it(told: Story, state: str) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    chosen(edition, told)
    until = timezone.now() + timedelta(days=1) if state == EnrolmentState.OFFERED else None
    enrolment = EnrolmentFactory(edition=edition, state=state, offer_until=until)
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)


def test_another_group_does_not_read_it(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    chosen(given_by(told.coach), told)
    enrolment = EnrolmentFactory(edition=given_by(told.coach))
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)


def test_a_link_that_may_have_been_passed_on_asks_to_log_in_first(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    enrolment = EnrolmentFactory(edition=edition)
    by_link = reverse("training:enrolment_link", args=[enrolment_token(enrolment)])
    assertNotContains(Client().get(by_link), "Uit het leven van een coach")
    chosen(edition, told)
    page = Client().get(by_link)
    assertNotContains(page, WORDS)
    assertContains(page, f'href="{own_page(enrolment)}#verhalen"')
    assert not AuditEvent.objects.filter(verb=consent.READ).exists()


def test_each_reading_is_written_down_once_a_day(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    chosen(edition, told)
    enrolment = EnrolmentFactory(edition=edition)
    for _again in range(3):
        logged_in(enrolment.person).get(own_page(enrolment))
    [row] = AuditEvent.objects.filter(verb=consent.READ)
    assert (row.actor, row.details) == (enrolment.person_id, {})


def test_the_trainer_chooses_by_title_and_never_sees_the_words(told: Story) -> None:
    trainer = PersonFactory(roles=[TRAINER])
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach, trainer)
    address = reverse("training:edition_stories", args=[edition.pk])
    client = logged_in(trainer)
    page = client.get(address)
    assertContains(page, "De brieven")
    assertNotContains(page, WORDS)
    page = client.post(address, {"story": told.pk}, follow=True)
    assertContains(page, "Deze groep leest")
    assertNotContains(page, WORDS)
    assert edition.stories.get().added_by == trainer
    page = client.post(reverse("training:edition_story_removal", args=[edition.stories.get().pk]), follow=True)
    assertContains(page, "Het verhaal staat niet meer in deze groep.")
    assert not edition.stories.exists()
    assert Consent.objects.standing().exists(), "her yes goes on to stand"
    chosen(edition, told)
    assert Copy.objects.still_there().count() == 1


def test_a_story_taken_back_while_the_page_was_open_is_not_chosen(told: Story) -> None:
    desk = PersonFactory(roles=[COORDINATOR])
    given = yes(told, Use.ALL_TRAININGS)
    edition = given_by(coach())
    consent.withdraw(consent=given, by=told.coach, how=Way.BUTTON)
    address = reverse("training:edition_stories", args=[edition.pk])
    assertContains(logged_in(desk).post(address, {"story": told.pk}), "Dit verhaal mag hier niet meer.")
    assert not EditionStory.objects.exists()


def test_when_she_leaves_the_tandem_her_story_leaves_that_group_too(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    left, stays = given_by(told.coach), given_by(told.coach)
    for edition in (left, stays):
        chosen(edition, told)
    enrolment = EnrolmentFactory(edition=left)
    answer(member=left.tandem.get(), answer="no", by=told.coach)
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)
    assert stories.leave_where_she_left() == 1
    assert [row.edition for row in EditionStory.objects.all()] == [stays]
    assert Consent.objects.standing().exists()


def test_a_story_for_all_trainings_stays_when_she_leaves(told: Story) -> None:
    yes(told, Use.ALL_TRAININGS)
    edition = given_by(coach())
    chosen(edition, told)
    assert stories.leave_where_she_left() == 0


def test_told_used_in_two_groups_taken_back_and_gone_within_the_same_request() -> None:
    """The whole road, as she and the others walk it."""
    she, desk = coach(), PersonFactory(roles=[COORDINATOR])
    hers, theirs = logged_in(she), logged_in(desk)
    first = hers.post(reverse("coaches:story_begin"), {**_key(hers), "answer": "De brieven", "go": "on"})
    told = Story.objects.get()
    assert first.url == reverse("coaches:story_question", args=[told.pk, "verhaal"])
    second = hers.post(first.url, {"answer": WORDS, "go": "on"})
    third = hers.post(second.url, {"answer": "Iemand", "go": "on"})
    assert third.url == reverse("coaches:story", args=[told.pk])
    assertContains(hers.get(third.url), WORDS)

    for slug in ("deze-groep", "alle-vormingen"):
        asked = hers.post(reverse("coaches:story_yes", args=[told.pk, slug]), {"answer": "herself", "go": "on"})
        said = hers.post(asked.url, {"answer": "year", "go": "on"}, follow=True)
        assertContains(said, "Je kan dit altijd terugnemen.")

    editions = [given_by(she), given_by(she)]
    elsewhere = given_by(coach())
    enrolments = [EnrolmentFactory(edition=edition) for edition in (*editions, elsewhere)]
    for edition in (*editions, elsewhere):
        theirs.post(reverse("training:edition_stories", args=[edition.pk]), {"story": told.pk})
    readers = [(logged_in(row.person), own_page(row)) for row in enrolments]
    for reader, page in readers:
        assertContains(reader.get(page), WORDS)

    confirm = reverse("coaches:story_take_back", args=[told.pk, "deze-groep"])
    assertContains(hers.get(confirm), "Je hoeft niet te zeggen waarom.")
    taken = hers.post(confirm)
    for reader, page in readers[:2]:
        assertNotContains(reader.get(page), WORDS)
    assertContains(readers[2][0].get(readers[2][1]), WORDS)
    seen = hers.get(taken.url)
    assertContains(seen, "Weg uit: de groep van", count=2)
    assertContains(seen, "Niemand kan het nog lezen.")
    assert not EditionStory.objects.filter(edition__in=editions).exists()

    hers.post(reverse("coaches:story_take_all_back", args=[told.pk]))
    assertNotContains(readers[2][0].get(readers[2][1]), WORDS)
    assert not EditionStory.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert not copies.overdue().exists()


def test_a_wiped_story_is_gone_from_every_group(told: Story) -> None:
    yes(told, Use.THIS_GROUP)
    edition = given_by(told.coach)
    chosen(edition, told)
    logged_in(told.coach).post(reverse("coaches:story_erasure", args=[told.pk]))
    assert not EditionStory.objects.exists()
    assert not Story.objects.exists()


def test_the_page_of_a_group_costs_as_much_with_ten_stories_as_with_one(django_assert_max_num_queries) -> None:
    she = coach()
    edition = given_by(she)
    for number in range(10):
        one = story(she, title=f"Verhaal {number}")
        yes(one, Use.THIS_GROUP)
        if number < 5:
            chosen(edition, one)
    client = logged_in(PersonFactory(roles=[COORDINATOR]))
    with django_assert_max_num_queries(16):
        client.get(reverse("training:edition_stories", args=[edition.pk]))


def _key(client: Client) -> dict[str, str]:
    page = client.get(reverse("coaches:story_begin"))
    return {"key": str(page.context["form"].initial["key"])}
