import io

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.training.actions import certificates as actions
from tegenstroom.training.actions.attendance import mark
from tegenstroom.training.models import Certificate, Edition
from tegenstroom.training.papers.certificates import certificate_pdf
from tegenstroom.training.tests.groups import another, everyone_came, group, logged_in, of_the_tandem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def edition() -> Edition:
    edition = group(days=(-14, -1), people=3)
    everyone_came(edition)
    return edition


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


def test_who_was_there_enough_gets_one_with_a_letter_and_the_paper_in_it(edition, coordinator) -> None:
    away = edition.enrolments.first()
    mark(session=edition.sessions.first(), enrolment=away, mark="absent", by=coordinator)
    issued = actions.issue(edition=edition, by=coordinator)
    assert {row.enrolment for row in issued} == set(edition.enrolments.exclude(pk=away.pk))
    letters = Letter.objects.filter(kind="certificate")
    assert letters.count() == 2
    assert letters[0].attachments.get().content.startswith(b"%PDF")


def test_issuing_twice_makes_one_certificate_a_person(edition, coordinator) -> None:
    assert len(actions.issue(edition=edition, by=coordinator)) == 3
    assert actions.issue(edition=edition, by=coordinator) == []
    assert Letter.objects.filter(kind="certificate").count() == 3


def test_nobody_gets_one_before_the_last_part_is_over(coordinator) -> None:
    edition = group(days=(-14, 1), people=1)
    mark(session=edition.sessions.first(), enrolment=edition.enrolments.get(), mark="present", by=coordinator)
    assert actions.issue(edition=edition, by=coordinator) == []


def test_what_a_certificate_says_stays_when_the_person_changes_her_name(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    person = certificate.enrolment.person
    before = person.name
    person.family_name = "Anders"
    person.save()
    certificate.refresh_from_db()
    assert (certificate.name, certificate.hours) == (before, 14)


def test_a_revoked_certificate_is_not_issued_again_by_the_common_button(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    assert actions.revoke(certificate=certificate, by=coordinator, reason="Verkeerde naam.")
    assert not actions.revoke(certificate=certificate, by=coordinator, reason="Nog eens.")
    assert actions.issue(edition=edition, by=coordinator) == []
    again = actions.issue_again(enrolment=certificate.enrolment, by=coordinator)
    assert again
    assert again.code != certificate.code
    assert actions.issue_again(enrolment=certificate.enrolment, by=coordinator) is None


def test_the_database_refuses_two_valid_certificates_and_revoking_without_a_reason(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.revoke(certificate=certificate, by=coordinator, reason="")
    certificate.pk, certificate.code = None, "AAAA-AAAA-AAAA"
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        certificate.save(force_insert=True)


def test_the_paper_says_what_it_must_and_can_be_read_aloud(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    document = pypdf.PdfReader(io.BytesIO(certificate_pdf(certificate)))
    text = document.pages[0].extract_text()
    for words in (certificate.name, certificate.title, certificate.code, "14 uur", "Bind-Kracht"):
        assert words in text
    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert certificate.name in document.metadata.title


def test_a_third_party_checks_a_code_and_sees_only_what_the_certificate_says(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    typed = certificate.code.lower().replace("-", " ")
    response = Client().get(reverse("training:certificate_lookup"), {"code": typed}, follow=True)
    assertContains(response, "Dit attest is echt")
    for words in (certificate.name, certificate.title, "14 uur"):
        assertContains(response, words)
    assertNotContains(response, certificate.enrolment.person.email)


def test_a_revoked_code_says_so_and_tells_neither_name_nor_reason(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    actions.revoke(certificate=certificate, by=coordinator, reason="Toch niet aanwezig.")
    response = Client().get(reverse("training:certificate_check", args=[certificate.code]))
    assertContains(response, "geldt niet meer")
    assertNotContains(response, certificate.name)
    assertNotContains(response, "Toch niet aanwezig")


def test_an_unknown_code_and_a_typo_get_each_their_own_sentence(edition, coordinator) -> None:
    code = actions.issue(edition=edition, by=coordinator)[0].code
    Certificate.objects.all().delete()
    assertContains(Client().get(f"/attest/{code}/"), "kennen we niet", status_code=404)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    assertContains(Client().get(f"/attest/{wrong}/"), "verkeerd getypt", status_code=404)
    assertContains(Client().get("/attest/", {"code": "AB"}), "twaalf tekens")
    assertContains(Client().get("/attest/", {"code": ""}), "Typ de code")
    assertContains(Client().get("/attest/", {"code": "ABCD-EFGH-234O"}), "een teken dat we niet gebruiken")


def test_a_code_typed_otherwise_leads_to_its_one_address(edition, coordinator) -> None:
    code = actions.issue(edition=edition, by=coordinator)[0].code
    assertRedirects(Client().get(f"/attest/{code.lower()}/"), f"/attest/{code}/")


def test_the_desk_says_who_gets_one_and_why_others_do_not(edition, coordinator) -> None:
    first, second = edition.enrolments.all()[:2]
    mark(session=edition.sessions.first(), enrolment=first, mark="excused", by=coordinator)
    second.attendance.all().delete()
    desk, url = logged_in(coordinator), reverse("training:certificates", args=[edition.pk])
    response = desk.get(url)
    for words in ("krijgt een attest", "te weinig aanwezig", "niet elke dag is aangeduid", "80"):
        assertContains(response, words)
    assertRedirects(desk.post(url), url)
    assertContains(desk.get(url), "heeft een attest")


def test_the_desk_says_when_a_corrected_mark_makes_a_certificate_doubtful(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    mark(session=edition.sessions.last(), enrolment=certificate.enrolment, mark="absent", by=coordinator)
    page = logged_in(coordinator).get(reverse("training:certificates", args=[edition.pk]))
    assertContains(page, "Kijk na of het moet blijven.", count=1)
    certificate.refresh_from_db()
    assert certificate.revoked_at is None


def test_revoking_asks_for_a_reason_and_keeps_the_page_when_there_is_none(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    url = reverse("training:certificate_revocation", args=[certificate.pk])
    desk = logged_in(coordinator)
    assertContains(desk.post(url, {"reason": ""}), "Schrijf in één zin waarom")
    desk.post(url, {"reason": "Dubbel."})
    certificate.refresh_from_db()
    assert certificate.revoked_by == coordinator
    desk.post(reverse("training:certificate_again", args=[certificate.enrolment_id]))
    assert certificate.enrolment.certificates.valid().count() == 1


def test_only_the_coordinator_issues_and_revokes(edition, coordinator) -> None:
    certificate = actions.issue(edition=edition, by=coordinator)[0]
    urls = [
        reverse("training:certificates", args=[edition.pk]),
        reverse("training:certificate_revocation", args=[certificate.pk]),
        reverse("training:certificate_again", args=[certificate.enrolment_id]),
    ]
    for person in (of_the_tandem(edition, "trainer"), certificate.enrolment.person, another("trainer")):
        assert [logged_in(person).post(url).status_code for url in urls] == [404, 404, 404]


def test_a_participant_downloads_her_own_as_long_as_it_holds(edition, coordinator) -> None:
    mine, other = actions.issue(edition=edition, by=coordinator)[:2]
    me = logged_in(mine.enrolment.person)
    assert me.get(reverse("training:certificate_paper", args=[mine.pk]))["Content-Type"] == "application/pdf"
    assert me.get(reverse("training:certificate_paper", args=[other.pk])).status_code == 404
    actions.revoke(certificate=mine, by=coordinator, reason="Dubbel.")
    assert me.get(reverse("training:certificate_paper", args=[mine.pk])).status_code == 404
