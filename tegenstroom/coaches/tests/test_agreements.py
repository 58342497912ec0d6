"""What we promise each other: a text in versions, a paper twice the same, and a signature with a day."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import agreements, profiles
from tegenstroom.coaches.models import Agreement, AgreementText, CoachProfile
from tegenstroom.coaches.papers.agreements import agreement_pdf
from tegenstroom.coaches.rules.agreements import Problem, RefusedError, against_ending, against_signing
from tegenstroom.coaches.rules.profiles import Status, Terms
from tegenstroom.coaches.tests.factories import AgreementFactory, AgreementTextFactory, ProfileFactory
from tegenstroom.engines.plain_language import COACH, assess

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(db: None) -> Person:
    return PersonFactory(roles=[COORDINATOR], given_name="Bea", family_name="Bureaumans")


@pytest.fixture
def office(client: Client, coordinator: Person) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def someone(db: None) -> Person:
    """A coach who signed nothing yet."""
    person: Person = ProfileFactory(person__given_name="Cas", person__family_name="Coachmans").person
    return person


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


# --- rules


@given(DAYS, DAYS, st.none() | DAYS)
def test_nobody_signs_on_a_day_to_come_or_before_the_last_time(on: date, today: date, last: date | None) -> None:
    problem = against_signing(on=on, today=today, signed_on=None, ended_on=None, last_signed_on=last)
    assert (problem is None) == (on <= today and (last is None or on >= last))


@given(DAYS, DAYS, DAYS)
def test_nothing_ends_before_it_began_or_on_a_day_to_come(on: date, today: date, signed: date) -> None:
    problem = against_ending(on=on, today=today, signed_on=signed, ended_on=None)
    assert (problem is None) == (signed <= on <= today)


def test_a_paper_is_signed_once_and_ended_once() -> None:
    day = date(2026, 1, 5)
    done = {"on": day, "today": day, "signed_on": day}
    assert against_signing(**done, ended_on=None, last_signed_on=None) is Problem.ALREADY_SIGNED
    assert against_signing(**done, ended_on=day, last_signed_on=None) is Problem.ENDED
    assert against_ending(**done, ended_on=day) is Problem.ENDED
    assert against_ending(on=day, today=day, signed_on=None, ended_on=None) is Problem.NOT_SIGNED


# --- the text


def test_the_first_text_is_plain_and_a_draft_that_someone_must_read(db: None) -> None:
    call_command("load_agreement", verbosity=0)
    call_command("load_agreement", verbosity=0)
    assert sorted(AgreementText.objects.values_list("terms", "number")) == [("paid", 1), ("volunteer", 1)]
    for text in AgreementText.objects.all():
        assert text.published_at is None
        for heading, words in text.chapters:
            assert assess(words, COACH).holds, heading


def test_nobody_can_sign_before_the_network_read_the_text(someone: Person, coordinator: Person) -> None:
    agreements.load_text()
    with pytest.raises(RefusedError) as refused:
        agreements.make(coach=someone, by=coordinator)
    assert refused.value.problem is Problem.NO_TEXT
    agreements.publish_text(text=AgreementText.objects.get(terms=Terms.PAID), by=coordinator)
    with pytest.raises(RefusedError):
        agreements.make(coach=someone, by=coordinator)
    agreements.publish_text(text=AgreementText.objects.get(terms=Terms.VOLUNTEER), by=coordinator)
    assert agreements.make(coach=someone, by=coordinator).text.number == 1


def test_a_published_text_never_changes_and_a_new_one_begins_as_the_last(coordinator: Person) -> None:
    first = AgreementTextFactory(aim="Samen leren.")
    with pytest.raises(agreements.PublishedError):
        agreements.write_text(text=first, by=coordinator, aim="Anders.")
    with pytest.raises(agreements.PublishedError):
        agreements.publish_text(text=first, by=coordinator)
    draft = agreements.draft_text(by=coordinator)
    assert (draft.number, draft.aim) == (2, "Samen leren.")
    assert agreements.draft_text(by=coordinator) == draft
    agreements.write_text(text=draft, by=coordinator, aim="Anders.")
    assert agreements.published_text() == first
    agreements.publish_text(text=draft, by=coordinator)
    assert agreements.published_text().aim == "Anders."
    first.refresh_from_db()
    assert first.aim == "Samen leren."


def test_the_desk_writes_reads_over_and_publishes(office: Client) -> None:
    agreements.load_text()
    listed = office.get(reverse("coaches:agreement_texts")).content.decode()
    assert "Lees eerst dit voorstel" in listed
    text = AgreementText.objects.get(terms=Terms.VOLUNTEER)
    address = reverse("coaches:agreement_text", args=[text.pk])
    parts = {name: getattr(text, name) for name in ("aim", "legal_form", "insurance", "discretion")}
    refused = office.post(address, parts).content.decode()
    assert "Kijk dit nog even na" in refused
    hard = "De vrijwilliger participeert aan de implementatie van de doelstellingen."
    office.post(address, parts | {"reimbursement": hard})
    draft = office.get(address).content.decode()
    assert "participeert" in draft
    # What is hard in it stands below the field.
    assert "is een woord van het vak" in draft
    assert (
        words_of(office.get(reverse("coaches:agreement_text_paper", args=[text.pk])).content).count("ontwerp") == 2
    )
    office.post(address, parts | {"reimbursement": "Je krijgt een vergoeding.", "publish": "1"})
    shown = office.get(address).content.decode()
    assert "Deze tekst verandert niet meer" in shown
    assert "<textarea" not in shown
    office.post(address, parts | {"reimbursement": "Je krijgt niets."})
    text.refresh_from_db()
    assert text.reimbursement == "Je krijgt een vergoeding."
    new = office.post(reverse("coaches:agreement_text_new")).headers["Location"]
    assert "Je krijgt een vergoeding." in office.get(new).content.decode()


# --- the paper


def test_the_paper_is_twice_the_same_with_both_names_and_room_to_sign(
    someone: Person, coordinator: Person
) -> None:
    text = AgreementTextFactory(discretion="Wat je hoort, blijft onder ons.\n\nAltijd.")
    words = words_of(agreement_pdf(agreements.make(coach=someone, by=coordinator)))
    for said in ("Cas Coachmans", "Handtekening", text.discretion.split("\n")[0], "Versie 1", "Bind-Kracht"):
        assert words.count(said) >= 2, said
    assert words.count("Dit blad is voor jou.") == words.count("Dit blad is voor ons.") == 1


def test_printing_again_before_she_signed_is_the_same_paper(someone: Person, coordinator: Person) -> None:
    AgreementTextFactory()
    first = agreements.make(coach=someone, by=coordinator)
    assert agreements.make(coach=someone, by=coordinator) == first
    agreements.sign(agreement=first, on=timezone.localdate(), by=coordinator)
    assert agreements.make(coach=someone, by=coordinator) != first


def test_it_runs_from_the_day_she_signed_and_it_says_who_keeps_the_paper(
    someone: Person, coordinator: Person
) -> None:
    AgreementTextFactory()
    today = timezone.localdate()
    agreement = agreements.make(coach=someone, by=coordinator)
    assert not agreements.has_running(someone, today)
    with pytest.raises(RefusedError) as refused:
        agreements.sign(agreement=agreement, on=today + DAY, by=coordinator)
    assert refused.value.problem is Problem.IN_THE_FUTURE
    kept = agreements.sign(agreement=agreement, on=today - DAY, by=coordinator)
    assert kept.kept_by == coordinator
    assert agreements.has_running(someone, today - DAY)
    assert agreements.has_running(someone, today + 400 * DAY)
    assert not agreements.has_running(someone, today - 2 * DAY)


def test_signing_a_new_version_ends_the_one_before(someone: Person, coordinator: Person) -> None:
    today = timezone.localdate()
    old = AgreementFactory(coach=someone, signed_on=today - 90 * DAY)
    agreements.publish_text(text=agreements.draft_text(by=coordinator), by=coordinator)
    new = agreements.make(coach=someone, by=coordinator)
    with pytest.raises(RefusedError) as refused:
        agreements.sign(agreement=new, on=today - 91 * DAY, by=coordinator)
    assert refused.value.problem is Problem.BEFORE_THE_LAST_ONE
    agreements.sign(agreement=new, on=today - DAY, by=coordinator)
    old.refresh_from_db()
    assert old.ended_on == today - DAY
    assert list(agreements.running(today)) == [new]


def test_the_database_itself_allows_one_signed_agreement(someone: Person) -> None:
    AgreementFactory(coach=someone)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(coach=someone)


def test_when_it_ends_she_is_no_longer_asked(someone: Person, coordinator: Person) -> None:
    today = timezone.localdate()
    agreement = AgreementFactory(coach=someone, signed_on=today - 9 * DAY)
    with pytest.raises(RefusedError):
        agreements.end(agreement=agreement, on=today - 10 * DAY, by=coordinator)
    agreements.end(agreement=agreement, on=today - DAY, by=coordinator)
    assert not agreements.has_running(someone, today)
    with pytest.raises(RefusedError):
        agreements.end(agreement=agreement, on=today, by=coordinator)


def test_the_desk_prints_keeps_the_signature_and_ends(office: Client, someone: Person) -> None:
    AgreementTextFactory()
    page = reverse("coaches:desk_coach", args=[someone.pk])
    printed = office.post(reverse("coaches:desk_agreement_new", args=[someone.pk]))
    assert printed.content.startswith(b"%PDF")
    agreement = Agreement.objects.get()
    assert "te tekenen" in office.get(page).content.decode()
    signature = reverse("coaches:desk_agreement_signature", args=[agreement.pk])
    tomorrow = timezone.localdate() + DAY
    refused = office.post(signature, {"day": tomorrow.isoformat()}, follow=True).content.decode()
    assert "Deze dag moet nog komen" in refused
    nonsense = office.post(signature, {"day": "31/02/2026"}, follow=True).content.decode()
    assert "geen dag die bestaat" in nonsense
    today = timezone.localdate().isoformat()
    assert (
        "Het blad ligt bij Bea Bureaumans" in office.post(signature, {"day": today}, follow=True).content.decode()
    )
    assert "Getekend op" in words_of(
        office.get(reverse("coaches:desk_agreement_paper", args=[agreement.pk])).content
    )
    ending = reverse("coaches:desk_agreement_ending", args=[agreement.pk])
    assert "Liep tot en met" in office.post(ending, {"day": today}, follow=True).content.decode()


def test_without_a_text_the_desk_is_led_to_it(office: Client, someone: Person) -> None:
    page = office.post(reverse("coaches:desk_agreement_new", args=[someone.pk]), follow=True)
    assert "nog geen tekst van de afspraak" in page.content.decode()
    assert not Agreement.objects.exists()


def test_she_reads_her_own_agreement_and_nobody_elses(
    client: Client, someone: Person, coordinator: Person
) -> None:
    client.force_login(someone)
    papers, own = reverse("coaches:papers"), reverse("coaches:own_agreement")
    assert "nog geen afspraak" in client.get(papers).content.decode()
    assert client.get(own).status_code == 404
    AgreementFactory(coach=ProfileFactory(person__given_name="Andere").person)
    assert client.get(own).status_code == 404
    agreement = agreements.make(coach=someone, by=coordinator)
    assert "Teken ze als je akkoord bent" in client.get(papers).content.decode()
    agreements.sign(agreement=agreement, on=timezone.localdate(), by=coordinator)
    assert "Je tekende op" in client.get(papers).content.decode()
    words = words_of(client.get(own).content)
    assert "Cas Coachmans" in words
    assert "Andere" not in words
    agreements.end(agreement=agreement, on=timezone.localdate(), by=coordinator)
    assert "Je afspraak liep tot en met" in client.get(papers).content.decode()


# --- who is paid a wage


@pytest.fixture
def both(coordinator: Person) -> None:
    agreements.load_text()
    for text in AgreementText.objects.all():
        agreements.publish_text(text=text, by=coordinator)


@pytest.mark.usefixtures("both")
def test_who_is_paid_signs_words_of_her_own_and_no_promise_to_volunteers(
    someone: Person, coordinator: Person
) -> None:
    paid = ProfileFactory(terms=Terms.PAID).person
    hers = words_of(agreement_pdf(agreements.make(coach=paid, by=coordinator)))
    theirs = words_of(agreement_pdf(agreements.make(coach=someone, by=coordinator)))
    for said in ("Je bent hier geen vrijwilliger.", "staat in je contract", "geen vergoeding per dag"):
        assert said in hers
        assert said not in theirs
    for said in ("Je krijgt een vergoeding voor elke keer dat je komt.", "Wij kijken dat met je na."):
        assert said in theirs
        assert said not in hers
    for said in ("We zijn een netwerk van mensen", "We zijn een vzw.", "blijft in de groep", "Je mag altijd nee"):
        assert said in hers
    assert "voor wie loon krijgt" in hers


@pytest.mark.usefixtures("both")
def test_what_she_signed_as_a_volunteer_does_not_run_once_she_is_paid_nor_the_other_way_round(
    someone: Person, coordinator: Person
) -> None:
    today, profile = timezone.localdate(), CoachProfile.objects.get(person=someone)
    first = agreements.sign(agreement=agreements.make(coach=someone, by=coordinator), on=today, by=coordinator)
    profiles.change_profile(profile=profile, by=coordinator, terms=Terms.PAID)
    assert not agreements.has_running(someone, today)
    second = agreements.make(coach=someone, by=coordinator)
    assert second.text.terms == Terms.PAID
    agreements.sign(agreement=second, on=today, by=coordinator)
    assert list(agreements.running(today)) == [second]
    first.refresh_from_db()
    assert first.ended_on == today
    profiles.change_profile(profile=profile, by=coordinator, terms=Terms.VOLUNTEER)
    assert not agreements.has_running(someone, today + DAY)


@pytest.mark.usefixtures("both")
def test_a_paper_of_other_terms_cannot_be_signed(someone: Person, coordinator: Person) -> None:
    paper = agreements.make(coach=someone, by=coordinator)
    CoachProfile.objects.filter(person=someone).update(terms=Terms.PAID)
    with pytest.raises(RefusedError) as refused:
        agreements.sign(agreement=paper, on=timezone.localdate(), by=coordinator)
    assert refused.value.problem is Problem.OTHER_TERMS


@pytest.mark.usefixtures("both")
def test_each_text_has_versions_of_its_own(office: Client) -> None:
    office.post(reverse("coaches:agreement_text_new"), {"terms": "paid"})
    found = sorted(AgreementText.objects.values_list("terms", "number"))
    assert found == [("paid", 1), ("paid", 2), ("volunteer", 1)]
    draft = AgreementText.objects.get(terms=Terms.PAID, number=2)
    page = office.get(reverse("coaches:agreement_text", args=[draft.pk])).text
    assert "waar haar contract ligt" in page
    assert "De wet vraagt deze vijf delen" not in page
    listed = office.get(reverse("coaches:agreement_texts")).text
    assert listed.index("Voor vrijwilligers") < listed.index("Voor wie loon krijgt")
    assert office.post(reverse("coaches:agreement_text_new"), {"terms": "other"}).status_code == 404


def test_what_she_signed_goes_on_until_there_is_a_text_of_her_terms(someone: Person, coordinator: Person) -> None:
    agreements.load_text()
    agreements.publish_text(text=AgreementText.objects.get(terms=Terms.VOLUNTEER), by=coordinator)
    today, profile = timezone.localdate(), CoachProfile.objects.get(person=someone)
    agreements.sign(agreement=agreements.make(coach=someone, by=coordinator), on=today, by=coordinator)
    profiles.change_profile(profile=profile, by=coordinator, terms=Terms.PAID)
    assert agreements.has_running(someone, today)
    agreements.publish_text(text=AgreementText.objects.get(terms=Terms.PAID), by=coordinator)
    assert not agreements.has_running(someone, today)


@pytest.mark.usefixtures("both")
def test_the_desk_and_she_see_that_a_new_paper_is_needed(
    office: Client, someone: Person, coordinator: Person
) -> None:
    today, profile = timezone.localdate(), CoachProfile.objects.get(person=someone)
    agreements.sign(agreement=agreements.make(coach=someone, by=coordinator), on=today, by=coordinator)
    page = reverse("coaches:desk_coach", args=[someone.pk])
    assert "geldt niet meer voor haar" not in office.get(page).text
    profiles.change_profile(profile=profile, by=coordinator, terms=Terms.PAID)
    found = office.get(page).text
    for said in ("geldt niet meer voor haar", "Versie 1, voor vrijwilligers", "Zonder getekende afspraak"):
        assert said in found
    office.force_login(someone)
    assert "nog geen afspraak" in office.get(reverse("coaches:papers")).text


NEW_PAPER = "Er moet een nieuwe afspraak getekend worden."


def signs(someone: Person, coordinator: Person) -> None:
    today = timezone.localdate()
    agreements.sign(agreement=agreements.make(coach=someone, by=coordinator), on=today, by=coordinator)


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("change", [{"status": Status.TRAINED_EXPERT}, {"terms": Terms.PAID}])
def test_what_was_agreed_changes_and_the_desk_reads_that_she_signs_anew(
    office: Client, someone: Person, coordinator: Person, change: dict[str, str]
) -> None:
    page, profile = reverse("coaches:desk_coach", args=[someone.pk]), CoachProfile.objects.get(person=someone)
    assert (
        "Dan tekent ze een nieuwe afspraak."
        in office.get(reverse("coaches:desk_coach_edit", args=[someone.pk])).text
    )
    profiles.change_profile(profile=profile, by=coordinator, **change)
    assert NEW_PAPER not in office.get(page).text, "she signed nothing before it"
    profiles.change_profile(profile=profile, by=coordinator, status=Status.COACH, terms=Terms.VOLUNTEER)
    signs(someone, coordinator)
    assert NEW_PAPER not in office.get(page).text
    profiles.change_profile(profile=profile, by=coordinator, **change)
    assert NEW_PAPER in office.get(page).text
    signs(someone, coordinator)
    assert NEW_PAPER not in office.get(page).text


@pytest.mark.usefixtures("both")
def test_another_way_of_paying_asks_no_new_signature(office: Client, someone: Person, coordinator: Person) -> None:
    signs(someone, coordinator)
    profile = CoachProfile.objects.get(person=someone)
    profiles.change_profile(profile=profile, by=coordinator, method="cash", caller=coordinator)
    assert NEW_PAPER not in office.get(reverse("coaches:desk_coach", args=[someone.pk])).text


@pytest.mark.usefixtures("both")
def test_a_paper_that_waited_while_her_terms_changed_is_printed_anew(someone: Person, coordinator: Person) -> None:
    before = agreements.make(coach=someone, by=coordinator)
    profile = CoachProfile.objects.get(person=someone)
    profiles.change_profile(profile=profile, by=coordinator, status=Status.TRAINED_EXPERT)
    after = agreements.make(coach=someone, by=coordinator)
    assert after != before
    assert agreements.make(coach=someone, by=coordinator) == after
