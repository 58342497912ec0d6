"""Every finding is a row on which its writer decides; what she decided is kept at each press of a button."""

from uuid import uuid4

import pytest
from django.test import Client

from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.models import DraftFinding
from tegenstroom.dialogue.rules.drafts import NO_FINDING, Choice, none_because
from tegenstroom.dialogue.tests import fake_engine
from tegenstroom.dialogue.tests.factories import Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of

pytestmark = pytest.mark.django_db

TEXT = (
    "Samira (34 jaar) uit Diksmuide belde. Haar nummer is 0470 12 34 56. Samira was boos op Glorix. Samira zweeg."
)


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    she = writer_of(client, who)
    she.tell(TEXT, names="Samira")
    return she


def row(she: Writer, words: str) -> DraftFinding:
    """The first finding of these words."""
    return next(row for row in she.rows() if she.words(row) == words)


def choices(she: Writer) -> dict[str, list[str]]:
    """By words what was chosen, in the order of the text."""
    found: dict[str, list[str]] = {}
    for one in she.rows():
        found.setdefault(she.words(one), []).append(one.choice)
    return found


def test_names_come_first_and_unknown_capitals_last(she: Writer) -> None:
    page = she.get("findings")
    headings = [
        "Namen",
        "Wat iemand meteen aanwijst",
        "Wat samen iemand aanwijst",
        "Woorden met een hoofdletter die we niet kennen",
    ]
    places = [page.index(f"<h2>{heading}</h2>") for heading in headings]
    assert places == sorted(places)


def test_of_a_word_that_may_be_nothing_it_is_not_said_that_it_is_a_name(she: Writer) -> None:
    page = she.get("findings")
    unknown = page[page.index("<h2>Woorden met een hoofdletter") :]
    assert "Naam van iemand." in page
    assert "Naam van iemand." not in unknown
    assert "Misschien is dit een naam." in unknown


def test_each_row_shows_its_sentence_with_the_finding_in_it(she: Writer) -> None:
    page = she.get("findings")
    for one in she.rows():
        assert f"<mark>{she.words(one)}</mark>" in page
    assert "Haar nummer is <mark>0470 12 34 56</mark>." in page


def test_nothing_is_chosen_beforehand(she: Writer) -> None:
    page = she.get("findings")
    assert 'type="radio"' in page
    assert not [
        tag for tag in page.split("<input") if 'type="radio"' in tag and "checked" in tag.partition(">")[0]
    ]


def test_it_says_how_many_are_left(she: Writer) -> None:
    assert "Nog 7 te beslissen." in she.get("findings")
    she.post("findings", **she.row(row(she, "Diksmuide"), "replace"))
    assert "Nog 6 te beslissen." in she.get("findings")


def test_who_goes_on_too_soon_reads_once_above_the_page_how_many_are_left(she: Writer) -> None:
    she.post("findings", **she.row(row(she, "Diksmuide"), "replace"))
    page = she.get("findings")
    assert page.count("Nog 6 te beslissen.") == 1
    assert page.index("Nog 6 te beslissen.") < page.index("<h1>")
    assert "Jij kiest bij elke plek." in page
    assert "Nog 6 te beslissen. Jij kiest bij elke plek." in she.get("findings")


def test_the_three_choices_do_what_they_say(she: Writer) -> None:
    fields = (
        she.row(row(she, "Samira"), "replace", replace="[de moeder]")
        | she.row(row(she, "Diksmuide"), "generalise")
        | she.row(row(she, "34"), "leave")
    )
    she.post("findings", **fields)
    assert draft_contents.decided_text(she.draft).startswith("[de moeder] (34 jaar) uit een kleine stad belde.")


def test_everywhere_decides_on_the_same_words_at_once(she: Writer) -> None:
    first = row(she, "Samira")
    she.post("findings", **she.row(first, "replace"), **{f"{first.pk}-everywhere": "on"})
    assert choices(she)["Samira"] == ["replace"] * 3
    assert choices(she)["Diksmuide"] == ["open"]


def test_without_everywhere_the_others_stay_open(she: Writer) -> None:
    she.post("findings", **she.row(row(she, "Samira"), "replace"))
    assert choices(she)["Samira"] == ["replace", "open", "open"]


def test_a_choice_of_its_own_stands_against_everywhere(she: Writer) -> None:
    first, second, _third = (one for one in she.rows() if she.words(one) == "Samira")
    fields = she.row(first, "replace") | she.row(second, "generalise") | {f"{first.pk}-everywhere": "on"}
    she.post("findings", **fields)
    assert choices(she)["Samira"] == ["replace", "generalise", "replace"]


def test_the_box_for_everywhere_is_ready_where_words_stand_more_often(she: Writer) -> None:
    page = she.get("findings")
    assert page.count('-everywhere"') >= 1
    assert "Overal zo, ook op de 2 andere plaatsen" in page


@pytest.mark.parametrize("words", ["Samira", "0470 12 34 56", "Diksmuide", "Glorix"])
def test_what_points_straight_at_someone_stays_only_with_a_reason(she: Writer, words: str) -> None:
    assert she.post("findings", **she.row(row(she, words), "leave")) == ""
    assert "Zeg waarom dit mag blijven staan." in she.page
    assert row(she, words).choice == Choice.OPEN
    she.post("findings", **she.row(row(she, words), "leave", why="Zo heet de hele streek."))
    assert row(she, words).choice == Choice.LEAVE


def test_what_points_indirectly_may_stay_without_one(she: Writer) -> None:
    she.post("findings", **she.row(row(she, "34"), "leave"))
    assert row(she, "34").choice == Choice.LEAVE


def test_a_row_can_be_said_to_be_nothing(she: Writer) -> None:
    assert "Dit is geen naam" in she.get("findings")
    she.post("findings", **she.row(row(she, "Glorix"), "nothing"))
    assert row(she, "Glorix").choice == Choice.LEAVE
    assert draft_contents.stand_ins_of(she.draft)[str(row(she, "Glorix").pk)]["why"] == NO_FINDING


@pytest.mark.parametrize("words", ["Samira", "0470 12 34 56"])
def test_of_a_name_that_she_gave_and_of_a_number_nobody_can_say_that_it_is_none(she: Writer, words: str) -> None:
    one = row(she, words)
    part = she.get("findings").partition(f'id="w-{one.pk}"')[2].partition("</section>")[0]
    assert "Laat staan" in part
    assert 'value="nothing"' not in part
    for given in (she.row(one, "nothing"), she.row(one, "leave", why="Dit wijst niemand aan")):
        assert she.post("findings", **given) == ""
        assert row(she, words).choice == Choice.OPEN


def test_that_it_is_none_everywhere_does_not_hold_where_the_same_word_is_a_known_name(
    she: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (r"\bGlorix(?= belt)", "PERSON", "known-name", "[persoon 3]", "iemand")
    monkeypatch.setattr(fake_engine, "KNOWN", (known, *fake_engine.KNOWN))
    she.tell("Samira zag Glorix. Glorix belt.", names="Samira")
    first = row(she, "Glorix")
    she.post("findings", **she.row(first, "nothing"), **{f"{first.pk}-everywhere": "on"})
    assert choices(she)["Glorix"] == ["leave", "open"]


def test_that_a_place_is_none_asks_what_it_is_then(she: Writer) -> None:
    one = row(she, "Diksmuide")
    assert she.post("findings", **she.row(one, "nothing")) == ""
    assert "Zeg waarom dit mag blijven staan." in she.page
    assert row(she, "Diksmuide").choice == Choice.OPEN
    she.post("findings", **she.row(one, "nothing", none_why="De naam van een boek."))
    assert draft_contents.stand_ins_of(she.draft)[str(one.pk)]["why"] == none_because("De naam van een boek.")
    assert 'value="De naam van een boek."' in she.get("findings")


@pytest.mark.parametrize("choice", ["replace", "generalise"])
def test_words_instead_are_needed(she: Writer, choice: str) -> None:
    assert she.post("findings", **she.row(row(she, "Samira"), choice, replace=" ", generalise="")) == ""
    assert "Schrijf wat er in de plaats komt." in she.page


def test_what_is_right_is_kept_beside_what_is_wrong_and_what_was_typed_comes_back(she: Writer) -> None:
    fields = she.row(row(she, "Diksmuide"), "replace") | she.row(row(she, "Samira"), "leave")
    fields |= {f"{row(she, '34').pk}-why": "half getypt"}
    assert she.post("findings", **fields) == ""
    assert "De rest is bewaard." in she.page
    assert choices(she)["Diksmuide"] == ["replace"]
    assert "half getypt" in she.page


@pytest.mark.parametrize("choice", ["open", "weg", "0", "' OR 1=1"])
def test_a_choice_that_does_not_exist_is_none(she: Writer, choice: str) -> None:
    she.post("findings", **she.row(row(she, "Samira"), choice))
    assert choices(she)["Samira"] == ["open"] * 3


def test_too_long_words_instead_come_back(she: Writer) -> None:
    assert she.post("findings", **she.row(row(she, "Samira"), "replace", replace="a" * 201)) == ""
    assert "a" * 201 in she.page


def test_a_decision_for_a_finding_of_another_draft_does_nothing(she: Writer, who: Group) -> None:
    other = writer_of(she.client, who)
    other.tell("Yassin zweeg.", names="Samira")
    foreign = other.rows()[0]
    fields = {f"{foreign.pk}-choice": "leave", f"{foreign.pk}-why": "zomaar", f"{uuid4()}-choice": "replace"}
    she.post("findings", **fields)
    foreign.refresh_from_db()
    assert foreign.choice == Choice.OPEN
    assert choices(she)["Samira"] == ["open"] * 3


def test_an_advice_is_never_put_into_the_text(she: Writer) -> None:
    she.tell("Ze heeft een drieling.", names="Samira")
    page = she.get("findings")
    assert "Schrijf: kinderen." in page
    assert 'value="Schrijf: kinderen."' not in page


def test_an_advice_that_names_words_has_them_ready(she: Writer) -> None:
    she.tell("Ze heeft een drieling.", names="Samira")
    assert 'value="kinderen"' in she.get("findings")
    assert she.decide("findings", choice="generalise", generalise="kinderen") == "marks"
    assert draft_contents.decided_text(she.draft) == "Ze heeft kinderen."


def test_on_one_other_place_it_says_so(she: Writer) -> None:
    she.tell("Samira belt. Samira zwijgt.", names="Samira")
    assert "Overal zo, ook op de andere plaats<" in she.get("findings")


def test_a_decision_can_be_changed(she: Writer) -> None:
    she.post("findings", **she.row(row(she, "Diksmuide"), "replace"))
    she.post("findings", **she.row(row(she, "Diksmuide"), "generalise"))
    assert "een kleine stad" in draft_contents.decided_text(she.draft)


def test_a_long_story_is_asked_in_pages_and_leads_back_to_what_is_open(she: Writer) -> None:
    she.tell(" ".join(f"Samira was {age} jaar." for age in range(20, 40)), names="Samira")
    assert len(she.rows()) == 40
    assert "bladzijde 1 van 5" in she.get("findings")
    first = row(she, "Samira")
    fields = she.row(first, "replace") | {f"{first.pk}-everywhere": "on"}
    assert she.post("findings", **fields) == "findings"
    # The other rows of that name need no visit: the first page with an open row follows.
    response = she.client.post(she.address("findings"), {})
    assert response.headers["Location"].endswith("?page=3")
    assert she.post("findings", "?page=5") == "findings"
    assert "Nog 20 te beslissen." in she.get("findings", "?page=3")
    assert she.post("findings", "?page=3", go="back") == "findings"
    assert she.post("findings", "?page=1", go="back") == "names"
    for page in (3, 4, 5):
        she.decide("findings", choice="replace", query=f"?page={page}")
    assert she.post("findings", "?page=5") == "marks"


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", ""])
def test_a_page_that_is_not_there_is_one_that_is(she: Writer, page: str) -> None:
    she.get("findings", f"?page={page}")
    assert she.status == 200


def test_no_page_is_heavy(she: Writer) -> None:
    she.tell(" ".join(f"Samira was {age} jaar." for age in range(20, 99)), names="Samira")
    assert len(she.get("findings").encode()) < 30_000
