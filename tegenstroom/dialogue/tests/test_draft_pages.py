"""The pages of a draft: kept at every step, back and stop always there, and nothing lost on wrong input."""

from dataclasses import replace
from importlib import resources
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.dialogue.actions import draft_contents, looking
from tegenstroom.dialogue.draft_words import ADVICE, GROUPS, LABELS, REASONS, STEPS
from tegenstroom.dialogue.models import Case, RawDraft
from tegenstroom.dialogue.rules.drafts import CERTAIN, DIRECT, TELLS, TYPED, UNKNOWN_CAPITAL, Choice
from tegenstroom.dialogue.rules.found import Group
from tegenstroom.dialogue.rules.road import ORDER
from tegenstroom.dialogue.tests.factories import PLAIN, group
from tegenstroom.dialogue.tests.factories import Group as Circle
from tegenstroom.dialogue.tests.writing import Writer, writer_of
from tegenstroom.engines import deidentification as engine
from tegenstroom.engines.deidentification import Label, Reason
from tegenstroom.library.models import Theme

pytestmark = pytest.mark.django_db

TEXT = "Samira (34 jaar) uit Diksmuide belde. Haar nummer is 0470 12 34 56. Samira was boos op Glorix."


@pytest.fixture
def who(simple_engine: None) -> Circle:
    return group()


@pytest.fixture
def she(client: Client, who: Circle) -> Writer:
    return writer_of(client, who)


def test_the_whole_road(she: Writer, who: Circle) -> None:
    theme = Theme.objects.create(slug="schulden", name="Schulden", is_heavy=True)
    assert she.post("story", title="Een lastig gesprek", text=TEXT) == "names"
    assert she.post("names", names="Samira\nYassin") == "findings"
    assert she.decide("findings", choice="replace") == "marks"
    assert she.post("marks", go="mark", words="boos") == "marks"
    assert she.decide("marks", choice="replace", replace="kwaad") == "questions"
    assert she.post("questions", **dict.fromkeys(she.questions, "nee")) == "details"
    assert she.post("details", fine=["time"]) == "themes"
    assert she.post("themes", themes=[theme.slug]) == "plain"
    assert she.post("plain", plain=PLAIN) == "last"
    assert she.post("last") == "sent"
    assert not RawDraft.objects.exists()
    case = Case.objects.get()
    assert case.themes == [{"slug": "schulden", "name": "Schulden"}]
    assert case.is_heavy
    assert "klad is weg" in she.get("sent")


def test_where_she_goes_on_is_the_first_thing_that_is_missing(she: Writer) -> None:
    assert she.goes_on() == "story"
    she.post("story", title="Boos", text=TEXT)
    assert she.goes_on() == "names"
    she.post("names", nobody="on")
    assert she.goes_on() == "findings"
    she.decide("findings", choice="replace")
    assert she.goes_on() == "questions"
    she.post("marks", go="mark", words="boos")
    assert she.goes_on() == "marks"


@pytest.mark.parametrize("go", ["back", "stop"])
def test_back_and_stop_keep_what_is_there_also_half_way(she: Writer, go: str) -> None:
    she.post("story", go=go, text="Half een ver")
    assert "Half een ver" in she.get("story")
    she.post("names", go=go, names="Samira")
    assert draft_contents.names_of(she.draft) == ["Samira"]
    she.post("questions", go=go, in_the_news="ja")
    assert she.draft.answers == {"in_the_news": True}
    she.post("plain", go=go, plain="Half klaar")
    assert draft_contents.plain_of(she.draft) == "Half klaar"


def test_back_leads_back_and_stop_leads_out(she: Writer) -> None:
    for before, step in zip((None, *ORDER), ORDER, strict=False):
        if step.name in {"FINDINGS", "MARKS"}:
            continue
        name = step.name.lower()
        assert she.post(name, go="back") == (before.name.lower() if before else "drafts"), name
        assert she.post(name, go="stop") == "drafts"


def test_going_on_with_nothing_says_what_is_missing_and_changes_nothing(she: Writer) -> None:
    for name, sentence in {
        "story": "Er staat nog niets.",
        "names": "Schrijf wie erin voorkomt",
        "questions": "Kies ja of nee.",
        "themes": "Kies een thema, of duid “Geen van deze” aan.",
        "plain": "Schrijf het verhaal ook in klare taal",
    }.items():
        assert she.post(name) == ""
        assert sentence in she.page
    assert not she.draft.looked_at


def test_none_of_the_themes_is_an_answer_and_not_beside_one(she: Writer) -> None:
    theme = Theme.objects.create(slug="schulden", name="Schulden")
    assert she.post("themes", themes=[theme.slug], none="on") == ""
    assert "Haal dit vinkje weg, of haal het thema weg." in she.page
    assert she.post("themes", none="on") == "plain"
    assert she.draft.has_no_theme
    assert she.post("themes", themes=[theme.slug]) == "plain"
    assert not she.draft.has_no_theme


def test_what_stays_is_asked_beside_the_text_as_it_will_be_read(she: Writer) -> None:
    she.tell(TEXT, names="Samira")
    she.decide("findings", choice="replace")
    told = she.get("details").partition('<details class="more as-read">')[2].partition("</details>")[0]
    assert draft_contents.decided_text(she.draft) in told


def test_names_and_nobody_at_once_is_asked_again(she: Writer) -> None:
    assert she.post("names", names="Samira", nobody="on") == ""
    assert "Samira" in she.page
    assert draft_contents.names_of(she.draft) is None


def test_a_name_is_kept_once_and_without_loose_blanks(she: Writer) -> None:
    she.post("names", names="  Samira \r\n\r\nSamira\r\nde  kleine\r\n")
    assert draft_contents.names_of(she.draft) == ["Samira", "de kleine"]


@pytest.mark.parametrize("names", ["a" * 81, "\n".join(f"naam {n}" for n in range(61))])
def test_too_many_names_or_too_long_ones_come_back(she: Writer, names: str) -> None:
    assert she.post("names", names=names) == ""
    assert "Zet één naam op een lijn" in she.page


def test_a_text_that_is_too_long_comes_back_with_how_long_it_may_be(she: Writer) -> None:
    assert she.post("story", title="Lang", text="woord " * 175_000) == ""
    assert "Er passen er 20000" in she.page.replace("\N{NO-BREAK SPACE}", "").replace(".", "", 0)
    assert she.page.count("woord ") >= 175_000
    assert draft_contents.text_of(she.draft) == ""


def test_a_long_text_that_fits_is_not_counted_with_the_line_ends_of_a_browser(she: Writer) -> None:
    text = "ja\r\n" * 6_666
    assert she.post("story", title="Lang", text=text) == "names"
    assert "\r" not in draft_contents.text_of(she.draft)


def test_the_browser_cuts_nothing_off(she: Writer) -> None:
    """A limit in the field would cut a pasted text without a word."""
    field = she.get("story").partition('<textarea name="text"')[2].partition(">")[0]
    assert field
    assert "maxlength" not in field


@pytest.mark.parametrize(
    "text",
    ["👩‍👧 kwam 🙂", "هي سميرة وهي غاضبة", "e\u0301e\u0301n \u202eomgekeerd", "<script>alert(1)</script> & «ja»"],
)
def test_signs_of_every_kind_are_kept_to_the_letter(she: Writer, text: str) -> None:
    she.post("story", title="Tekens", text=f"{text} Samira")
    she.post("names", nobody="on")
    she.decide("findings", choice="replace")
    assert draft_contents.decided_text(she.draft) == f"{text} [moeder]"
    for name in ("marks", "last"):
        assert "<script>alert" not in she.get(name)


def test_a_changed_text_is_looked_at_again_and_what_was_replaced_stays_replaced(she: Writer) -> None:
    she.tell(TEXT, names="Samira")
    she.decide("findings", choice="replace", replace="[de moeder]")
    assert she.post("story", title="Boos", text=f"Vooraf. {TEXT} Yassin zweeg.") == "names"
    assert draft_contents.decided_text(she.draft).startswith("Vooraf. [de moeder] (")
    assert draft_contents.decided_text(she.draft).endswith("▮▮▮ zweeg.")


def test_what_was_left_is_asked_again_in_another_text(she: Writer) -> None:
    she.tell("Ze is 34 jaar.", names="Samira")
    she.decide("findings", choice="leave")
    she.post("story", title="Boos", text="Haar broer is 34 jaar.")
    assert she.draft.findings.get().choice == Choice.OPEN


def test_a_plain_version_that_is_too_hard_is_kept_and_shown_with_its_marks(she: Writer) -> None:
    hard = "De implementatie van het begeleidingstraject wordt gefaciliteerd door een multidisciplinair OCMW-team."
    assert she.post("plain", plain=hard) == ""
    assert "Bewaard, maar nog te moeilijk" in she.page
    assert "Dit kan gewoner" in she.page
    assert draft_contents.plain_of(she.draft) == hard
    assert "De klare versie is nog te moeilijk" in she.get("last")


def test_throwing_away_asks_once_and_leaves_nothing(she: Writer) -> None:
    she.tell(TEXT, names="Samira")
    assert "Gooi je dit klad weg?" in she.get("discard")
    assert she.post("discard") == "drafts"
    assert not RawDraft.objects.exists()


def test_her_list_shows_her_drafts_and_until_when(she: Writer) -> None:
    she.tell(TEXT, names="Samira", title="Boos aan de telefoon")
    page = she.client.get(reverse("dialogue:drafts")).content.decode()
    assert "Boos aan de telefoon" in page
    assert "Je klad blijft tot" in page


def test_no_page_before_the_names_shows_findings(she: Writer) -> None:
    assert she.follow("findings") == "story"
    she.post("story", title="Boos", text=TEXT)
    assert she.follow("findings") == "names"
    assert she.follow("marks") == "names"


def test_with_the_engine_itself_nothing_of_the_family_is_left(
    she: Writer, who: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "find", lambda text, names: engine.deidentify(text, names=tuple(names)))
    she.tell("Zwaantje Peeters woont in Diksmuide. Bel haar op 0470 12 34 56.", names="Zwaantje Peeters")
    she.decide("findings", choice="replace")
    sent = draft_contents.decided_text(she.draft)
    assert not [word for word in ("Zwaantje", "Peeters", "Diksmuide", "0470") if word in sent]


def test_each_word_of_the_engine_has_one_of_ours() -> None:
    assert set(LABELS) >= set(Label) | DIRECT | set(TELLS)
    assert set(REASONS) == set(Reason)
    assert set(map(str, engine.DIRECT)) == DIRECT
    assert CERTAIN < DIRECT
    assert {TYPED, UNKNOWN_CAPITAL} < set(map(str, Reason))
    assert set(GROUPS) == set(Group)
    assert set(STEPS) == set(ORDER)
    assert all(REASONS.values())


def test_what_is_said_otherwise_than_the_engine_advises_is_advice_that_it_gives() -> None:
    data = resources.files("tegenstroom.engines.deidentification") / "data" / "rare.csv"
    assert all(advice in data.read_text() for advice in ADVICE)


@pytest.mark.parametrize("label", Label)
def test_each_label_tells_of_the_same_detail_here_and_in_the_engine(label: Label) -> None:
    found = replace(engine.deidentify("Samira belt.", names=("Samira",))[0], label=label)
    expected = [str(TELLS[label])] if label in TELLS else []
    assert list(map(str, engine.fine_grained([found]))) == expected


def test_an_unknown_key_is_no_draft(she: Writer) -> None:
    assert she.client.get(reverse("dialogue:draft", args=[uuid4()])).status_code == 404
