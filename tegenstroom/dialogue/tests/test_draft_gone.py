"""A draft that is gone or not hers: the same answer for both, and what she typed comes back on the page."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.tests.factories import Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of
from tegenstroom.dialogue.urls.drafts import urlpatterns

pytestmark = pytest.mark.django_db

# Pages of a writer; the list is anyone's, the last two are of a second reader and of a case that was sent.
HERS = [entry.name for entry in urlpatterns if entry.name not in {"drafts", "second_reading", "draft_sent"}]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
TYPED = {
    "draft_story": {"title": "Getypte titel", "text": "Getypt verhaal & <b>meer</b>"},
    "draft_names": {"names": "Getypte naam"},
    "draft_marks": {"go": "mark", "words": "Getypte woorden"},
    "draft_plain": {"plain": "Getypte klare taal"},
    "draft_findings": {f"{UUID(int=1)}-choice": "leave", f"{UUID(int=1)}-why": "Getypte reden"},
}


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    she = writer_of(client, who)
    she.tell("Samira belde.", names="Samira")
    return she


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def others(who: Group) -> list[Person]:
    """Everyone else of the group, and who runs the network."""
    staff = [PersonFactory(roles=[role]) for role in (ADMINISTRATOR, COORDINATOR, TRAINER)]
    return [*(person for person in who.people if person != who.writer), *staff]


@pytest.mark.parametrize("name", HERS)
def test_for_anyone_else_it_is_not_there(she: Writer, who: Group, name: str) -> None:
    url = reverse(f"dialogue:{name}", args=[she.key])
    for person in others(who):
        client = browser_of(person)
        answers = {client.get(url).status_code, client.post(url, TYPED.get(name, {})).status_code}
        assert answers <= {404, 405}, person
        assert 404 in answers
    assert draft_contents.text_of(she.draft) == "Samira belde."


@pytest.mark.parametrize("name", TYPED)
def test_what_is_anothers_looks_like_what_never_was(she: Writer, who: Group, name: str) -> None:
    client = browser_of(who.trainer)
    hers, nobodys = (
        client.post(reverse(f"dialogue:{name}", args=[key]), TYPED[name]) for key in (she.key, uuid4())
    )
    assert hers.status_code == nobodys.status_code == 404
    shown = [TOKEN.sub("", answer.content.decode()) for answer in (hers, nobodys)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", TYPED)
def test_when_its_day_ends_while_she_types_her_words_come_back(she: Writer, name: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        response = she.client.post(reverse(f"dialogue:{name}", args=[she.key]), TYPED[name])
    page = response.content.decode()
    assert response.status_code == 404
    assert "Dit klad is er niet meer" in page
    words = [words for field, words in TYPED[name].items() if not field.endswith("choice") and field != "go"]
    for typed in words:
        assert typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
    assert ">leave<" not in page
    assert response.headers["Cache-Control"] == "no-store"


def test_her_words_come_back_also_when_she_threw_it_away_elsewhere(she: Writer) -> None:
    she.post("discard")
    she.post("story", title="Getypt", text="Nog getypt")
    assert she.status == 404
    assert "Nog getypt" in she.page


def test_a_minute_before_its_day_ends_it_is_there(she: Writer) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=58), tick=False):
        she.get("story")
    assert she.status == 200


def test_sending_twice_is_told_that_it_went(she: Writer) -> None:
    she.decide("findings", choice="replace")
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details")
    she.post("themes", none="on")
    she.post("plain", plain="Ik help een moeder. Ze zegt ja. En dan komt ze niet.")
    assert she.post("last") == "sent"
    assert she.post("last") == "sent"
    assert she.follow("last") == "sent"
    assert she.client.get(she.address("story")).status_code == 404


def test_a_seal_that_cannot_be_opened_says_so_on_a_page(she: Writer) -> None:
    draft = she.draft
    draft.sealed_text = b"\x01broken"
    draft.save()
    page = she.get("story")
    assert she.status == 404
    assert "Dit klad is er niet meer" in page
    assert she.client.get(reverse("dialogue:drafts")).status_code == 200
