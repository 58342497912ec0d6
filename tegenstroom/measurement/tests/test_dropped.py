"""A group that is dropped or closed while someone writes something of it: a sentence says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.measurement import access, codes
from tegenstroom.measurement.actions import answering, closing, consents, groups, inviting, paper
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.models import Consent, Invitation, MeasuredGroup, Participant
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.tests.factories import begun, invited, measured, project
from tegenstroom.measurement.views import answering as pages

pytestmark = pytest.mark.django_db

type After = Callable[[Any, str, Callable[[], object]], None]


def at(name: str, *args: object) -> str:
    return reverse(f"measurement:{name}", args=args)


@pytest.fixture
def made() -> MeasuredGroup:
    return project(1)


@pytest.fixture
def invitation(made: MeasuredGroup) -> Invitation:
    [found] = invited(measured(made))
    return found


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> After:
    """Let something happen right after a function looked, and before its caller goes on."""

    def patch(where: Any, name: str, happens: Callable[[], object]) -> None:
        looks = getattr(where, name)

        def looked(*args: object, **named: object) -> object:
            found = looks(*args, **named)
            happens()
            return found

        monkeypatch.setattr(where, name, looked)

    return patch


def drop(made: MeasuredGroup) -> Callable[[], object]:
    return lambda: groups.remove(group=MeasuredGroup.objects.get(pk=made.pk), by=PersonFactory())


def close(made: MeasuredGroup) -> Callable[[], object]:
    return lambda: closing.close(group=made, by=PersonFactory())


def test_a_sheet_of_a_group_that_was_dropped_is_not_kept_and_what_was_typed_stands(
    desk: Client, made: MeasuredGroup, invitation: Invitation, after: After
) -> None:
    code = codes.code_of(invitation.participant)
    after(access, "wave_at_desk", drop(made))
    page = desk.post(at("desk_typing", invitation.wave_id), {"code": code, "group": "on", "q_vrij": "4"})
    assertContains(page, "Iemand heeft deze groep net weggehaald")
    assertContains(page, 'value="4"')
    assertContains(page, code)
    assertContains(page, at("desk_groups"))
    assert not Consent.objects.exists()


def test_a_sheet_that_is_sent_after_its_group_went_is_read_back_to_the_desk_alone(
    desk: Client, client: Client, made: MeasuredGroup, invitation: Invitation
) -> None:
    code, url = codes.code_of(invitation.participant), at("desk_typing", invitation.wave_id)
    groups.remove(group=made, by=PersonFactory())
    typed = {"code": code, "group": "on", "q_vrij": "4", "q_moe": ""}
    page = desk.post(url, typed)
    assertContains(page, "Dit blad hoort nergens meer bij", status_code=404)
    assertContains(page, code, status_code=404)
    assertContains(page, "<dd>4</dd>", status_code=404)
    assertContains(page, "<dd>het verslag van deze groep</dd>", status_code=404)
    assert desk.get(url).status_code == 404
    client.force_login(PersonFactory())
    assert code not in client.post(url, typed).content.decode()


def test_a_sheet_that_is_kept_first_keeps_its_group(invitation: Invitation, made: MeasuredGroup) -> None:
    code = codes.code_of(invitation.participant)
    typed = {"purposes": [Purpose.GROUP], "answers": {"vrij": 4}, "language": "nl"}
    paper.enter(wave=invitation.wave, code=code, by=PersonFactory(), **typed)  # type: ignore[arg-type]
    with pytest.raises(groups.GroupError):
        groups.remove(group=made, by=PersonFactory())


def test_a_yes_to_what_was_dropped_meanwhile_leads_to_a_page_that_says_so(
    client: Client, made: MeasuredGroup, invitation: Invitation, after: After
) -> None:
    url = at("begin", own_token(invitation))
    after(pages, "door_of", drop(made))
    answer = client.post(url, {"group": "on", "read": "herself"})
    assertRedirects(answer, url, fetch_redirect_response=False)


def test_a_whole_link_of_what_is_asked_no_more_says_that_she_need_not_do_anything(
    client: Client, made: MeasuredGroup, invitation: Invitation
) -> None:
    groups.remove(group=made, by=PersonFactory())
    for token in (own_token(invitation), paper_token(invitation)):
        assertContains(client.get(at("begin", token)), "We vragen je dit niet meer.", status_code=404)


def test_taking_back_what_went_with_its_group_finds_nothing(made: MeasuredGroup, invitation: Invitation) -> None:
    measurement, code_hash = invitation.wave.measurement, answering.sheet_hash(invitation)
    groups.remove(group=made, by=PersonFactory())
    assert not consents.take_back(measurement=measurement, code_hash=code_hash, purpose=Purpose.GROUP)
    assert consents.take_all_back(measurement=measurement, code_hash=code_hash) == 0


def test_in_a_group_that_is_closed_half_way_she_reads_that_she_cannot_answer(
    client: Client, made: MeasuredGroup, invitation: Invitation
) -> None:
    begun(invitation)
    token = own_token(invitation)
    client.post(at("question", token, 1), {"answer": "4", "go": "on"})
    closing.close(group=made, by=PersonFactory())
    answer = client.post(at("question", token, 2), {"answer": "4", "go": "on"}, follow=True)
    assertContains(answer, "Nu kan je niet antwoorden")
    assertContains(client.post(at("finish", token), follow=True), "Nu kan je niet antwoorden")


@pytest.mark.parametrize("is_dropped", [True, False])
def test_a_guest_does_not_come_in_a_measurement_that_was_dropped_or_stopped(
    desk: Client, made: MeasuredGroup, invitation: Invitation, after: After, is_dropped: bool
) -> None:
    found = invitation.wave.measurement
    after(access, "measurement_at_desk", (drop if is_dropped else close)(made))
    page = desk.post(at("desk_guest", found.pk), {"name": "Gerda", "language": "nl"})
    assertContains(page, "Deze persoon doet niet mee.")
    assert not Participant.objects.filter(guest_name="Gerda").exists()


def test_other_days_for_a_round_that_was_dropped_are_not_kept(
    desk: Client, made: MeasuredGroup, invitation: Invitation, after: After
) -> None:
    after(access, "wave_at_desk", drop(made))
    days = {"opens_on": timezone.localdate(), "closes_on": timezone.localdate() + timedelta(days=3)}
    assertContains(desk.post(at("desk_wave", invitation.wave_id), days), "Iemand heeft deze groep net weggehaald")


def test_nothing_is_added_to_a_group_that_was_dropped(desk: Client, made: MeasuredGroup, after: After) -> None:
    after(access, "open_project_at_desk", drop(made))
    answer = desk.post(at("desk_group_people", made.pk), {"person": PersonFactory().pk}, follow=True)
    assertContains(answer, "Iemand heeft deze groep net weggehaald")


@pytest.mark.parametrize("is_dropped", [True, False])
def test_a_change_of_a_group_that_was_dropped_or_closed_is_refused_and_what_was_typed_stands(
    desk: Client, made: MeasuredGroup, after: After, is_dropped: bool
) -> None:
    after(access, "open_group_at_desk", (drop if is_dropped else close)(made))
    page = desk.post(at("desk_group_change", made.pk), {"name": "Buurtwerk Zuid"})
    assertContains(page, "Iemand heeft deze groep net weggehaald" if is_dropped else "Deze groep is afgesloten")
    assertContains(page, "Buurtwerk Zuid")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_group_that_is_dropped_while_letters_go_keeps_no_other_letter_waiting(after: After) -> None:
    made, other = project(1, name="Gaat weg"), project(1)
    measured(made)
    second = measured(other)
    still = [drop(made)]
    after(inviting, "_people", lambda: still and still.pop()())
    inviting.invite_due(timezone.localtime().replace(hour=12))
    assert not MeasuredGroup.objects.filter(pk=made.pk).exists()
    assert Invitation.objects.filter(wave__measurement=second).count() == 1
