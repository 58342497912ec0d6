"""The last page: all as others will read it, and nothing goes while anything stands in the way."""

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.dialogue.actions import looking
from tegenstroom.dialogue.models import Case
from tegenstroom.dialogue.rules.drafts import NO_FINDING, Obstacle, UnfitError, none_because
from tegenstroom.dialogue.rules.found import Doubt
from tegenstroom.dialogue.tests import fake_engine
from tegenstroom.dialogue.tests.factories import PLAIN, Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    """Ready to send."""
    she = writer_of(client, who)
    she.tell("Samira belde uit Diksmuide.", names="Samira", title="Een lastig gesprek")
    she.decide("findings", choice="replace")
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details")
    she.post("themes", none="on")
    she.post("plain", plain=PLAIN)
    return she


def test_it_shows_what_others_will_read(she: Writer) -> None:
    page = she.get("last")
    assert "Een lastig gesprek" in page
    assert "[persoon 1] belde uit [een gemeente]." in page
    assert PLAIN in page
    assert "Samira" not in page
    assert "Ik stuur dit naar de groep" in page


@pytest.mark.parametrize(
    ("undo", "sentence", "leads_to"),
    [
        (("themes", {"go": "back"}), "Zeg eerst waarover het gaat.", "themes"),
        (
            ("story", {"go": "back", "text": "Samira belde uit Diksmuide."}),
            "nog geen titel of geen verhaal",
            "story",
        ),
        (("story", {"title": "Een lastig gesprek", "text": "Yassin belde."}), "waarvoor je niet koos", "findings"),
        (("marks", {"go": "mark", "words": "uit"}), "waarvoor je niet koos", "marks"),
        (
            ("story", {"title": "Dag Samira", "text": "Samira belde uit Diksmuide."}),
            "“Samira” haalde je weg",
            "story",
        ),
        (("plain", {"go": "back", "plain": "Samira belt."}), "“Samira” haalde je weg", "plain"),
        (("plain", {"go": "back"}), "ook in klare taal", "plain"),
        (
            ("details", {"fine": ["age", "job", "time"]}),
            "Er blijven 3 dingen juist staan. Laat iemand anders dit eerst lezen.",
            "details",
        ),
        (
            ("questions", dict.fromkeys(Writer.questions, "nee") | {"recognised": "ja"}),
            "Je zei ja op een van de vijf vragen. Laat iemand anders dit eerst lezen.",
            "details",
        ),
    ],
)
def test_what_stands_in_the_way_is_named_with_a_link_and_nothing_goes(
    she: Writer, undo: tuple[str, dict[str, str]], sentence: str, leads_to: str
) -> None:
    she.post(undo[0], **undo[1])
    page = she.get("last")
    listed = page.partition('id="nog"')[2].partition("</section>")[0]
    assert sentence in listed
    assert f'href="{she.address(leads_to)}"' in listed
    assert "Ik stuur dit naar de groep" not in page
    assert she.post("last") == ""
    assert not Case.objects.exists()


def test_questions_and_details_that_were_never_asked_stand_in_the_way(client: Client, who: Group) -> None:
    she = writer_of(client, who)
    assert "vijf vragen" in she.get("last")
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    assert "welke bijzonderheden blijven staan" in she.get("last")
    she.post("details")
    assert "welke bijzonderheden blijven staan" not in she.get("last")


def row_of(words: str, choice: str = "", why: str = "") -> dict[str, str]:
    """The fields of one row of the last page."""
    key = Doubt(words, "PERSON", "known-name", ()).key
    return {f"{key}-choice": choice, f"{key}-why": why}


def test_a_name_that_was_never_looked_at_is_asked_about(she: Writer) -> None:
    """In the plain version, where no engine looked before."""
    she.post("plain", plain=f"{PLAIN} Zwarda belt.")
    page = she.get("last")
    assert "Wij zijn niet zeker van deze woorden" in page
    assert "<bdi>Zwarda</bdi>" in page
    assert f'href="{she.address("plain")}">Ik verander het bij “In klare taal”' in page
    assert she.post("last") == ""
    assert "Kies bij elk woord." in she.page
    assert not Case.objects.exists()
    assert she.post("last", **row_of("Zwarda", "nothing")) == "sent"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"checked": "on"},
        row_of("Zwarda", "nothing"),
        row_of("Zwarda", "nothing") | row_of("0470 12 34 56", "leave"),
        row_of("Zwarda", "nothing") | row_of("0470 12 34 56", "leave", "  "),
        row_of("Zwarda", "nothing") | row_of("0470 12 34 56", "replace", "Ik ben zeker."),
        row_of("Zwarda", "nothing") | row_of("0470 12 34 57", "leave", "Een oud nummer."),
    ],
)
def test_a_number_in_the_plain_version_goes_with_no_tick_and_with_no_reason_for_another(
    she: Writer, sent: dict[str, str]
) -> None:
    she.post("plain", plain=f"{PLAIN} Zwarda belt naar 0470 12 34 56.")
    assert she.post("last", **sent) == ""
    assert not Case.objects.exists()
    assert "0470 12 34 56" in she.page
    reasons = row_of("Zwarda", "nothing") | row_of("0470 12 34 56", "leave", "Zo heet een lied.")
    assert she.post("last", **reasons) == "sent"


@pytest.mark.parametrize(
    "words",
    ["0470 12 34 56", "Samira"],
)
def test_of_a_name_that_she_gave_and_of_a_number_nobody_can_say_that_it_is_none(she: Writer, words: str) -> None:
    she.tell("Een vrouw belde.", names="Samira", title="Een lastig gesprek")
    she.post("plain", plain=f"{PLAIN} Ze zegt {words}.")
    she.post("findings")
    page = she.get("last")
    asked = page.partition(f"<bdi>{words}</bdi></h3>")[2].partition("</section>")[0]
    if words == "Samira":
        # A name that she gave must go: it is no doubt.
        assert "“Samira” haalde je weg" in page
    else:
        assert "Laat staan" in asked
        assert "Dit wijst niemand aan" not in asked
    for given in (row_of(words, "nothing"), row_of(words, "leave", "Dit wijst niemand aan.")):
        assert she.post("last", **given) == ""
    assert not Case.objects.exists()


def test_the_verb_refuses_that_a_number_is_none(she: Writer, who: Group) -> None:
    she.post("plain", plain=f"{PLAIN} Ze belt naar 0470 12 34 56.")
    key = Doubt("0470 12 34 56", "PHONE", "shape", ()).key
    for reason in (NO_FINDING, none_because("Een lied.")):
        with pytest.raises(UnfitError, match=f"^{Obstacle.LOOK_AGAIN}$"):
            looking.send(draft=she.draft, reasons={key: reason}, by=who.writer)
    assert looking.send(draft=she.draft, reasons={key: "Zo heet een lied."}, by=who.writer)


def test_what_is_changed_in_the_plain_version_is_asked_no_longer(she: Writer) -> None:
    she.post("plain", plain=f"{PLAIN} Zwarda belt.")
    she.post("plain", plain=PLAIN)
    assert "Wij zijn niet zeker" not in she.get("last")
    assert she.post("last") == "sent"


def test_every_word_is_asked_however_many_there_are(she: Writer) -> None:
    numbers = [f"0470 12 34 {last}" for last in range(10, 32)]
    she.post("plain", plain=f"{f'{PLAIN} ' * 8}{' '.join(f'Ze belt {number}.' for number in numbers)}")
    page = she.get("last")
    assert all(f"<bdi>{number}</bdi>" in page for number in numbers)
    told: dict[str, str] = {}
    for number in numbers[:-1]:
        told |= row_of(number, "leave", "Zo heet een lied.")
    assert she.post("last", **told) == ""
    assert she.post("last", **told, **row_of(numbers[-1], "leave", "Zo heet een lied.")) == "sent"


def test_a_word_in_two_places_is_asked_once_with_both(she: Writer) -> None:
    she.post("story", title="Zwarda belt", text="Samira belde uit Diksmuide.")
    she.post("plain", plain=f"{PLAIN} Zwarda belt.")
    page = she.get("last")
    assert page.count("<bdi>Zwarda</bdi>") == 1
    assert f'href="{she.address("story")}">Ik verander het bij' in page
    assert f'href="{she.address("plain")}">Ik verander het bij' in page


def test_the_verb_refuses_without_a_reason_too(she: Writer, who: Group) -> None:
    she.post("plain", plain=f"{PLAIN} Zwarda belt.")
    key = Doubt("Zwarda", "PERSON", "unknown-capital", ()).key
    for reasons in ({}, {key: " "}, {"zwarda": "Een merk."}):
        with pytest.raises(UnfitError, match=f"^{Obstacle.LOOK_AGAIN}$"):
            looking.send(draft=she.draft, reasons=reasons, by=who.writer)


def test_what_she_left_with_a_reason_is_not_asked_again(she: Writer) -> None:
    she.tell("Samira belde uit Diksmuide.", names="Samira", title="In Diksmuide")
    left = next(row for row in she.rows() if she.words(row) == "Diksmuide")
    she.post("findings", **she.row(left, "leave", why="Het gaat over die stad."))
    she.post("plain", plain=f"{PLAIN} Ze woont in Diksmuide.")
    assert "Wij zijn niet zeker" not in she.get("last")
    assert she.post("last") == "sent"


def test_what_points_straight_at_someone_and_stays_is_shown_once_more_with_her_reason(she: Writer) -> None:
    assert "Dit liet je staan" not in she.get("last")
    left = next(row for row in she.rows() if she.words(row) == "Diksmuide")
    she.post("findings", **she.row(left, "leave", why="Het gaat over die stad."))
    told = she.get("last").partition('id="blijft"')[2].partition("</section>")[0]
    assert "<bdi>Diksmuide</bdi>: <bdi>Het gaat over die stad.</bdi>" in told


def test_after_sending_the_page_says_that_the_draft_is_gone(she: Writer) -> None:
    assert she.post("last") == "sent"
    assert "Je klad is weg, met alle namen erin." in she.get("sent")
    assert reverse("dialogue:own_case", args=[she.key]) in she.page
    assert she.client.get(reverse("dialogue:draft", args=[she.key])).status_code == 404


@pytest.mark.parametrize("choice", ["replace", "generalise"])
@pytest.mark.parametrize("kind", ["bakkerij", "winkel"])
def test_a_proposal_in_which_something_is_found_goes_as_it_is(
    client: Client, who: Group, monkeypatch: pytest.MonkeyPatch, choice: str, kind: str
) -> None:
    """The engine calls a bakery a bakery, or a shop, and finds shops as well."""
    bakery = (r"\b(?:bakkerij|winkel)\b", "ORG", "organisation", f"[een {kind}]", f"een {kind}")
    monkeypatch.setattr(fake_engine, "KNOWN", (*fake_engine.KNOWN, bakery))
    she = writer_of(client, who)
    she.tell("Samira werkt bij bakkerij.", names="Samira")
    she.decide("findings", choice=choice)
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details")
    she.post("themes", none="on")
    she.post("plain", plain=PLAIN)
    assert "haalde je weg" not in she.get("last")
    assert she.post("last") == "sent"
