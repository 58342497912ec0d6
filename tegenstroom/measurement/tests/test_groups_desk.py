"""Projects and tracks at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.measurement.models import GroupMember, Invitation, MeasuredGroup, Measurement, Sheet
from tegenstroom.measurement.tests.factories import (
    answered,
    group,
    invited,
    measured,
    measurement,
    prepare,
    project,
    track,
    version,
)
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(f"measurement:{name}", args=args)


@pytest.mark.slow
def test_a_project_is_made_filled_and_measured_without_scripts(desk: Client) -> None:
    prepare()
    row, nele = version(), PersonFactory(given_name="Nele", family_name="Noordx")
    assertContains(desk.get(at("desk_groups")), "Er is nog geen project")
    desk.post(at("desk_project"), {"name": "Buurtwerk Noord"})
    made = MeasuredGroup.objects.get()
    assertContains(desk.get(at("desk_groups")), "Buurtwerk Noord")
    assertContains(desk.get(at("desk_group", made.pk), {"zoek": "nele"}), "Nele Noordx")
    assertContains(desk.get(at("desk_group", made.pk), {"zoek": "niemandal"}), "Niemand gevonden")
    assertRedirects(desk.post(at("desk_group_people", made.pk), {"person": nele.pk}), at("desk_group", made.pk))
    assertContains(desk.get(at("desk_group", made.pk)), "1 persoon doet mee")
    page = desk.get(at("desk_group_plan", made.pk))
    assertContains(page, "Vandaag is dat 1 persoon.")
    assertContains(page, "Nele Noordx")
    assert not [field.initial for field in page.context["form"].fields.values() if field.initial]
    today = timezone.localdate()
    assertContains(desk.post(at("desk_group_plan", made.pk), {"version": row.pk}), "Er is nog geen ronde.")
    desk.post(at("desk_group_plan", made.pk), {"version": row.pk, "before_opens": today, "before_closes": today})
    found = Measurement.objects.get()
    assertContains(desk.get(at("desk_measurement", found.pk)), "Buurtwerk Noord")
    assertContains(desk.get(at("desk_group", made.pk)), row.title)
    assertContains(desk.get(at("desk_wave", found.waves.get().pk)), "Buurtwerk Noord")
    assertContains(desk.get(at("report", found.pk)), "Buurtwerk Noord")
    assertRedirects(desk.post(at("desk_ending", found.pk)), at("desk_group", made.pk))


def test_someone_is_taken_out_of_a_project_after_a_page_that_says_what_follows(desk: Client) -> None:
    made = project(1)
    member = made.members.get()
    assertContains(desk.get(at("desk_group_removal", member.pk)), member.person.name)
    desk.post(at("desk_group_removal", member.pk))
    assertNotContains(desk.get(at("desk_group", made.pk)), at("desk_group_removal", member.pk))
    assert not GroupMember.objects.exists()


def test_nobody_is_put_in_a_project_who_is_not_there_or_in_a_track(desk: Client) -> None:
    made, person = project(0), PersonFactory()
    for number in ("", "x", 10**9, PersonFactory(is_active=False).pk):
        answer = desk.post(at("desk_group_people", made.pk), {"person": number}, follow=True)
        assertContains(answer, "Deze persoon vinden we niet.")
    other = track(group(0), group(0))
    assert desk.post(at("desk_group_people", other.pk), {"person": person.pk}).status_code == 404
    assert not GroupMember.objects.exists()


def test_a_track_holds_at_least_two_editions(desk: Client) -> None:
    one, other = group(1), group(1)
    page = desk.post(at("desk_track"), {"name": "Een jaar samen", "editions": [one.pk]})
    assertContains(page, "Een traject heeft minstens twee vormingen.")
    desk.post(at("desk_track"), {"name": "Een jaar samen", "editions": [one.pk, other.pk]})
    made = MeasuredGroup.objects.get()
    assert set(made.editions.all()) == {one, other}
    prepare()
    assertContains(desk.get(at("desk_group", made.pk)), one.version.title)
    assertContains(desk.get(at("desk_group_plan", made.pk)), f'value="{one.starts_on.isoformat()}"')


def test_in_the_list_of_her_measurements_a_project_has_its_name(client: Client) -> None:
    person = PersonFactory()
    invited(measured(project(0, of=[person], name="Buurtwerk Noord")))
    measurement(0)
    client.force_login(person)
    assertContains(client.get(at("mine")), "Buurtwerk Noord")


def test_a_track_gets_another_name_and_one_more_edition(desk: Client) -> None:
    one, other, third = group(1), group(1), group(1)
    made = track(one, other)
    url = at("desk_group_change", made.pk)
    assertContains(desk.get(url), 'value="Een jaar samen"')
    editions = [one.pk, other.pk, third.pk]
    assertRedirects(desk.post(url, {"name": "Samen verder", "editions": editions}), at("desk_group", made.pk))
    invited(measured(made))
    answered(Invitation.objects.select_related("participant", "wave__measurement__version").earliest("pk"))
    answer = desk.post(url, {"name": "Twee", "editions": editions[:2]})
    assertContains(answer, "In dit traject antwoordde al iemand.")
    assertContains(answer, "Wat al gemeten is, houdt de mensen van toen.")
    made.refresh_from_db()
    assert (made.name, made.editions.count()) == ("Samen verder", 3)


def test_what_was_over_long_ago_is_offered_only_to_the_track_that_holds_it(desk: Client) -> None:
    prepare()
    today = timezone.localdate()
    old, recent, undated = (EditionFactory(days=days) for days in ((), (), ()))
    Edition.objects.filter(pk=old.pk).update(
        starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=366)
    )
    Edition.objects.filter(pk=recent.pk).update(
        starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=365)
    )
    offered = set(desk.get(at("desk_track")).context["form"].fields["editions"].queryset)
    assert offered == {recent, undated}
    made = track(old, recent)
    kept = set(desk.get(at("desk_group_change", made.pk)).context["form"].fields["editions"].queryset)
    assert kept == {old, recent, undated}


def test_an_edition_of_a_track_that_was_called_off_can_stay_in_it(desk: Client) -> None:
    one, off = group(1), group(1)
    made = track(one, off)
    type(off).objects.filter(pk=off.pk).update(state=EditionState.CANCELLED)
    desk.post(at("desk_group_change", made.pk), {"name": "Anders", "editions": [one.pk, off.pk]})
    made.refresh_from_db()
    assert (made.name, made.editions.count()) == ("Anders", 2)


def test_a_project_goes_after_a_page_that_says_what_goes_along(desk: Client) -> None:
    made = project(1, name="Buurtwerk Noord")
    found = measured(made, begins=5)
    url = at("desk_group_ending", made.pk)
    assertContains(desk.get(url), found.version.title)
    assertContains(desk.post(url, follow=True), "“Buurtwerk Noord” is weg.")
    assert not MeasuredGroup.objects.exists()


def test_a_project_that_was_measured_stays_and_is_closed_instead(desk: Client) -> None:
    found = measured(project(2))
    first, _second = invited(found)
    url = at("desk_group_ending", found.group_id)
    assertContains(desk.get(url), "2 mensen kregen al een brief.")
    answered(first)
    assertContains(desk.get(url), "Deze metingen stoppen dan:")
    assertContains(desk.post(url), "Dat kan niet meer. Iemand antwoordde al of begon eraan.")
    assertContains(desk.post(at("desk_group_closing", found.group_id), follow=True), "is afgesloten.")
    assertContains(desk.get(url), "Deze groep is afgesloten sinds")
    assertContains(desk.get(at("desk_groups")), "Afgesloten")
    page = desk.get(at("desk_group", found.group_id), {"zoek": "a"})
    for name in ("desk_group_plan", "desk_group_change", "desk_group_people", "desk_group_ending"):
        assertNotContains(page, at(name, found.group_id))
    for name in ("desk_group_plan", "desk_group_change"):
        assert desk.get(at(name, found.group_id)).status_code == 404
    assert Sheet.objects.exists()


def test_the_page_of_a_project_says_how_many_answered(desk: Client) -> None:
    found = measured(project(2))
    invited(found)
    assertContains(desk.get(at("desk_group", found.group_id)), "0 van 2 antwoordden")


def test_of_a_track_that_began_no_round_is_proposed_that_is_over(desk: Client) -> None:
    prepare()
    one, other = group(1), group(1)
    today = timezone.localdate()
    type(one).objects.update(starts_on=today - timedelta(days=50), ends_on=today + timedelta(days=20))
    page = desk.get(at("desk_group_plan", track(one, other).pk))
    given = [name for name, field in page.context["form"].fields.items() if field.initial]
    assert given == ["end_opens", "end_closes", "later_opens", "later_closes"]
