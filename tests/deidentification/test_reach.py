"""Where half a name would stay readable all of it is taken, and what no list has is told by where it stands."""

import pytest

from tegenstroom.engines.deidentification import Label, deidentify
from tegenstroom.engines.deidentification.misread import mended
from tegenstroom.engines.deidentification.nouns import is_noun
from tests.deidentification.marked import check


@pytest.mark.parametrize(
    "marked",
    [
        "Ze kan terecht in {ORG|crematorium De Vlonder} in de namiddag.",
        "Hij leende geld van de {ORG|bond Verhaeghe} en zweeg erover.",
        "Ze slaapt bij de {ORG|nonnen van Deinze} op zolder.",
        "De hond zit in het {ORG|asiel van Ninove} en huilt.",
        "Naar {ORG|CPAS Namur} gaat ze niet meer.",
    ],
)
def test_the_noun_and_the_letters_before_a_name_belong_to_it(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "De zwemles van Prince begint.",
        "Vandaag belt advocaat Peeters.",
        "Hij reed naar Ninove.",
        "Daarna zweeg Jef.",
    ],
)
def test_a_trade_a_verb_or_a_thing_before_a_name_is_none_of_it(text: str) -> None:
    names = [text[each.start : each.end] for each in deidentify(text) if each.label in {Label.ORG, Label.PERSON}]
    assert all(" " not in name for name in names)


@pytest.mark.parametrize(
    ("word", "noun"), [("garage", True), ("kleiner", False), ("groen", False), ("belt", False)]
)
def test_a_noun_is_told_by_its_plural(word: str, noun: bool) -> None:
    assert is_noun(word) is noun


@pytest.mark.parametrize(
    ("scanned", "printed"),
    [
        ("0ntvangen op lO juni 2O22: de v0lmacht", "ontvangen op 10 juni 2022: de volmacht"),
        ("HUISBEZ0EK te 9860 0osterzele", "HUISBEZOEK te 9860 Oosterzele"),
        ("Een huis met l slaapkamer en 2 kinderen.", "Een huis met l slaapkamer en 2 kinderen."),
    ],
)
def test_what_a_scanner_misread_is_read_as_it_was_printed(scanned: str, printed: str) -> None:
    assert mended(scanned) == printed


def test_a_place_in_a_scan_is_where_it_was_written() -> None:
    check("De zus 0ntving ons te {LOCATION|0osterzele} op {DATE|lO juni 2O22}, ze was a1leen.")


@pytest.mark.parametrize(
    "marked",
    [
        "Haar vader is {PROFESSION|stoelenvlechter} en zwijgt.",
        "Later wil ze {PROFESSION|bloemschikker} worden.",
        "Ie is {AGE|eentachtig} en wil niet weg.",
        "Ze kwam op haar {AGE|derde} uit een kamp.",
    ],
)
def test_a_trade_or_an_age_that_no_list_has_is_told_by_its_place(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    ["Hij is eerder weggegaan.", "Ze is later vertrokken.", "Er waren er wel dertig.", "We zaten er met twintig."],
)
def test_what_only_stands_there_is_no_trade_and_no_age(text: str) -> None:
    assert deidentify(text) == ()


def test_a_dialect_is_not_full_of_names() -> None:
    text = "Ie zat doa ip zn eigen, ie zeit nie vele, en ie wilt nie mi weg oet zien huus, moa 't moet were."
    assert deidentify(text) == ()


def test_letters_of_a_house_are_its_name() -> None:
    check("Heur kleine zit bij de {ORG|KSJ} en lacht.")


def test_a_service_of_the_whole_country_is_an_employer_too() -> None:
    check("Hij was {PROFESSION|buschauffeur} bij {ORG|De Lijn} en is nu thuis.")
    check("Hij nam de bus van De Lijn naar huis.")
