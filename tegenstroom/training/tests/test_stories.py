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
from tegenstroom.base.models.letters import subject_of
from tegenstroom.coaches.actions import consent, copies, wordings
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import HerGroup, NoConsentError, Read, Use, Way
from tegenstroom.coaches.tests.factories import an_older_yes, coach, story
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


def yes_to(told: Story, *editions: Edition) -> None:
    """Her yes to each of these groups, apart."""
    for edition in editions:
        group = HerGroup(subject_of(edition), str(edition))
        consent.give(story=told, use=Use.THIS_GROUP, group=group, read=Read.HERSELF, by=told.coach)


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
    hers, elsewhere = given_by(told.coach), given_by(coach())
    yes_to(told, hers, elsewhere)
    assert [choice.story for choice in stories.choices(hers)] == [told]
    assert stories.choices(elsewhere) == []
    with pytest.raises(NoConsentError):
        chosen(elsewhere, told)


def test_a_coach_who_did_not_say_yes_to_the_edition_does_not_bring_her_story(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    edition.tandem.update(answer=TandemMember.Answer.ASKED)
    assert stories.choices(edition) == []


def test_a_yes_to_one_of_her_groups_is_no_yes_to_another_of_hers(told: Story) -> None:
    one, other = given_by(told.coach), given_by(told.coach)
    yes_to(told, one)
    assert stories.choices(other) == []
    with pytest.raises(NoConsentError):
        chosen(other, told)
    assert chosen(one, told).copy.consent.group == subject_of(one)


def test_a_story_that_came_into_another_group_all_the_same_is_not_read_there(told: Story) -> None:
    one, other = given_by(told.coach), given_by(told.coach)
    yes_to(told, one)
    copy = chosen(one, told).copy
    Copy.objects.filter(pk=copy.pk).update(subject=subject_of(other))
    EditionStory.objects.update(edition=other)
    enrolment = EnrolmentFactory(edition=other)
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)


def test_what_she_said_of_every_group_before_holds_where_she_gives(told: Story) -> None:
    an_older_yes(told)
    one, other, elsewhere = given_by(told.coach), given_by(told.coach), given_by(coach())
    for edition in (one, other):
        assert chosen(edition, told).copy.consent.group == ""
    assert stories.choices(elsewhere) == []


def test_she_chooses_from_what_she_gives_now_soon_or_gave_in_three_months(told: Story) -> None:
    she, today = told.coach, timezone.localdate()
    soon = given_by(she)
    lately, long_ago, called_off, refused = (given_by(she) for _ in range(4))
    Edition.objects.filter(pk=lately.pk).update(starts_on=today - timedelta(60), ends_on=today - timedelta(50))
    Edition.objects.filter(pk=long_ago.pk).update(starts_on=today - timedelta(120), ends_on=today - timedelta(99))
    Edition.objects.filter(pk=called_off.pk).update(state=EditionState.CANCELLED)
    refused.tandem.update(answer=TandemMember.Answer.NO)
    given_by(coach())
    assert {group.subject for group in stories.given_by(she)} == {subject_of(soon), subject_of(lately)}
    assert soon.version.title in stories.given_by(she)[-1].name


def test_a_story_for_all_trainings_can_be_chosen_anywhere(told: Story) -> None:
    yes(told, Use.ALL_TRAININGS)
    assert chosen(given_by(coach()), told).copy.consent.use == Use.ALL_TRAININGS


def test_chosen_twice_it_is_there_once(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    assert chosen(edition, told) == chosen(edition, told)
    assert Copy.objects.count() == 1


@pytest.mark.parametrize("state", [EditionState.CANCELLED, EditionState.CLOSED])
def test_nothing_is_added_to_a_training_that_is_over(told: Story, state: str) -> None:
    yes(told, Use.ALL_TRAININGS)
    with pytest.raises(RefusedError):
        chosen(EditionFactory(state=state), told)


def test_who_has_a_place_reads_it_on_her_own_page(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    chosen(edition, told)
    enrolment = EnrolmentFactory(edition=edition)
    page = logged_in(enrolment.person).get(own_page(enrolment))
    assertContains(page, WORDS)
    assertContains(page, told.by_name)


@pytest.mark.parametrize("state", [EnrolmentState.WAITING, EnrolmentState.OFFERED, EnrolmentState.CANCELLED])
def test_without_a_place_nobody_reads_it(told: Story, state: str) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    chosen(edition, told)
    until = timezone.now() + timedelta(days=1) if state == EnrolmentState.OFFERED else None
    enrolment = EnrolmentFactory(edition=edition, state=state, offer_until=until)
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)


def test_another_group_does_not_read_it(told: Story) -> None:
    hers = given_by(told.coach)
    yes_to(told, hers)
    chosen(hers, told)
    enrolment = EnrolmentFactory(edition=given_by(told.coach))
    assertNotContains(logged_in(enrolment.person).get(own_page(enrolment)), WORDS)


def test_a_link_that_may_have_been_passed_on_asks_to_log_in_first(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    enrolment = EnrolmentFactory(edition=edition)
    by_link = reverse("training:enrolment_link", args=[enrolment_token(enrolment)])
    assertNotContains(Client().get(by_link), "Uit het leven van een coach")
    chosen(edition, told)
    page = Client().get(by_link)
    assertNotContains(page, WORDS)
    assertContains(page, f'href="{own_page(enrolment)}#verhalen"')
    assert not AuditEvent.objects.filter(verb=consent.READ).exists()


def test_each_reading_is_written_down_once_a_day(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    chosen(edition, told)
    enrolment = EnrolmentFactory(edition=edition)
    for _again in range(3):
        logged_in(enrolment.person).get(own_page(enrolment))
    [row] = AuditEvent.objects.filter(verb=consent.READ)
    assert (row.actor, row.details) == (enrolment.person_id, {})


def test_the_trainer_chooses_by_title_and_never_sees_the_words(told: Story) -> None:
    trainer = PersonFactory(roles=[TRAINER])
    edition = given_by(told.coach, trainer)
    yes_to(told, edition)
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
    left, stays = given_by(told.coach), given_by(told.coach)
    yes_to(told, left, stays)
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

    editions = [given_by(she), given_by(she)]
    groups = [f"groep-training-edition-{edition.pk}" for edition in editions]
    for slug in (*groups, "alle-vormingen"):
        asked = hers.post(reverse("coaches:story_yes", args=[told.pk, slug]), {"answer": "herself", "go": "on"})
        said = hers.post(asked.url, {"answer": "year", "go": "on"}, follow=True)
        assertContains(said, "Je kan dit altijd terugnemen.")

    elsewhere = given_by(coach())
    enrolments = [EnrolmentFactory(edition=edition) for edition in (*editions, elsewhere)]
    for edition in (*editions, elsewhere):
        theirs.post(reverse("training:edition_stories", args=[edition.pk]), {"story": told.pk})
    readers = [(logged_in(row.person), own_page(row)) for row in enrolments]
    for reader, page in readers:
        assertContains(reader.get(page), WORDS)

    confirm = reverse("coaches:story_take_back", args=[told.pk, groups[0]])
    assertContains(hers.get(confirm), "Je hoeft niet te zeggen waarom.")
    taken = hers.post(confirm)
    assertNotContains(readers[0][0].get(readers[0][1]), WORDS)
    for reader, page in readers[1:]:
        assertContains(reader.get(page), WORDS)
    seen = hers.get(taken.url)
    assertContains(seen, "Weg uit: de groep van", count=1)
    assertContains(seen, "Je ja voor alle vormingen staat nog. Zo kan het hier terugkomen.")
    assert not EditionStory.objects.filter(edition=editions[0]).exists()

    hers.post(reverse("coaches:story_take_all_back", args=[told.pk]))
    for reader, page in readers:
        assertNotContains(reader.get(page), WORDS)
    assert not EditionStory.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert not copies.overdue().exists()


def test_a_wiped_story_is_gone_from_every_group(told: Story) -> None:
    edition = given_by(told.coach)
    yes_to(told, edition)
    chosen(edition, told)
    logged_in(told.coach).post(reverse("coaches:story_erasure", args=[told.pk]))
    assert not EditionStory.objects.exists()
    assert not Story.objects.exists()


def test_the_page_of_a_group_costs_as_much_with_ten_stories_as_with_one(django_assert_max_num_queries) -> None:
    she = coach()
    edition = given_by(she)
    for number in range(10):
        one = story(she, title=f"Verhaal {number}")
        yes_to(one, edition)
        if number < 5:
            chosen(edition, one)
    client = logged_in(PersonFactory(roles=[COORDINATOR]))
    with django_assert_max_num_queries(16):
        client.get(reverse("training:edition_stories", args=[edition.pk]))


def _key(client: Client) -> dict[str, str]:
    page = client.get(reverse("coaches:story_begin"))
    return {"key": str(page.context["form"].initial["key"])}
