"""The coordinator sees what was written, prints what must be posted, and tries again what failed."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import links
from tegenstroom.base.models import Attachment, AuditEvent, Letter
from tegenstroom.base.models.letters import subject_of
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db
LIST = "/bureau/brieven/"


@pytest.fixture
def coordinator(client):
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def queued(**changes) -> Letter:
    values = {"kind": "test", "to_name": "Ann Peeters", "to_email": "ann@example.org", "channel": "mail"}
    return Letter.objects.create(**{**values, "subject": "Je plaats", "body": "Dag Ann,\n\nTot dan.", **changes})


def on_paper(**changes) -> Letter:
    return queued(channel="paper", to_email="", to_address="Kerkstraat 1\n2000 Antwerpen", **changes)


def failed(**changes) -> Letter:
    return queued(state="failed", why_failed="refused", last_error="550 no such user", tries=1, **changes)


def sheets(response) -> PdfReader:
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


@pytest.mark.parametrize("roles", [(), (TRAINER,)])
def test_for_others_the_queue_does_not_exist(client, roles):
    letter = queued()
    client.force_login(PersonFactory(roles=roles))
    for address in (
        LIST,
        f"{LIST}{letter.pk}/",
        f"{LIST}{letter.pk}/papier/",
        f"{LIST}papier/",
        "/bureau/getallen/",
    ):
        assert client.get(address).status_code == 404
    for address in (
        f"{LIST}{letter.pk}/nieuwe-poging/",
        f"{LIST}{letter.pk}/verzending/",
        f"{LIST}papier/verzending/",
    ):
        assert client.post(address, {"tot": 9}).status_code == 404


def test_the_list_can_be_narrowed(client, coordinator):
    queued(subject="Een mail")
    on_paper(subject="Een papieren brief")
    failed(subject="Een mislukte")
    page = client.get(LIST, {"staat": "queued", "langs": "mail"}).content.decode()
    assert "Een mail" in page
    assert "Een papieren brief" not in page
    assert "Een mislukte" not in page


@pytest.mark.parametrize(
    "query",
    [
        {"staat": "x"},
        {"langs": "x"},
        {"page": "x"},
        {"page": "99"},
        {"about": "x" * 500},
        {"about": "training.edition:" + "9" * 60},
    ],
)
def test_a_strange_filter_is_no_error(client, coordinator, query):
    queued()
    assert client.get(LIST, query).status_code == 200


def test_the_list_of_one_edition_holds_its_letters_only(client, coordinator):
    edition = EditionFactory()
    queued(subject="Hierover", about=subject_of(edition))
    queued(subject="Iets anders")
    page = client.get(LIST, {"about": subject_of(edition)}).content.decode()
    assert "Hierover" in page
    assert "Iets anders" not in page


def test_the_list_takes_as_many_queries_for_many_letters(client, coordinator, django_assert_max_num_queries):
    for _ in range(60):
        queued()
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200


def test_a_letter_is_shown_as_it_was_written(client, coordinator):
    letter = queued(body="Dag <b>Ann</b>")
    Attachment.objects.create(letter=letter, name="dagen.ics", content_type="text/calendar", content=b"BEGIN")
    page = client.get(f"{LIST}{letter.pk}/").content.decode()
    assert "Dag &lt;b&gt;Ann&lt;/b&gt;" in page
    file = letter.attachments.get()
    download = client.get(reverse("front:letter_attachment", args=[letter.pk, file.pk]))
    assert (download.content, download["Content-Disposition"]) == (b"BEGIN", 'attachment; filename="dagen.ics"')
    assert client.get(reverse("front:letter_attachment", args=[queued().pk, file.pk])).status_code == 404


def test_a_letter_that_failed_says_why_and_can_be_tried_again(client, coordinator):
    letter = failed()
    page = client.get(f"{LIST}{letter.pk}/").content.decode()
    assert "Dit e-mailadres bestaat niet" in page
    assert "550 no such user" in page
    client.post(f"{LIST}{letter.pk}/nieuwe-poging/")
    client.post(f"{LIST}{letter.pk}/nieuwe-poging/")
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.last_error) == ("queued", 0, "")
    assert AuditEvent.objects.filter(verb="letter.retry", actor=coordinator.pk).count() == 1


def test_looking_at_paper_changes_nothing(client, coordinator):
    letter = on_paper()
    text = sheets(client.get(f"{LIST}{letter.pk}/papier/")).pages[0].extract_text()
    assert "Kerkstraat 1" in text
    assert "Tot dan." in text
    letter.refresh_from_db()
    assert letter.state == "queued"


def test_one_letter_was_posted(client, coordinator):
    letter = on_paper()
    client.post(f"{LIST}{letter.pk}/verzending/")
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert AuditEvent.objects.get(verb="letter.posted").actor == coordinator.pk


def test_what_was_given_by_hand_is_not_called_sent(client, coordinator):
    letter = on_paper()
    client.post(f"{LIST}{letter.pk}/afgifte/")
    for page in (LIST, f"{LIST}{letter.pk}/"):
        text = client.get(page).content.decode()
        assert ">afgegeven</span>" in text
        assert ">verstuurd</span>" not in text


def test_what_waits_stands_above_the_letters(client, coordinator):
    on_paper()
    failed()
    page = client.get(LIST).content.decode()
    told = ("1 brief wacht op een envelop.", "1 brief raakte niet weg.", "<table")
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert "1 brief raakte niet weg." not in client.get(LIST, {"staat": "failed"}).content.decode()


def test_a_mail_is_never_posted(client, coordinator):
    letter = queued()
    assert client.post(f"{LIST}{letter.pk}/verzending/").status_code == 404
    assert client.get(f"{LIST}{letter.pk}/papier/").status_code == 404
    letter.refresh_from_db()
    assert letter.state == "queued"


def test_a_personal_link_stays_with_the_person_who_got_it(client, coordinator):
    token = links.token("evaluation", 7)
    letter = queued(body=f"Dag Ann,\n\nhttp://127.0.0.1:8000/evaluatie/{token}/")
    page = client.get(f"{LIST}{letter.pk}/").content.decode()
    assert "/evaluatie/…/" in page
    assert token not in page


def test_a_mail_that_failed_can_go_by_post(client, coordinator):
    letter = failed(to_address="Kerkstraat 1\n2000 Antwerpen")
    for _time in range(2):
        assert client.post(f"{LIST}{letter.pk}/op-papier/").status_code == 302
    letter.refresh_from_db()
    assert (letter.channel, letter.state, letter.why_failed) == ("paper", "queued", "")
    assert AuditEvent.objects.filter(verb="letter.to_paper", actor=coordinator.pk).count() == 1
    assert len(sheets(client.get(f"{LIST}{letter.pk}/papier/")).pages) == 1


def test_a_batch_is_printed_and_posted_without_what_was_written_meanwhile(client, coordinator):
    letters = [on_paper(), on_paper()]
    batch = client.get(LIST).context["batch"].initial
    late = on_paper()
    assert len(sheets(client.get(f"{LIST}papier/", batch)).pages) == 2
    client.post(f"{LIST}papier/verzending/", batch)
    assert set(Letter.objects.filter(state="sent")) == set(letters)
    late.refresh_from_db()
    assert late.state == "queued"


def test_a_batch_of_one_edition_leaves_the_rest(client, coordinator):
    edition = EditionFactory()
    mine, other = on_paper(about=subject_of(edition)), on_paper()
    batch = client.get(LIST, {"about": subject_of(edition)}).context["batch"].initial
    client.post(f"{LIST}papier/verzending/", {**batch, "tot": other.pk})
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state) == ("sent", "queued")


@pytest.mark.parametrize("batch", [{}, {"tot": "x"}, {"tot": "-1"}, {"tot": "9" * 40}])
def test_a_batch_that_makes_no_sense_posts_nothing(client, coordinator, batch):
    letter = on_paper()
    assert client.post(f"{LIST}papier/verzending/", batch).status_code == 302
    assert client.get(f"{LIST}papier/", batch).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "queued"


def test_a_change_wants_a_post(client, coordinator):
    letter = failed()
    assert client.get(f"{LIST}{letter.pk}/nieuwe-poging/").status_code == 405
    assert client.get(f"{LIST}papier/verzending/").status_code == 405
