"""A data dictionary of REDCap: questions with one answer come along, all else is named with its row."""

import csv
import io

import pytest

from tegenstroom.engines.questionnaires import Condition, FormError
from tegenstroom.engines.questionnaires.redcap import read_redcap
from tests.questionnaires.makers import redcap, separated

AGREE = "1, Nooit | 2, Soms, <b>soms</b> | 9, Weet niet"
FIRST = {0: "work", 1: "kracht_kort", 3: "yesno", 4: "Werk je?"}
SECOND = {0: "q1", 1: "kracht_kort", 3: "radio", 4: "<p>Ik kies zelf.</p>", 5: AGREE, 6: "Denk aan nu", 15: "grid"}


def told(imported) -> list[str]:
    return [str(said) for said in imported.notes]


def test_questions_with_one_answer_come_along() -> None:
    third = {**SECOND, 0: "q2", 3: "dropdown", 11: "[work] = '1' or [work] = \"0\""}
    found = read_redcap(redcap(FIRST, SECOND, third))
    made = found.questionnaire
    assert (made.key, made.title, found.notes) == ("kracht_kort", {"nl": "Kracht kort"}, ())
    assert [item.format for item in made.items] == ["work", "grid", "grid"]
    assert made.item("q1").text == {"nl": "Ik kies zelf."}
    assert made.item("q1").hint == {"nl": "Denk aan nu"}
    assert [(each.code, each.label["nl"]) for each in made.formats[1].choices] == [
        (1, "Nooit"),
        (2, "Soms, soms"),
        (9, "Weet niet"),
    ]
    assert made.item("q2").asked_when == Condition("work", (1, 0))


def test_the_language_is_whose_who_brings_it_says() -> None:
    made = read_redcap(redcap(FIRST), language="fr").questionnaire
    assert [each.label for each in made.formats[0].choices] == [{"fr": "Non"}, {"fr": "Oui"}]


def test_an_introduction_comes_first_or_not_at_all() -> None:
    words = {0: "welkom", 1: "f", 3: "descriptive", 4: "Welkom"}
    assert read_redcap(redcap(words, FIRST)).questionnaire.intro == {"nl": "Welkom"}
    late = read_redcap(redcap(FIRST, words))
    assert late.questionnaire.intro is None
    assert "Rij 3: “welkom” nemen we niet over. Dit soort vraag hebben we niet: descriptive." in told(late)


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (
            {0: "naam", 3: "text", 4: "Naam"},
            "Rij 3: “naam” nemen we niet over. Dit soort vraag hebben we niet: text.",
        ),
        ({**SECOND, 3: "checkbox"}, "Rij 3: “q1” nemen we niet over. Dit soort vraag hebben we niet: checkbox."),
        (
            {**SECOND, 11: "[age] > 18"},
            "Rij 3: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: [age] > 18.",
        ),
        (
            {**SECOND, 11: "[weg] = '1'"},
            "Rij 3: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: [weg] = '1'.",
        ),
        ({**SECOND, 12: "y"}, "Rij 3: dit nemen we niet over: Required: y."),
        ({**SECOND, 17: "@HIDDEN"}, "Rij 3: dit nemen we niet over: Field Annotation: @HIDDEN."),
        (
            {**SECOND, 1: "twee"},
            "In dit bestand staan 2 formulieren. We maken er één vragenlijst van: kracht_kort, twee.",
        ),
    ],
)
def test_what_does_not_come_along_is_named(row: dict[int, str], note: str) -> None:
    assert note in told(read_redcap(redcap(FIRST, row)))


def test_the_headings_of_the_api_and_of_older_versions_are_read_too() -> None:
    rows = list(csv.reader(io.StringIO(redcap(FIRST, SECOND).decode())))
    api = [
        *("field_name", "form_name", "section_header", "field_type", "field_label"),
        *("select_choices_or_calculations", "field_note", "text_validation_type_or_show_slider_number"),
        *("text_validation_min", "text_validation_max", "identifier", "branching_logic", "required_field"),
        *("custom_alignment", "question_number", "matrix_group_name", "matrix_ranking", "field_annotation"),
    ]
    from_r = [[cell or "NA" for cell in row] for row in rows[1:]]
    plain = read_redcap(redcap(FIRST, SECOND))
    assert read_redcap(separated([api, *from_r], ",")) == plain
    assert read_redcap(separated([row[:16] for row in rows], ",")) == plain


def test_a_dictionary_that_a_belgian_spreadsheet_kept_is_read() -> None:
    rows = list(csv.reader(io.StringIO(redcap(FIRST, SECOND).decode())))
    assert read_redcap(separated(rows, ";")) == read_redcap(redcap(FIRST, SECOND))


@pytest.mark.parametrize("choices", ["1, Nooit | 2, Soms |", "1, Nooit\n| 2, Soms\n", "1, Nooit \\n 2, Soms"])
def test_answers_are_read_as_loosely_as_redcap_reads_them(choices: str) -> None:
    made = read_redcap(redcap({**SECOND, 5: choices})).questionnaire
    assert [(each.code, each.label["nl"]) for each in made.formats[0].choices] == [(1, "Nooit"), (2, "Soms")]


def test_an_answer_that_comes_back_in_a_text_is_named() -> None:
    found = read_redcap(redcap(FIRST, {**SECOND, 4: "Je koos [work]. Hoe ver [km] is het? {work}"}))
    assert "Rij 3: dit nemen we niet over: [work]." in told(found)
    assert not any("[km]" in each for each in told(found))


def test_answers_that_cannot_be_read_leave_one_question_out() -> None:
    found = read_redcap(redcap(FIRST, {**SECOND, 5: "Nooit | Soms"}))
    assert [item.key for item in found.questionnaire.items] == ["work"]
    assert any(
        each.startswith("Rij 3: “q1” nemen we niet over. De antwoorden lezen we niet.") for each in told(found)
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"naam,vraag\na,b\n", "form-not-redcap"),
        (redcap({**SECOND, 5: "Nooit | Soms"}), "form-redcap-choices"),
        (redcap({**SECOND, 5: ""}), "form-redcap-choices"),
        (redcap({**SECOND, 5: "1, a | 1, b"}), "form-answer-twice"),
        (redcap(SECOND, SECOND), "form-name-twice"),
        (redcap({0: "naam", 3: "text"}), "form-no-questions"),
        (redcap({**SECOND, 4: ""}), "form-no-text"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, code: str) -> None:
    with pytest.raises(FormError) as refused:
        read_redcap(content)
    assert code in refused.value.codes
