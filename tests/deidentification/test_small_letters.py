"""What a text names in small letters, by one letter or beside a comma; and the year of school of a child."""

import pytest

from tegenstroom.engines.deidentification import deidentify
from tests.deidentification.marked import check

TYPED_ON_A_TELEPHONE = [
    # A telephone sets a capital where a sentence opens, its owner none.
    "Ik ging gisteren met {PERSON|fatima} naar het ziekenhuis. Het was druk. {PERSON|mihaela pop} was er ook bij.",
    "Ik zit hier met {PERSON|tsering} in de kamer en het is koud. Kom je straks nog even langs of niet?",
]
BY_ONE_LETTER = [
    "Ik sprak met {PERSON|A.}, haar zus en de leerkracht. Daarna ging {PERSON|A.} naar huis.",
    "{PERSON|M} wil niet naar school. De vader van {PERSON|M} weet dat.",
    "Betreft: opvolging {PERSON|B.} (kamer twee)",
    "{PERSON|B}: ik kan niet meer\n{PERSON|H}: hoezo?\n{PERSON|B}: gewoon op",
]
BESIDE = [
    "da gastje van hiernaast, {NICKNAME|zizou}, was er weer ni",
    "Mijn maatje, {NICKNAME|toffe sammy}, woont hier al lang.",
    "Haar vriend, een zekere {NICKNAME|Smokkel}, bracht haar thuis.",
    "De jongens ({NICKNAME|Moes}, {NICKNAME|Brakke} en {NICKNAME|de Sjiek}) kwamen kijken.",
    "een jongen die zich {NICKNAME|skinny} noemt stond aan de deur",
    "{NICKNAME|Twaalfke} zeiden ze.",
]
TOWNS = [
    "Het was druk vandaag. De dienst antwoordt niet. ik kom van {LOCATION|lier} met de trein",
    "Het was druk vandaag. De dienst antwoordt niet. Ze woont in {LOCATION|heuvelland} met haar kat.",
    "Moeder, geboren te {LOCATION|melilla}, leest graag. Ze vraagt om hulp.",
    "{LOCATION|Boom}, de {DATE|tweede september}",
    "Ze verhuisde naar de {ADDRESS|Kerkstraat 939}, {POSTCODE|8691}.",
    "kind;dorp;vraag\noudste;{LOCATION|Zwartberg};fiets\njongste;{LOCATION|Wiemesmeer};bril\n"
    "derde;{LOCATION|Lommel};jas",
]
HOUSES = [
    "hij is geschorst op school, {ORG|het mispelboompje}.",
    "die werkt in {ORG|cafe de kemphaan} op de hoek",
    "ze werkt in een nagelstudio, {ORG|glossy fingers}, in de stad",
    "Hij poetst bij {ORG|zomerlust}. Dat doet hij graag. De uren zijn kort.",
    "Daarna ging hij naar {ORG|het kompas in anderlecht}. Dat was ver.",
    "Ik schreef naar de {ORG|woonmaatschappij de groene linde}. Er kwam geen antwoord.",
    "Zij zocht hulp bij {ORG|ocmw geel}, maar daar was niemand.",
]
NO_NAME = [
    "Plan B is beter. Vitamine D helpt. In groep A zit niemand. Hij kreeg een B op zijn rapport.",
    "Haar broer elke dag bellen helpt niet.",
    "Het is niet om af te halen. Hij begint te wenen.",
    "de brieven van het OCMW openmaken, dat durf ik niet",
    "Ze had koorts, hoest, en pijn in de rug.",
]
SCHOOL_YEARS = [
    "hij zit in het {AGE|vijfde leerjaar} en leest graag",
    "ze zit nu in {AGE|3de kleuter}",
    "een meisje uit het {AGE|laatste jaar secundair}",
    "hij doet {AGE|2 BSO} en vindt het lastig",
    "klas: {AGE|4de leerjaar}",
    "NOTA OVER {AGE|KLAS 6} EN DE VERVANGING",
    "ze herdoet haar {AGE|derde}.",
    "ze zit in het {AGE|zesde Latijn} en wil stoppen",
]
NO_SCHOOL_YEAR = [
    "Ik heb mijn middelbaar niet.",
    "Het derde jaar van het project loopt af.",
    "Hij heeft een diploma van het zesde middelbaar.",
    "Dit is zijn derde secundaire school.",
    "We reisden eerste klas, in haar eerste auto.",
]


@pytest.mark.parametrize(
    "marked", [*TYPED_ON_A_TELEPHONE, *BY_ONE_LETTER, *BESIDE, *TOWNS, *HOUSES, *SCHOOL_YEARS]
)
def test_it_is_found_without_a_capital(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", [*NO_NAME, *NO_SCHOOL_YEAR])
def test_what_only_looks_so_stays(text: str) -> None:
    assert deidentify(text) == ()


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("Hij zit in 3de kleuter.", "kleuteronderwijs"),
        ("Hij zit in het vijfde leerjaar.", "lager onderwijs"),
        ("Hij zit in het tweede middelbaar.", "secundair onderwijs"),
        ("Hij zit in 4C bij de juf.", "een klas"),
    ],
)
def test_a_school_year_becomes_its_school(text: str, general: str) -> None:
    """The sentence goes on around it, and what stands there is not found again."""
    (found,) = deidentify(text)
    assert (found.replacement, found.generalisation) == ("[een leeftijd]", general)
    assert deidentify(text[: found.start] + general + text[found.end :]) == ()
