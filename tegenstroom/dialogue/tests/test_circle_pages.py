"""Who is in a group: made of an edition or a supervision, gathered again, invited; what a member finds there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, RESEARCHER, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import saying
from tegenstroom.coaches.actions import dependencies
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.models import Circle, CircleMember, Dialogue, RawDraft
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import dialogue, edition_group, group, prepare
from tegenstroom.training.models import Edition
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def edition(figures: None) -> Edition:
    prepare()
    made = EditionFactory(days=(10,))
    made.tandem.create(person=PersonFactory(roles=[TRAINER]), part="trainer", answer="yes")
    gives(made, coach())
    EnrolmentFactory(edition=made)
    return made


def parts(circle: Circle) -> list[str]:
    return sorted(circle.members.current().values_list("part", flat=True))


def test_a_trainer_finds_the_edition_that_has_no_group_and_makes_it(edition: Edition) -> None:
    trainer = logged_in(edition.tandem.get(part="trainer").person)
    address = at("circle_of_edition", edition.pk)
    assertContains(trainer.get(at("circles")), address)
    assertContains(trainer.get(address), "Ik maak de groep")
    trainer.post(address)
    circle = Circle.objects.get(edition=edition)
    assert parts(circle) == ["coach", "professional", "trainer"]
    assertNotContains(trainer.get(at("circles")), address)
    assertRedirects(trainer.get(address), at("circle", circle.pk), fetch_redirect_response=False)


def test_the_desk_reaches_it_from_the_edition_and_twice_is_one_group(edition: Edition, desk: Person) -> None:
    her, address = logged_in(desk), at("circle_of_edition", edition.pk)
    assertContains(her.get(f"/bureau/vormingen/{edition.pk}/"), address)
    for _time in range(2):
        her.post(address)
    circle = Circle.objects.get()
    assertRedirects(her.get(address), at("circle_people", circle.pk))


def test_gathered_again_it_has_who_is_there_now(edition: Edition, desk: Person) -> None:
    her = logged_in(desk)
    her.post(at("circle_of_edition", edition.pk))
    circle, late = Circle.objects.get(), EnrolmentFactory(edition=edition).person
    her.post(at("circle_gathering", circle.pk))
    assertContains(her.get(at("circle_people", circle.pk)), late.name)


def test_the_desk_begins_a_supervision_and_invites_by_name(desk: Person) -> None:
    prepare()
    her, jef = logged_in(desk), PersonFactory(given_name="Jef", family_name="Zoekmaes")
    day = timezone.localdate() + timedelta(days=60)
    her.post(at("desk_supervision"), {"title": "Wijkteam noord", "ends_on": day.isoformat()})
    circle = Circle.objects.get()
    assert (circle.title, circle.ends_on) == ("Wijkteam noord", day)
    people = at("circle_people", circle.pk)
    assertNotContains(her.get(people), "Zoekmaes")
    assertContains(her.get(people, {"q": "zoekm"}), "Jef Zoekmaes")
    her.post(f"{people}?q=zoekm", {"person": jef.pk, "part": "professional"})
    assert circle.members.get().person == jef


def test_a_supervision_without_a_name_is_not_made(desk: Person) -> None:
    assertContains(logged_in(desk).post(at("desk_supervision"), {"title": "  "}), "Dit is nog leeg")
    assert not Circle.objects.exists()


def test_a_trainer_invites_who_studies_and_who_trains_and_looks_nobody_else_up() -> None:
    who = group()
    her, people = logged_in(who.trainer), at("circle_people", who.circle.pk)
    lot, toon = PersonFactory(roles=[RESEARCHER]), PersonFactory(roles=[TRAINER])
    someone = PersonFactory(given_name="Iemand", family_name="Anders")
    page = her.get(people, {"q": "Anders"})
    assertContains(page, lot.name)
    assertContains(page, toon.name)
    assertNotContains(page, "Iemand Anders")
    her.post(people, {"person": someone.pk, "part": "professional"})
    her.post(people, {"person": lot.pk, "part": "coach"})
    assert not who.circle.members.filter(person__in=[someone, lot]).exists()
    her.post(people, {"person": lot.pk, "part": "researcher"})
    her.post(people, {"person": toon.pk, "part": "trainer"})
    assert who.circle.members.get(person=lot).part == Part.RESEARCHER
    assert who.circle.members.get(person=toon).part == Part.TRAINER


def test_a_coach_for_whom_it_cannot_be_is_refused_without_a_why(desk: Person) -> None:
    who, hers = group(), coach()
    dependencies.add(coach=hers, depended=Depended(Kind.PERSON, who.writer.name), by=hers)
    unsigned = PersonFactory()
    refusals = set()
    for person in (hers, unsigned):
        people = f"{at('circle_people', who.circle.pk)}?q={person.family_name}"
        page = logged_in(desk).post(people, {"person": person.pk, "part": "coach"})
        refusals.add(page.context["form"].errors["person"][0].replace(person.name, "X"))
        assert not who.circle.members.filter(person=person).exists()
    # The same words for her list as for a paper that is not signed: nothing can be read from them.
    assert refusals == {"X kan hier nu niet als coach zijn. Kies iemand anders."}


def test_a_coach_who_depends_on_someone_there_is_simply_not_there() -> None:
    who = edition_group()
    hers = who.coaches[0]
    dependencies.add(coach=hers, depended=Depended(Kind.PERSON, who.writer.name), by=hers)
    logged_in(who.trainer).post(at("circle_gathering", who.circle.pk))
    for person in (who.trainer, who.writer, who.coaches[1]):
        assertNotContains(logged_in(person).get(at("circle", who.circle.pk)), hers.short_name)
    assert logged_in(hers).get(at("circle", who.circle.pk)).status_code == 404


def test_who_was_invited_can_be_taken_out_and_whom_the_edition_brings_has_no_button() -> None:
    who = edition_group()
    her = logged_in(who.trainer)
    page = her.get(at("circle_people", who.circle.pk))
    lot = who.circle.members.get(person=who.researcher)
    assertContains(page, at("circle_removal", who.circle.pk, lot.pk))
    assertContains(page, "Ik haal deze persoon weg", count=2)
    her.post(at("circle_removal", who.circle.pk, lot.pk))
    assert CircleMember.objects.get(pk=lot.pk).left_at is not None
    assert logged_in(who.researcher).get(at("circle", who.circle.pk)).status_code == 404


def test_someone_of_another_group_is_not_taken_out_through_this_one() -> None:
    who, other = group(), group()
    theirs = other.circle.members.get(person=other.researcher)
    answer = logged_in(who.trainer).post(at("circle_removal", who.circle.pk, theirs.pk))
    assert answer.status_code == 404
    assert CircleMember.objects.get(pk=theirs.pk).left_at is None


def test_the_page_says_so_when_there_are_not_two_coaches() -> None:
    lonely = group(coaches=1)
    assertContains(logged_in(lonely.writer).get(at("circle", lonely.circle.pk)), "nog geen twee coaches")
    assertContains(logged_in(lonely.trainer).get(at("circle_people", lonely.circle.pk)), "nog 1 coach nodig")


def test_one_button_begins_a_draft_and_the_same_form_twice_begins_one() -> None:
    who = group()
    her = logged_in(who.writer)
    key = her.get(at("circle", who.circle.pk)).context["key"]
    for _time in range(2):
        answer = her.post(at("circle_case", who.circle.pk), {"key": str(key)})
        assert answer.headers["Location"] == f"/gesprekken/concepten/{key}/"
    assert RawDraft.objects.get().writer == who.writer
    assertContains(her.get(at("circles")), f"/gesprekken/concepten/{key}/")
    assertNotContains(logged_in(who.trainer).get(at("circles")), str(key))


def test_a_key_that_is_none_begins_nothing() -> None:
    who = group()
    for key in ("", "x", f"{uuid4()}x"):
        assert logged_in(who.writer).post(at("circle_case", who.circle.pk), {"key": key}).status_code == 400
    assert not RawDraft.objects.exists()


def test_two_dialogues_of_one_day_have_two_names_that_say_no_more_than_the_day(figures: None) -> None:
    prepare()
    who = group(professionals=2)
    earlier, first, second = (dialogue(who) for _number in range(3))
    Dialogue.objects.filter(pk=earlier.pk).update(opened_at=timezone.now() - timedelta(days=3))
    page = logged_in(who.trainer).get(at("circle", who.circle.pk)).content.decode()
    today, before = saying.day(timezone.now()), saying.day(timezone.now() - timedelta(days=3))
    # Who may not read the cases yet knows them by their day.
    other = logged_in(who.professionals[1]).get(at("circle", who.circle.pk)).content.decode()
    headings = re.findall(r"<h3>(Gesprek [^<]*)</h3>", other)
    assert headings == [f"Gesprek 2 van {today}", f"Gesprek 1 van {today}", f"Gesprek van {before}"]
    assert len(set(re.findall(r'<span class="visually-hidden">: ([^<]*Gesprek [^<]*)</span>', page))) == 3
    assert page.index(at("course", second.pk)) < page.index(at("course", first.pk))
