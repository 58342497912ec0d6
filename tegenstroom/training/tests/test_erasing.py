"""Someone of a group asks to be erased: who is expected stays, and who came is counted without a name."""

import pytest
from django.utils import timezone

from tegenstroom.accounts.actions import NotYetError, erase_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import consent, dependencies
from tegenstroom.coaches.actions.wordings import load_wordings
from tegenstroom.coaches.models import Assignment, Copy, Dependency, Story
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.rules.stories import Read, Use
from tegenstroom.coaches.tests.factories import coach, know, story
from tegenstroom.training.actions import certificates
from tegenstroom.training.actions.stories import choose, given_by
from tegenstroom.training.models import Attendance, Certificate, Edition, EditionStory, TandemMember, Task
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives
from tegenstroom.training.tests.groups import everyone_came, group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def what_is_first(person: Person, by: Person) -> str:
    with pytest.raises(NotYetError) as refused:
        erase_person(person=person, by=by)
    return " ".join(map(str, refused.value.sentences))


def test_who_is_expected_is_not_erased_behind_the_back_of_the_group(desk: Person) -> None:
    placed = EnrolmentFactory()
    gives_it = TandemMember.objects.create(edition=placed.edition, person=PersonFactory(), part="trainer")
    assert "Er loopt nog een inschrijving." in what_is_first(placed.person, desk)
    assert "geeft nog een vorming" in what_is_first(gives_it.person, desk)


def test_who_came_is_counted_without_a_name_and_what_she_needed_is_forgotten(desk: Person) -> None:
    edition = group(days=(-14, -1), people=3)
    everyone_came(edition)
    certificates.issue(edition=edition, by=desk)
    enrolment = edition.enrolments.first()
    edition.enrolments.filter(pk=enrolment.pk).update(needs="een stoel met armen", introduced_as="Zita Zwaaiuyt")
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    came = Attendance.objects.count()
    erase_person(person=enrolment.person, by=desk)
    enrolment.refresh_from_db()
    assert (enrolment.needs, enrolment.known_as) == ("", "–")
    assert Attendance.objects.count() == came
    assert Certificate.objects.count() == 2


def test_a_task_of_who_is_erased_is_for_whoever_is_there(desk: Person) -> None:
    someone = PersonFactory()
    task = Task.objects.create(edition=EditionFactory(), who=someone, what="Broodjes", due_on=timezone.localdate())
    erase_person(person=someone, by=desk)
    task.refresh_from_db()
    assert (task.who, task.what) == (None, "Broodjes")


def test_her_story_goes_where_it_stands_and_nobody_writes_to_her_about_it(desk: Person) -> None:
    know(timezone.localdate().year)
    know(timezone.localdate().year + 1)
    load_wordings()
    she = coach()
    told, edition = story(she), EditionFactory()
    gives(edition, she)
    Assignment.objects.of(she).update(state=State.CALLED_OFF)
    [group] = given_by(she)
    consent.give(story=told, use=Use.THIS_GROUP, group=group, read=Read.HERSELF, by=she)
    choose(edition=edition, story=told, by=desk)
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, "Zita Zwijgzaemens"), by=she)
    erase_person(person=she, by=desk)
    assert not EditionStory.objects.filter(edition=edition).exists()
    assert not Copy.objects.still_there().exists()
    assert not Story.objects.exclude(sealed_text=b"").exists()
    assert not Dependency.objects.exists()
    assert not Letter.objects.filter(person=she.pk).exists()
