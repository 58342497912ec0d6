"""The desk: planning, who was asked, sheets on paper, typing over. Nothing of what someone answered."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.measurement import codes
from tegenstroom.measurement.models import Consent, Invitation, Measurement, Participant, Sheet
from tegenstroom.measurement.rules.consent import How, Read
from tegenstroom.measurement.tests.factories import (
    answered,
    begun,
    group,
    invited,
    measurement,
    prepare,
    version,
    wave_of,
)
from tegenstroom.training.tests.factories import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def desk(client: Client, vera: Person) -> Client:
    client.force_login(vera)
    return client


def at(name: str, pk: object) -> str:
    return reverse(f"measurement:desk_{name}", args=[pk])


def on_paper(found: Measurement) -> Invitation:
    """Someone of the group without mail, asked in the first round."""
    someone = PersonFactory(email=None, reached_by=Letter.Channel.PAPER)
    EnrolmentFactory(edition=found.edition, person=someone)
    return next(row for row in invited(found) if row.participant.person == someone)


def test_three_rounds_are_planned_with_the_days_that_were_proposed(desk: Client) -> None:
    prepare()
    edition, row = group(1), version()
    page = desk.get(at("plan", edition.pk))
    assertContains(page, f'value="{edition.ends_on.isoformat()}"')
    initial = {name: field.initial for name, field in page.context["form"].fields.items() if field.initial}
    answer = desk.post(at("plan", edition.pk), {**initial, "version": row.pk, "asks_research": "on"})
    made = Measurement.objects.get()
    assertRedirects(answer, at("measurement", made.pk))
    assert [wave.moment for wave in made.waves.in_order()] == ["before", "end", "later"]
    assert (made.asks_research, made.asks_norms) == (True, False)
    assertContains(desk.get(at("of_edition", edition.pk)), row.title)
    assertContains(desk.get(reverse("training:desk_edition", args=[edition.pk])), at("of_edition", edition.pk))


def test_days_that_cannot_be_are_said_at_the_form(desk: Client) -> None:
    prepare()
    edition, row, today = group(0), version(), timezone.localdate()
    half = desk.post(at("plan", edition.pk), {"version": row.pk, "end_opens": today})
    assertContains(half, "Geef deze ronde twee dagen, of geen enkele.")
    assertContains(desk.post(at("plan", edition.pk), {"version": row.pk}), "Er is nog geen ronde.")
    past = today - timedelta(days=1)
    turned = desk.post(at("plan", edition.pk), {"version": row.pk, "end_opens": today, "end_closes": past})
    assertContains(turned, "De laatste dag valt vóór de eerste dag.")
    over = desk.post(at("plan", edition.pk), {"version": row.pk, "end_opens": past, "end_closes": past})
    assertContains(over, "Deze dag is al voorbij.")
    days = {"end_opens": today, "end_closes": today, "later_opens": today, "later_closes": today}
    assertContains(desk.post(at("plan", edition.pk), {"version": row.pk, **days}), "Twee rondes lopen tegelijk")
    assert not Measurement.objects.exists()


def test_a_round_before_the_start_that_is_planned_after_it_is_warned_of(desk: Client) -> None:
    prepare()
    edition, row = group(0), version()
    first = edition.starts_on
    days = {"version": row.pk, "before_opens": first, "before_closes": first + timedelta(days=9)}
    warned = desk.post(at("plan", edition.pk), days, follow=True)
    assertContains(warned, "loopt nog na de eerste dag")
    wave = Measurement.objects.get().waves.get()
    days = {"opens_on": first - timedelta(days=3), "closes_on": first}
    assertNotContains(desk.post(at("wave", wave.pk), days, follow=True), "loopt nog na de eerste dag")


def test_the_desk_finds_all_measurements_in_one_list_by_how_far_they_are(desk: Client) -> None:
    page = reverse("measurement:desk_measurements")
    assertContains(desk.get(page), "Er is nog niets gemeten.")
    runs, planned, over = measurement(0), measurement(0, begins=5), measurement(0)
    over.waves.update(opens_on="2020-01-01", closes_on="2020-01-02")
    found = desk.get(page).content.decode()
    places = [found.index(word) for word in ("Dit loopt nu", "Dit komt nog", "Dit is voorbij")]
    links = [found.index(at("measurement", each.pk)) for each in (runs, planned, over)]
    assert sorted([*places, *links]) == [each for pair in zip(places, links, strict=True) for each in pair]
    assertContains(desk.get(reverse("training:desk")), page)


def test_one_who_answered_is_one(desk: Client) -> None:
    found = measurement(1)
    answered(invited(found)[0], {"vrij": 5, "sterk": 5})
    assertContains(desk.get(at("measurement", found.pk)), "1 van 1 antwoordde.")


def test_who_did_not_answer_is_named_and_nothing_of_what_was_answered_is(desk: Client) -> None:
    found = measurement(2)
    first, second = invited(found)
    answered(first, {"vrij": 5, "sterk": 5})
    page = desk.get(at("measurement", found.pk))
    assertContains(page, "1 van 2 antwoordde.")
    assertContains(page, second.participant.person.name)
    assertNotContains(page, first.participant.person.name)
    for words in ("altijd", "Ik voel me", codes.code_of(first.participant), Sheet.objects.get().code_hash):
        assertNotContains(page, words)


def test_a_guest_and_other_days_and_the_end(desk: Client) -> None:
    found = measurement(0)
    assertContains(desk.post(at("guest", found.pk), {"language": "nl"}), "Dit is nog leeg.")
    desk.post(at("guest", found.pk), {"name": "Gerda", "language": "nl"})
    assertContains(desk.get(at("measurement", found.pk)), "Gerda")
    wave = wave_of(found)
    later = wave.closes_on + timedelta(days=1)
    desk.post(at("wave", wave.pk), {"opens_on": wave.opens_on, "closes_on": later})
    wave.refresh_from_db()
    assert wave.closes_on == later
    turned = desk.post(at("wave", wave.pk), {"opens_on": later, "closes_on": wave.opens_on})
    assertContains(turned, "eindigt voor ze begint")
    assertContains(desk.get(at("ending", found.pk)), "Dit kan je niet terugdraaien.")
    desk.post(at("ending", found.pk))
    assertContains(desk.get(at("measurement", found.pk)), "Gestopt op")


def test_nobody_joins_after_the_last_round(desk: Client) -> None:
    found = measurement(0)
    desk.post(at("guest", found.pk), {"name": "Gerda", "language": "nl"})
    assertContains(desk.get(at("measurement", found.pk)), "Iemand zonder account doet mee")
    found.waves.update(opens_on="2020-01-01", closes_on="2020-01-02")
    over = desk.get(at("measurement", found.pk))
    assertContains(over, "Gerda")
    assertNotContains(over, "Iemand zonder account doet mee")


def test_a_sheet_on_paper_bears_a_code_large_letters_and_no_name(desk: Client) -> None:
    found = measurement(1)
    invitation = on_paper(found)
    letter = Letter.objects.get(person=invitation.participant.person_id, kind="measurement")
    paper = PdfReader(BytesIO(letter.attachments.get().content))
    words = " ".join(page.extract_text() for page in paper.pages)
    assert codes.code_of(invitation.participant) in words
    assert "Ik voel me vrij." in words
    assert "Alleen als je bij vraag 3 dit koos: 4, 5." in words
    assert invitation.participant.person.given_name not in words
    assert codes.code_of(invitation.participant) not in letter.body
    again = desk.get(at("paper", invitation.wave_id))
    assert again.headers["Content-Type"] == "application/pdf"
    assert codes.code_of(invitation.participant) in PdfReader(BytesIO(again.content)).pages[0].extract_text()


def test_without_anyone_on_paper_there_is_nothing_to_print(desk: Client) -> None:
    [invitation] = invited(measurement(1))
    assert desk.get(at("paper", invitation.wave_id)).status_code == 404


def digits(code: str, *, yes: bool = True, **typed: object) -> dict[str, object]:
    return {
        "code": code,
        **({"group": "on"} if yes else {}),
        **{f"q_{key}": value for key, value in typed.items()},
    }


def test_a_sheet_is_typed_over_by_its_code(desk: Client, vera: Person) -> None:
    found = measurement(0)
    invitation = on_paper(found)
    url, code = at("typing", invitation.wave_id), codes.code_of(invitation.participant)
    assertContains(desk.get(url), "autofocus")
    assertRedirects(desk.post(url, digits(code.lower(), vrij=4, moe=2)), url)
    sheet = Sheet.objects.get()
    assert (sheet.answers, sheet.finished, sheet.how) == ({"vrij": 4, "moe": 2}, True, How.PAPER)
    assert Consent.objects.get().read == Read.PAPER
    assert Invitation.objects.get(pk=invitation.pk).done
    assert AuditEvent.objects.filter(verb="measurement.enter_paper", actor=vera.pk).count() == 1


def test_what_is_wrong_is_said_where_it_stands(desk: Client) -> None:
    found = measurement(0)
    invitation = on_paper(found)
    url, code = at("typing", invitation.wave_id), codes.code_of(invitation.participant)
    page = desk.post(url, digits(code, vrij=7, sterk="x", moe=1, slaap=3))
    assertContains(page, "Vraag 1: dit antwoord bestaat niet. Het kan zijn: 1, 2, 3, 4, 5, 9.")
    assertContains(page, "Vraag 2: dit antwoord bestaat niet.")
    assertContains(page, ">Vraag 1</a>: dit antwoord bestaat niet.")
    assertContains(page, "Deze vraag hoort hier leeg te zijn")
    assertContains(page, 'value="7"')
    assertContains(desk.post(url, digits("2222-2222-2222", vrij=1)), "Niemand in deze meting heeft deze code.")
    assertContains(desk.post(url, digits(code[:-1], vrij=1)), "Deze code klopt niet.")
    assertContains(desk.post(url, digits(code, yes=False, vrij=1)), "Op dit blad staat nergens ja.")
    assert not Sheet.objects.exists()


def test_a_second_sheet_for_the_same_code_is_named_and_changes_nothing(desk: Client) -> None:
    found = measurement(0)
    invitation = on_paper(found)
    url, code = at("typing", invitation.wave_id), codes.code_of(invitation.participant)
    desk.post(url, digits(code, vrij=4))
    assertContains(desk.post(url, digits(code, vrij=1)), "Voor deze code is er in deze ronde al een blad.")
    assert Sheet.objects.get().answers == {"vrij": 4}


def test_what_she_began_on_a_screen_stands_where_the_paper_is_empty(desk: Client) -> None:
    found = measurement(0)
    invitation = on_paper(found)
    sheet = begun(invitation)
    Sheet.objects.filter(pk=sheet.pk).update(answers={"vrij": 4, "sterk": 1})
    desk.post(at("typing", invitation.wave_id), digits(codes.code_of(invitation.participant), yes=False, sterk=5))
    sheet.refresh_from_db()
    assert sheet.answers == {"vrij": 4, "sterk": 5}


def test_a_guest_on_paper_has_a_code_too(desk: Client) -> None:
    found = measurement(0)
    desk.post(at("guest", found.pk), {"name": "Georges", "language": "fr"})
    [invitation] = invited(found)
    code = codes.code_of(Participant.objects.select_related("measurement").get())
    desk.post(at("typing", invitation.wave_id), digits(code, vrij=2))
    assert Sheet.objects.get().answers == {"vrij": 2}
