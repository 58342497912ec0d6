"""What gives away a name, a place, an age, a trade: one row a rule. Exactly what is marked is found."""

import pytest

from tegenstroom.engines.deidentification import Label, Reason, deidentify
from tests.deidentification.marked import check, read

PEOPLE = [
    "Mevrouw {PERSON|Appels} belde.",
    "meneer {PERSON|claes} heeft schulden",
    "Dhr. {PERSON|J. Peeters} is er niet.",
    "Ik sprak met {PERSON|Jan van der Velde} over de huur.",
    "HB {PERSON|De Keyser}: niet thuis",
    "Zijn moeder {PERSON|samira} weet van niks.",
    "mijn zoon {PERSON|milan} slaapt slecht",
    "Zijn zonen {PERSON|Milan}, {PERSON|Arben} en {PERSON|Jef} zwegen.",
    "familie {PERSON|Al-Hashimi} vraagt uitstel",
    "gezin {PERSON|Claes-Mertens}: gas afgesloten",
    "Awel, ons {PERSON|marie} zegt niks.",
    "En den {PERSON|jef} heeft da gezegd.",
    "We gingen bij de {PERSON|Rita} eten.",
    "{NICKNAME|Jefke} lachte.",
    "{NICKNAME|kleine mo} slaapt bij zijn tante",
    "Ze noemen hem {NICKNAME|den Blauwe}.",
    "Hij heet {PERSON|Xoşnav}.",
    "ik heet {PERSON|nzuzi} en ik ben bang",
    "Naam: {PERSON|Okonkwo Chidi}",
    "{PERSON|Samira's} dochter wacht.",
    "Toen kwam {PERSON|Ngawang} binnen.",
    "Cliënte {PERSON|K.O.} meldt zich.",
    "{PERSON|K.} belt niet terug.",
    "MEVR {PERSON|BAKOUCHE} KWAM NIET NAAR DE AFSPRAAK",
    "{PERSON|Roos} vertelt over haar dag.",
    "Beste {PERSON|Joke}, kan je komen?",
    "Tot morgen,\n{PERSON|Leen}",
    "{PERSON|De Smet} zweeg. Toen huilde {PERSON|Smet}.",
    "Zijn dochter {PERSON|Hoop} is ziek. {PERSON|Hoop} hoest.",
    "volgens {PERSON|tsering} klopt dat niet, zegt hij",
]
PLACES = [
    "Ze slaapt in {LOCATION|Diksmuide}.",
    "hij slaapt bij zijn tante in {LOCATION|merksem}",
    "ik woon in {LOCATION|lier} met mijn kat",
    "Ze kwam uit {LOCATION|Ouagadougou}.",
    "{ADDRESS|Kapelstraat 1322}, {POSTCODE|9100} {LOCATION|Sint-Niklaas}",
    "Ze woont {ADDRESS|Lange Leemstraat 12 bus 3}.",
    "ze woont op de {ADDRESS|zwevegemsestraat 45}",
    "Hij woont in de {ADDRESS|Pannestraat}.",
    "Adres: {ADDRESS|Vaartkom 31 bus 5.02}, {LOCATION|Leuven}",
    "Ze belde {ORG|OCMW Lier}.",
    "Hij gaat naar {ORG|vrije basisschool De Zaaier}.",
    "hij zit op {ORG|basisschool de vlinder} en leert goed",
    "Ze poetst bij {ORG|Moazoart vzw}.",
    "Hij speelt bij {ORG|KSK Ronse}.",
    "Ze ligt in het {ORG|Imelda ziekenhuis}.",
]
AGES = [
    "Hij was {AGE|57}.",
    "De {AGE|34-jarige} vrouw wacht.",
    "Mevrouw {PERSON|Ouali} ({AGE|29}) belde.",
    "{PERSON|Lina}, {AGE|7}, slaapt.",
    "Zij is {AGE|vierendertig jaar} oud.",
    "Toen ik {AGE|veertien} was, ging ik werken.",
    "{AGE|Tien} is em nu.",
    "Hij slaapt al drie jaar slecht.",
    "Dat is twintig jaar geleden.",
    "Ze wacht 14 maanden op een plaats.",
    "Ze kwam op {DATE|3 mei 2024}.",
    "Sinds {DATE|maart 2021} is het stil.",
    "Geboren op {DATE|12/04/1961}.",
    "Ze sloten in {DATE|1987}.",
    "HB {DATE|ma 4/3}: niemand thuis",
    "Ze komt maandag om 10 uur.",
]
OTHERS = [
    "Toen hij zijn werk als {PROFESSION|diamantslijper} verloor",
    "Ze werkt als {PROFESSION|verpleegkundige} in de nacht.",
    "De verpleegkundige zei niets.",
    "De maatschappelijk werker luisterde.",
    "Hij spreekt enkel {ORIGIN|Dari}.",
    "de {ORIGIN|marokkaanse} buurvrouw lachte",
    "Ze volgt lessen Nederlands.",
    "Hij is {RARE|de enige Somalische vader op de hele school}.",
    "Het stond {RARE|in de krant}.",
    "Ze heeft {RARE|zeven kinderen}.",
    "De eerste keer kwam ze niet.",
    "Zijn hond {PET|Bobby} blaft.",
    "Ze heeft een kat die {PET|Minoes} heet.",
]

AROUND = [
    "adres was {ADDRESS|korte nieuwstaat 12} in {LOCATION|kortrjk}",
    "Wonende  {ADDRESS|Mo len 14 2} ,  {POSTCODE|B - 9140}  {LOCATION|Temse} .",
    "Ze woont in {LOCATION|Doel}.",
    "Hij werkte bij {ORG|drukkerij Van Hecke} en nu niet meer.",
    "ze kreeg soep van {ORG|vzw over elkaar} en zei niks",
    "ik kom van {NICKNAME|tantje lepelaar} en ze slaapt",
    "wie heeft de bal\n{NICKNAME|mo van de fanfare}\nah {PERSON|Mohamed}",
    "DE PATIENT {PERSON|FRANS VANHOUTTE} HEEFT GEEN WARM WATER",
    "Aanvrager: {PERSON|Van den Bossche, Rita}",
    "Hij is eind de {AGE|zestig} en moe.",
    "Zo'n klein manneke van {AGE|vier}.",
    "Leeftijd: {AGE|15}j",
    "Ze lachte. {RARE|Zijn val haalde de regionale televisie}.",
    "Een briefje van vijf, meer had ze niet.",
    "Hij zat midden in de nacht op, tussen tien en elf.",
]

# What only belonging, a list or a scanner's slip gives away: three of a kind.
BELONGING = [
    "hij werkt bij {ORG|zorix} en dat gaat goed",
    "Ze doet stage bij {ORG|Blauwe Brug} tot de zomer.",
    "Hij is lid van {ORG|Sterke Handen} geworden.",
    "mijn broer zit in {ORG|sint-ferdinand} sinds vorige week",
    "Hij ging naar de {ORG|kringwinkel in Asse}.",
    "Ze slaapt bij de {ORG|zusters van Lier}.",
    "De {ORG|sociale dienst van Bilzen} belde.",
    "Toen kwam ze bij {ORG|Voisins sans frontières} terecht.",
    "Post naar {ADDRESS|postbus 44}.",
    "Woonst: {ADDRESS|Blok B, Zonnedal 5}",
    "zijn ma woont {LOCATION|ternat} en hij niet",
    "breng het maar naar de {ADDRESS|lijsterbeslaan} want daar is het warm",
    "Hij werkte bij {ORG|brasserie Duinzicht} tot zijn rug brak.",
]
SAID = [
    "Ze heet {PERSON|Lotte} en is {AGE|zestien}.",
    "Hij is {AGE|negen en een half}.",
    "Op haar {AGE|zesentwintigste} kreeg ze een huis.",
    "{PERSON|Achmed} | {AGE|11} | leest graag",
    "{PERSON|Lucienne}: {AGE|83}, valt vaak",
    "{PERSON|Goedele} (bijna {AGE|60}) lachte.",
    "Een mama van {AGE|tweeëntwintig} met een zorg.",
    "Kinderen: vier ({AGE|15, 9 + 2})",
    "Geboren op {DATE|drie mei negentienhonderdachtenzestig}.",
    "'t was den {DATE|negensten van de meie}, zei ze",
    "Sinds {DATE|tweeduizend en twaalf} slaapt ze slecht.",
    "Zijn vader was {PROFESSION|rietvlechter}.",
    "Hij es {AGE|zesenveertig}, zei zijn maat.",
    "Ze wil {PROFESSION|plaatlasser} worden.",
    "{PERSON|Sonja}, {PROFESSION|bediende}, wacht.",
]


@pytest.mark.parametrize("marked", BELONGING + SAID)
def test_what_is_said_around_it_gives_it_away(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tel. O472 / OO OO 19", "O472 / OO OO 19"),
        ("Rek. BE7I 9990 O0OO 1269", "BE7I 9990 O0OO 1269"),
        ("Geb. l2.O3.1957", "l2.O3.1957"),
        ("Ze wonen in Heist - op - den - Berg.", "Heist - op - den - Berg"),
        ("Aanvr ager: Mar tens Els", "Mar tens Els"),
    ],
)
def test_what_a_scanner_read_wrong_is_covered(text: str, found: str) -> None:
    start = text.index(found)
    covered = {place for each in deidentify(text) for place in range(each.start, each.end)}
    assert {place for place in range(start, start + len(found)) if text[place].isalnum()} <= covered


@pytest.mark.parametrize("marked", PEOPLE + PLACES + AGES + OTHERS + AROUND)
def test_exactly_this_is_found(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", PEOPLE + PLACES + AGES + OTHERS)
def test_it_says_what_it_is(marked: str) -> None:
    case = read(marked)
    alike = {Label.NICKNAME: Label.PERSON, Label.ADDRESS: Label.LOCATION}
    told = {alike.get(each.label, each.label) for each in deidentify(case.text)}
    assert told == {alike.get(label, label) for _start, _end, label in case.gold}


@pytest.mark.parametrize(
    "text",
    [
        "De hulpverlener vroeg eerst hoe de week geweest was. Pas daarna ging het over de papieren.",
        "Hoop doet leven. Vrede begint thuis. Een roos lag op tafel, een merel zong.",
        "Het OCMW en het CAW zaten samen met de school. De Vlaamse overheid betaalt.",
        "In België heb je recht op een antwoord. Vlaanderen kent een klachtendienst.",
        "ge moet da ni zo zwaar opnemen zei ze. da had ze nog nooit gehoord denk ik.",
        "GEEN GAS, GEEN LICHT. DE KINDEREN SLAPEN IN HUN JAS.",
        "Stap 1: luister. Stap 2: vat samen. Belangrijk: vraag of het past.",
        "'s Zondags aten we soep. 't Was altijd laat. Eén keer maar.",
        "We stuurden een bericht via WhatsApp en Facebook. Kerstmis is moeilijk voor velen.",
        "Roos is mijn lievelingskleur.",
        "Hij werkt voor weinig geld en is lid van een vereniging. Ze wil beter worden.",
        "Op mijn eerste dag wist ik niets, van haar vierde kind sprak ze niet.",
        "ik zit in de put en mijn vriend zit in de zetel, via via kreeg ik een bed",
        "Het kwam in stappen (1, 2, 3). School: zie verder.",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert [text[each.start : each.end] for each in deidentify(text)] == []


def test_a_capital_that_nothing_explains_can_be_listed_apart() -> None:
    text = "Toen kwam Brzlk binnen, met zijn moeder Samira."
    apart = [text[each.start : each.end] for each in deidentify(text) if each.reason is Reason.UNKNOWN_CAPITAL]
    assert apart == ["Brzlk"]


@pytest.mark.parametrize(
    "marked",
    [
        "Ze woont in {ADDRESS|flat 12C} van dat gebouw.",
        "Ze staat aan {ADDRESS|blok F} te wachten.",
        "Ze woont op {ADDRESS|den Lochtkant} en werkt niet.",
        "Ze heeft nog geen antwoord van {ORG|Zorg en Wonen} gekregen.",
        "MEVROUW {PERSON|DE SCHAEKELEER} BELT MORGEN TERUG.",
        "Ons nummer is dossier {ID|24/118-B} en niets anders.",
        "Hij zegt {AGE|zestien} te zijn.",
    ],
)
def test_a_door_a_pair_of_words_and_a_file_of_several_parts_are_whole(marked: str) -> None:
    check(marked)
