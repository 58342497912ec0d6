"""Any words of the story can be marked: copied into a field, everywhere or one time, and decided on."""

import pytest
from django.test import Client

from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.rules.drafts import Choice, Source
from tegenstroom.dialogue.tests.factories import Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of

pytestmark = pytest.mark.django_db

TEXT = "Samira werkt in de bakkerij op de hoek. De bakkerij sluit.\nIedereen kent de bakkerij 🙂 van Samira."


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    she = writer_of(client, who)
    she.tell(TEXT, names="Samira")
    return she


def marked(she: Writer) -> list[str]:
    return [she.words(row) for row in she.rows(Source.WRITER)]


def test_words_are_marked_everywhere(she: Writer) -> None:
    assert she.post("marks", go="mark", words="bakkerij") == "marks"
    assert marked(she) == ["bakkerij"] * 3
    assert "Aangeduid op 3 plaatsen." in she.get("marks").partition('id="nog"')[2].partition("</div>")[0]


def test_words_are_marked_one_time(she: Writer) -> None:
    she.post("marks", go="mark", words="bakkerij", nth="2")
    assert [row.start for row in she.rows(Source.WRITER)] == [TEXT.index("bakkerij sluit")]


def test_a_selection_in_the_text_is_the_time_that_was_selected(she: Writer) -> None:
    she.post("marks", go="mark", words="bakkerij 🙂", exactly="1")
    she.post("marks", go="mark", words="hoek", exactly="1")
    assert marked(she) == ["hoek", "bakkerij 🙂"]


@pytest.mark.parametrize("exactly", ["99", "5"])
def test_a_selection_that_cannot_be_is_looked_for_everywhere(she: Writer, exactly: str) -> None:
    she.post("marks", go="mark", words="bakkerij", exactly=exactly)
    assert marked(she) == ["bakkerij"] * 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"words": "slagerij"}, "Deze woorden staan niet in je verhaal."),
        ({"words": ""}, "Kopieer eerst de woorden uit je verhaal."),
        ({"words": "   "}, "Kopieer eerst de woorden uit je verhaal."),
        ({"words": "bakkerij", "nth": "4"}, "Ze staan er 3 keer."),
        ({"words": "bakkerij", "nth": "0"}, "1"),
        ({"words": "bakkerij", "nth": "-3"}, "1"),
        ({"words": "bakkerij", "nth": "twee"}, "getal"),
        ({"words": "bakkerij", "exactly": "1e9"}, "getal"),
        ({"words": "a" * 301}, "300"),
        ({"words": "Samira"}, "Hier is al iets aangeduid."),
        ({"words": "Samira werkt"}, "Hier is al iets aangeduid."),
    ],
)
def test_what_cannot_be_marked_says_why_and_comes_back(she: Writer, given: dict[str, str], sentence: str) -> None:
    assert she.post("marks", go="mark", **given) == ""
    assert sentence in she.page
    assert given["words"].strip() in she.page
    assert marked(she) == []


def test_overlapping_marks_are_refused(she: Writer) -> None:
    she.post("marks", go="mark", words="de bakkerij op")
    assert she.post("marks", go="mark", words="bakkerij op de hoek") == ""
    assert marked(she) == ["de bakkerij op"]


def test_what_is_free_is_marked_beside_what_is_taken(she: Writer) -> None:
    she.post("marks", go="mark", words="de bakkerij op")
    assert she.post("marks", go="mark", words="bakkerij") == "marks"
    assert marked(she) == ["de bakkerij op", "bakkerij", "bakkerij"]


def test_a_mark_is_decided_on_the_same_page(she: Writer) -> None:
    she.decide("findings", choice="replace")
    she.post("marks", go="mark", words="bakkerij")
    response = she.client.post(she.address("marks"), {})
    # The browser jumps to the sentence that says what is left.
    assert response.headers["Location"].endswith("#nog")
    place = she.get("marks").partition('id="nog" tabindex="-1"')[2].partition("</div>")[0]
    assert "Nog 3 te beslissen." in place
    assert she.page.count("Nog 3 te beslissen.") == 1
    assert she.decide("marks", choice="generalise", generalise="winkel") == "questions"
    assert "winkel op de hoek. De winkel sluit." in draft_contents.decided_text(she.draft)


def test_a_mark_stays_only_with_a_reason(she: Writer) -> None:
    she.post("marks", go="mark", words="hoek")
    assert she.decide("marks", choice="leave") == ""
    assert "Zeg waarom dit mag blijven staan." in she.page
    assert she.decide("marks", choice="leave", why="Er zijn veel hoeken.") == "questions"


def test_a_mark_can_be_taken_away_and_the_rest_is_kept(she: Writer) -> None:
    for words in ("hoek", "sluit"):
        she.post("marks", go="mark", words=words)
    first, second = she.rows(Source.WRITER)
    fields = she.row(second, "replace", replace="stopt")
    assert she.post("marks", go=f"unmark-{first.pk}", **fields) == "marks"
    assert marked(she) == ["sluit"]
    assert she.rows(Source.WRITER)[0].choice == Choice.REPLACE


def marked_then_named(she: Writer, words: str, name: str) -> None:
    """She marks words and replaces them, and gives another name afterwards."""
    she.decide("findings", choice="replace")
    she.post("marks", go="mark", words=words)
    she.decide("marks", choice="replace", replace="een zaak")
    she.post("names", names=f"Samira\n{name}")


@pytest.mark.parametrize("name", ["bakkerij op de hoek", "De bakkerij sluit", "hoek. De bakkerij"])
def test_what_is_found_around_a_mark_or_across_it_takes_it_in_and_asks(she: Writer, name: str) -> None:
    marked_then_named(she, "bakkerij", name)
    asked = [she.words(row) for row in she.rows() if row.choice == Choice.OPEN]
    assert [words.casefold() for words in asked] == [name.casefold()]
    assert name.casefold() not in draft_contents.decided_text(she.draft).casefold()


def test_what_reaches_past_a_mark_leaves_nothing_of_either(she: Writer) -> None:
    marked_then_named(she, "de bakkerij op", "bakkerij op de hoek")
    assert draft_contents.decided_text(she.draft).startswith("[persoon 1] werkt in ▮▮▮. De bakkerij sluit.")
    she.decide("findings", choice="replace")
    decided = draft_contents.decided_text(she.draft)
    # The same names again change nothing.
    she.post("names", names="Samira\nbakkerij op de hoek")
    assert draft_contents.decided_text(she.draft) == decided
    assert marked(she) == []


def test_a_mark_that_a_name_took_in_stays_when_that_name_goes(she: Writer) -> None:
    marked_then_named(she, "de bakkerij op", "bakkerij op de hoek")
    she.post("names", names="Samira")
    assert marked(she) == ["de bakkerij op de hoek"]
    assert draft_contents.decided_text(she.draft).startswith("[persoon 1] werkt in ▮▮▮. De bakkerij sluit.")


def test_what_is_found_in_a_mark_goes_with_it_and_asks_again_of_what_she_left(she: Writer) -> None:
    marked_then_named(she, "de bakkerij op de hoek", "bakkerij")
    assert draft_contents.decided_text(she.draft).startswith("[persoon 1] werkt in een zaak. De ▮▮▮ sluit.")
    she.decide("findings", choice="replace")
    she.decide("marks", choice="leave", why="Er zijn veel hoeken.")
    she.post("names", names="Samira\nbakkerij\nhoek")
    assert [row.choice for row in she.rows(Source.WRITER)] == [Choice.OPEN]


def test_what_went_with_a_mark_is_asked_when_she_takes_the_mark_away(she: Writer) -> None:
    marked_then_named(she, "de bakkerij op de hoek", "bakkerij")
    she.post("marks", go=f"unmark-{she.rows(Source.WRITER)[0].pk}")
    assert draft_contents.decided_text(she.draft).startswith("[persoon 1] werkt in de ▮▮▮ op de hoek.")


@pytest.mark.parametrize("key", ["", "abc", "00000000-0000-0000-0000-000000000000"])
def test_taking_away_what_is_not_there_does_nothing(she: Writer, key: str) -> None:
    she.post("marks", go="mark", words="hoek")
    assert she.post("marks", go=f"unmark-{key}") == "marks"
    assert marked(she) == ["hoek"]


def test_what_the_engine_found_cannot_be_taken_away(she: Writer) -> None:
    before = len(she.rows())
    she.post("marks", go=f"unmark-{she.rows()[0].pk}")
    assert len(she.rows()) == before


def test_the_page_shows_the_story_to_the_letter(she: Writer) -> None:
    """The script counts characters in it."""
    page = she.get("marks")
    story = page.partition('id="verhaal" dir="auto">')[2].partition("</div>")[0]
    bare = story.replace("</mark>", "").replace('<mark class="open">', "").replace('<mark class="decided">', "")
    assert bare == TEXT
