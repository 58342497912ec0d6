"""Half a name is still readable: where each kind of name begins and ends."""

import pytest

from tegenstroom.engines.deidentification import Label, deidentify
from tests.deidentification.marked import check, read


@pytest.mark.parametrize(
    "marked",
    [
        "Hij woont in de {ADDRESS|Gasthuisstraat 912, 3de verdieping}.",
        "Hij woont in de {ADDRESS|Gasthuisstraat 912 (bus 4)}.",
        "Hij woont in de {ADDRESS|Gasthuisstraat 912 gelijkvloers}.",
        "Hij woont in de {ADDRESS|Gasthuisstraat 912 bis}.",
        "Ze woont {ADDRESS|Heirbaan 907 rechts}.",
        "Ze woont {ADDRESS|Bevrijdingslaan n° 1210}.",
        "Hij woont in de {ADDRESS|Dr. Van De Perrelei 945}.",
        "ze woont in de {ADDRESS|burg de raetstraat} nu",
        "Hij woont op {ADDRESS|Den Doorn 909}.",
        "Hij woont in de {ADDRESS|Meulestroate 904}.",
        "Hij woont in de {ADDRESS|Rue du Moulin à Vent 907} in {LOCATION|Charleroi}.",
        "We gingen langs. {ADDRESS|Kapelstraat 912} in {LOCATION|Lier} is leeg.",
        "Ze werkt bij {ORG|Glorix} en woont in de {ADDRESS|Bloemstraat 912}.",
        "Daar wonen ze. {ADDRESS|Burg. Vandeputtestraat 912} is van haar.",
        "Hij stort op {IBAN|BE68 5390 0754 7034} elke maand.",
        "Stort op {IBAN|BE68539007547034} graag.",
        "Hij stort op {IBAN|NL91 ABNA 0417 1643 00} Alle maanden.",
        "Tussen {DATE|januari} en {DATE|april} was zij ziek.",
        "Ze werkt bij {ORG|garage Van Hecke & Zonen}.",
        "Ze werkt bij {ORG|Nettoyage Express sprl}.",
        "Hij huurt bij {ORG|cv Zonnig Heem}.",
        "Ze wacht op een plek in {ORG|home Ter Weyden}.",
        "Ze werkt in {ORG|tearoom 't Koffieboontje}.",
        "Hij is vrijwilliger bij {ORG|Rode Kruis Zele}.",
        "De uitvaart is in de {ORG|kerk van Sint-Anna}.",
        "Hij kwam recht van {ORG|De Kempen (gemeenschapsinstelling)}.",
        "Hij voetbalt bij {ORG|VK Flandria '76}.",
        "Ze slapen in {ORG|azc sint-truiden} en wachten",
        "ze gaat naar {ORG|basisschool zonder grenzen} en is blij",
        "ze gaat naar {ORG|basisschool de kleine prins} en is blij",
        "Ze staat ingeschreven bij de {ORG|Vlaamse Watergroep}.",
        "Vergadering met {PERSON|Jan Peeters jr.} over de huur.",
        "Vergadering met {PERSON|Umm Khaled} over de huur.",
        "ik sprak met {PERSON|marie-thérèse van den bossche-de wit} over haar huis",
        "{NICKNAME|Mie van de slager} komt elke dag.",
        "{NICKNAME|Staf de postbode} komt elke dag.",
        "Zij wordt '{NICKNAME|de Madame}' genoemd.",
    ],
)
def test_a_name_is_covered_up_to_its_ends(marked: str) -> None:
    case = read(marked)
    found = deidentify(case.text)
    assert case.missed(found) == []
    assert case.wrong(found) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "Ze vroeg of de bus van kwart over acht nog rijdt.",
        "Zie bladzijde 12 en bijlage 26, zei de voorzitter.",
        "De huur van de studio op de derde verdieping is te hoog.",
        "We zaten met twaalf aan tafel en er waren er wel dertig.",
        "Hij heeft veertig jaar gewerkt en niets gespaard.",
        "Het duurde een jaar of vijf.",
        "Alles stond in de kast, boven de wasmachine en onder het raam.",
    ],
)
def test_what_only_looks_like_an_end_stays(harmless: str) -> None:
    assert [harmless[each.start : each.end] for each in deidentify(harmless)] == []


def test_who_speaks_between_quotation_marks_is_found_without_what_is_said() -> None:
    check("‘Dag {PERSON|Danuta}, hoe gaat het?’ vroeg ze.")
    text = "“Ik ben Danuta,” zei ze."
    assert [text[each.start : each.end] for each in deidentify(text)] == ["Danuta"]


def test_two_towns_that_are_named_apart_stay_apart() -> None:
    text = "Ze ging van Gent naar Lier en van Aalst en Ninove weer terug."
    assert [text[each.start : each.end] for each in deidentify(text)] == ["Gent", "Lier", "Aalst", "Ninove"]


def test_a_typed_name_is_left_as_it_was_typed() -> None:
    text = "Mie van de slager kwam langs."
    (found,) = (each for each in deidentify(text, names=["Mie"]) if each.start == 0)
    assert (text[found.start : found.end], found.label) == ("Mie", Label.PERSON)


@pytest.mark.parametrize(
    "marked",
    [
        "De oudste is {AGE|zestien} en de jongste {AGE|anderhalf}.",
        "Ze kwam op heur {AGE|veertiende} naar hier.",
        "Ze is {AGE|achtentachentig} en kranig.",
        "Mijn oma van {AGE|92} woont nog alleen.",
        "Met mijn {AGE|achtenvijftig} vind ik geen werk meer.",
        "Ze heeft er een van {AGE|twee} en een van {AGE|vier}.",
        "'k Zin {AGE|63} en 'k werke nog.",
        "Hij is {AGE|zestien} zegt hij maar de tester zegt {AGE|negentien}.",
        "Hij verongelukte met de brommer in {DATE|82}.",
    ],
)
def test_an_age_is_found_by_a_turn_of_speech(marked: str) -> None:
    case = read(marked)
    assert case.missed(deidentify(case.text)) == []
