"""What only the turn of a phrase gives away: three of a kind or more. Exactly what is marked is found."""

import time

import pytest

from tegenstroom.engines.deidentification import deidentify
from tests.deidentification.marked import check
from tests.support.depth import at_depth

SAID_ALOUD = [
    "bel mij op {PHONE|nul vierhonderd zevenenzeventig twaalf vierendertig zesenvijftig}",
    "bel mij op {PHONE|nul negen, tweehonderd vierendertig, nul nul, eenentwintig}",
    "bel mij op {PHONE|dubbel nul tweeëndertig vier zeven zeven nul nul nul nul eenentwintig}",
    "storten op {IBAN|bee ee zesenvijftig negenennegentig negentig nul zeven vijfenvijftig eenentachtig acht}",
    "mijn rekening is {IBAN|BE zesenvijftig negen negen negen nul nul zeven vijf vijf acht een acht acht}",
    "mijn rijksregister is {RRN|zevenentachtig, nul één, tien, negen negen vijf, vijf vier}",
    "mijn postcode is {POSTCODE|negenduizend driehonderd}",
    "mijn dossiernummer is {ID|nul zeven acht acht}",
]
ACCOUNTS = [
    "op insta heet ze {HANDLE|lotjedm}",
    "ze speelt roblox als {HANDLE|superbouwer99}",
    "facebook: {HANDLE|lotje danst}",
    "mail naar {EMAIL|lotje_danst apestaartje example punt org}",
]
HOUSES = [
    "intake bij {ORG|de brug} om tien uur",
    "hij gaat elke dag naar {ORG|de schakel}",
    "CONTACT MET {ORG|DE SCHAKEL} OPGENOMEN, ZIJ BELLEN TERUG",
    "doorverwezen naar {ORG|de tunnel} door de dokter",
    "hij verblijft in {ORG|ten anker} sinds kort",
    "in {ORG|den engel} zat hij weer te drinken",
    "ik ging vragen bij {ORG|het huis van het kind}, niemand wist iets",
    "ze poetst bij {ORG|frituur bij den Tuur}",
    "ze belde de {ORG|dienst wonen van de stad Lier}",
]
MOMENTS = [
    "{DATE|dinsdag de veertiende} moet ik voorkomen",
    "met {DATE|Allerheiligen} waren ze samen",
    "'t {DATE|weekend van de veertiende} komt hij",
    "{DATE|vorige week dinsdag} belde ze",
    "ze verhuisde de {DATE|eerste maandag van mei}",
    "opname {DATE|6/1} via de spoed",
]
AGES = [
    "hij loopt tegen de {AGE|zestig}",
    "kben {AGE|27} en heb niks",
    "ze wordt er volgende maand {AGE|zestig}",
    "amper {AGE|19} en al mama",
    "op {AGE|81} woont ze nog alleen",
    "een jongen van {AGE|4;8} in de kleuterklas",
]
CALLED = [
    "{NICKNAME|den rosse} was er ook",
    "zijn bijnaam is {NICKNAME|spook}",
    "{NICKNAME|Pietje de Pijp} lachte",
    "gisteren kwam {PERSON|elke} langs met de kleine",
    "de mama van {PERSON|storm} belde",
    "{PERSON|tom c}: wie komt er",
]
SCANNED = [
    "Adres : {ADDRESS|Kerk str . 4O1} , {POSTCODE|8 8 0 0} {LOCATION|Roe selare}",
    "Dossier nr . {ID|2O24 / O117}",
    "De heer {PERSON|D e p o o r t e r} verscheen niet .",
]
PLACES = [
    "op {LOCATION|linkeroever} is het stil",
    "{LOCATION|Aalst} ({POSTCODE|9300})",
    "ze woont in {LOCATION|hartje Leuven}",
    "de sleutel van {ADDRESS|kapelstraat twaalf} ligt klaar",
]
TRADES = [
    "{PROFESSION|postbode} geweest, nu ziek",
    "ze was {PROFESSION|juf} in haar land",
    "een gewezen {PROFESSION|schoolinspecteur} met een rode bic",
]
EVERY = [*SAID_ALOUD, *ACCOUNTS, *HOUSES, *MOMENTS, *AGES, *CALLED, *SCANNED, *PLACES, *TRADES]


@pytest.mark.parametrize("marked", EVERY)
def test_exactly_what_is_marked_is_found(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "ze wacht al drie jaar op een huis, we waren met twaalf in de zaal",
        "hij loopt langs de brug en staat op het perron, we zaten in de tuin onder de boom",
        "de rode kater zat op het dak, het was een lange dag",
        "kom eens langs bij de buren, vraag het aan de balie",
        "het kost veertig euro per maand, ze kreeg tien punten op twintig",
        "morgen om tien uur en overmorgen om vier, gisteren was hij er niet",
        "We zijn er 24/7 en doen 2/3 van het werk in de namiddag.",
    ],
)
def test_the_same_words_say_something_harmless_elsewhere(text: str) -> None:
    assert [text[each.start : each.end] for each in deidentify(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1 ", "een twee ", "in de ", "twee-", "x_", "A a ", "1/1 ", "woont in de "])
def test_a_text_that_repeats_itself_takes_time_in_proportion(piece: str) -> None:
    def takes(length: int) -> float:
        # Of the processor, and the best of two: others on the machine take their time too.
        text, found = piece * (length // len(piece)), []
        for _once in range(2):
            start = time.process_time()
            deidentify(text)
            found.append(time.process_time() - start)
        return min(found)

    size = at_depth(1_500, 6_000)
    takes(1_000)
    assert takes(4 * size) < 10 * takes(size) + 0.2  # sixteen times, were it quadratic
