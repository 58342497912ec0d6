"""Saying no with one button: no letter follows, nothing else is kept, and nobody sees who it was."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.measurement.access import asked_of
from tegenstroom.measurement.actions import inviting
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.models import Consent, Invitation, Sheet, Wave
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import answered, invited, measurement

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    [found] = invited(measurement(1))
    return found


def at(name: str, token: str) -> str:
    return reverse(f"measurement:{name}", args=[token])


def reminded(days: int = 7) -> int:
    return inviting.remind_due(timezone.localtime().replace(hour=12) + timedelta(days=days))


def test_her_letter_and_her_first_page_offer_it(client: Client, invitation: Invitation) -> None:
    assert "met één knop: “Ik doe niet mee”" in Letter.objects.get(kind="measurement").body
    assertContains(client.get(at("begin", own_token(invitation))), ">Ik doe niet mee</button>")
    unticked = client.post(at("begin", own_token(invitation)), {"read": "herself"})
    assertContains(unticked, ">Ik doe niet mee</button>")


@pytest.mark.parametrize("token_of", [own_token, paper_token], ids=["her mail", "paper"])
def test_no_reminder_follows_and_nothing_else_is_kept(client: Client, invitation: Invitation, token_of) -> None:
    events = AuditEvent.objects.count()
    page = client.post(at("not_now", token_of(invitation)))
    assertContains(page, "Over deze ronde sturen we je geen brieven meer.")
    assert reminded() == 0
    assert not Sheet.objects.exists()
    assert not Consent.objects.exists()
    assert AuditEvent.objects.count() == events
    invitation.refresh_from_db()
    assert (invitation.done, invitation.reminders) == (False, 0)


def test_the_desk_counts_her_as_before_and_does_not_see_that_she_said_no(
    desk: Client, invitation: Invitation
) -> None:
    page = reverse("measurement:desk_measurement", args=[invitation.wave.measurement_id])
    told = main_of(desk.get(page))
    assert "0 van 1 antwoordden." in told
    Client().post(at("not_now", own_token(invitation)))
    assert main_of(desk.get(page)) == told
    # What was printed may lie at the desk.
    printed = paper_token(invitation)
    assertNotContains(desk.get(at("begin", printed)), "Je zei dat je niet meedoet.")
    assertRedirects(desk.get(at("not_now", printed)), at("begin", printed))


def main_of(page) -> str:
    """What stands on the page, without the token of its forms."""
    said = page.content.decode()
    said = said[said.index("<main") : said.index("</main>")]
    return "".join(part for part in said.split("<") if "csrfmiddlewaretoken" not in part)


def test_she_changes_her_mind_by_the_same_link(client: Client, invitation: Invitation) -> None:
    token, person = own_token(invitation), invitation.participant.person
    client.post(at("not_now", token))
    assert asked_of(person) == (0, 1)
    assertContains(client.get(at("begin", token)), "Je kan hier nog van gedacht veranderen.")
    client.post(at("begin", token), {"read": "herself", "group": "on"})
    assert asked_of(person) == (1, 1)
    assert Sheet.objects.count() == 1
    # Whoever began and stops half-way is reminded again.
    assert reminded() == 1


def test_who_took_her_answers_back_reads_that_behind_her_link(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    answered(invitation)
    client.post(at("taking_back", token))
    page = client.get(at("begin", token))
    assertContains(page, "Je nam je antwoorden terug.")
    assertNotContains(page, ">Ik doe niet mee</button>")
    # A link on paper may be in the hands of the desk.
    assertNotContains(client.get(at("begin", paper_token(invitation))), "Je nam je antwoorden terug.")


def test_logged_in_she_finds_her_way_back_from_her_result(client: Client, invitation: Invitation) -> None:
    answered(invitation)
    result, back = at("result", own_token(invitation)), reverse("measurement:mine")
    assertNotContains(client.get(result), back)
    client.force_login(PersonFactory())
    assertNotContains(client.get(result), back)
    client.force_login(invitation.participant.person)
    assertContains(client.get(result), back)


def test_logged_in_she_stops_and_goes_back_to_her_own_page(client: Client, invitation: Invitation) -> None:
    stopped, back = at("stopped", own_token(invitation)), f'href="{reverse("measurement:mine")}"'
    assertNotContains(client.get(stopped), back)
    client.force_login(PersonFactory())
    assertNotContains(client.get(stopped), back)
    client.force_login(invitation.participant.person)
    assertContains(client.get(stopped), back, 1)
    # Who handed in from paper has that way already.
    answered(invitation)
    assertContains(client.get(at("begin", paper_token(invitation))), back, 1)


def test_one_yes_has_one_way_back(client: Client, invitation: Invitation) -> None:
    answered(invitation)
    page = client.get(at("uses", own_token(invitation)))
    assertContains(page, "Neem je dit terug?")
    assertContains(page, "Ik neem mijn antwoorden terug", 1)
    assertNotContains(page, "Ik neem dit terug")


def test_it_is_about_this_round_alone(client: Client, invitation: Invitation) -> None:
    client.post(at("not_now", own_token(invitation)))
    [later] = invited(invitation.wave.measurement, Moment.END)
    assert not later.left_alone
    assert Letter.objects.filter(kind="measurement").count() == 2


def test_whoever_answered_or_comes_too_late_says_no_to_nothing(client: Client, invitation: Invitation) -> None:
    token = own_token(invitation)
    answered(invitation)
    assertRedirects(client.post(at("not_now", token)), at("begin", token), fetch_redirect_response=False)
    Invitation.objects.update(done=False)
    Sheet.objects.all().delete()
    Wave.objects.update(
        opens_on=timezone.localdate() - timedelta(days=9), closes_on=timezone.localdate() - timedelta(days=1)
    )
    assertRedirects(client.post(at("not_now", token)), at("begin", token))
    assert not Invitation.objects.get().left_alone
