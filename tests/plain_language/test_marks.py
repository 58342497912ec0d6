"""What is marked, with a reason and a proposal; and what is left alone, for a wrong mark costs trust."""

import pytest

from tegenstroom.engines.plain_language import COACH, GENERAL, Kind, Mark, assess
from tegenstroom.engines.plain_language.lexicon import HOUSE, parts
from tegenstroom.engines.plain_language.tables import abbreviations, jargon


def marked(text: str, kind: Kind) -> dict[str, Mark]:
    return {text[mark.start : mark.end]: mark for mark in assess(text, COACH).marks if mark.kind is kind}


@pytest.mark.parametrize(
    ("text", "term", "plain"),
    [
        ("Wil je participeren?", "participeren", "meedoen"),
        ("Ze participeert al jaren.", "participeert", "meedoen"),
        ("Dat is nog niet geïmplementeerd.", "geïmplementeerd", "invoeren"),
        ("In het kader van armoede werken we samen.", "In het kader van", "voor"),
        ("Je trajecten lopen goed.", "trajecten", "stappen, weg, begeleiding"),
        ("Een preventieve aanpak helpt.", "preventieve", "om erger te voorkomen"),
    ],
)
def test_jargon_gets_a_plain_word(text: str, term: str, plain: str) -> None:
    assert f"Schrijf: {plain}." in marked(text, Kind.JARGON)[term].proposal


def test_words_of_the_house_are_no_jargon() -> None:
    text = "De coach en de trainer vormen een tandem. De vorming heeft een module, een supervisie en een attest."
    assert assess(text, COACH).marks == ()


def test_the_table_of_jargon_is_large_and_never_explains_one_hard_word_with_another() -> None:
    entries = {entry.term: entry for found in jargon().values() for _phrase, entry in found}
    assert len(entries) >= 300
    assert not {entry.term for entry in entries.values() if set(entry.plain.split(", ")) & entries.keys()}
    assert not HOUSE & entries.keys()
    assert not {
        (entry.term, mark.kind, mark.reason)
        for entry in entries.values()
        for mark in assess(entry.plain, GENERAL).marks
        if mark.kind is not Kind.JARGON
    }


@pytest.mark.parametrize(
    "text",
    [
        "Het OCMW betaalt. Dat is het openbaar centrum voor maatschappelijk welzijn.",
        "Het openbaar centrum voor maatschappelijk welzijn (OCMW) betaalt. Het OCMW belt je.",
        "De jeugd van onze buurt (JVOB) komt ook.",
        "JVOB (jeugd van onze buurt) komt ook.",
        "Stuur een sms of bel met je gsm. Je PIN en je QR-code staan op je kaart.",
        "LET OP DE HOND",
        "Deel II komt later.",
    ],
)
def test_an_explained_or_everyday_abbreviation_is_left_alone(text: str) -> None:
    assert marked(text, Kind.ABBREVIATION) == {}
    assert assess(text, COACH).unexplained == 0


@pytest.mark.parametrize(
    ("text", "short", "proposal"),
    [
        ("Ga naar het OCMW.", "OCMW", "openbaar centrum voor maatschappelijk welzijn (OCMW)"),
        ("Ga naar de XYZ.", "XYZ", "Leg de eerste keer uit"),
        ("Ga naar de XYZ (dat is ver).", "XYZ", "Leg de eerste keer uit"),
        ("Breng bv. soep mee.", "bv.", "Schrijf: bijvoorbeeld."),
        ("Mail ons m.b.t. je vraag.", "m.b.t.", "Schrijf: over."),
        ("Onze vzw helpt.", "vzw", "vereniging zonder winst (vzw)"),
        ("Ga naar de CAW’s.", "CAW’s", "centrum algemeen welzijnswerk (CAW’s)"),
    ],
)
def test_an_abbreviation_must_be_explained(text: str, short: str, proposal: str) -> None:
    assert proposal in marked(text, Kind.ABBREVIATION)[short].proposal


def test_an_abbreviation_is_marked_once_where_it_first_comes() -> None:
    text = "Het CAW helpt. Bel het CAW. Ook het OCMW helpt."
    marks = [mark for mark in assess(text, COACH).marks if mark.kind is Kind.ABBREVIATION]
    assert [(mark.start, text[mark.start : mark.end]) for mark in marks] == [(4, "CAW"), (36, "OCMW")]


@pytest.mark.parametrize(
    "word", ["hermeneutisch", "extramurale", "predispositie", "discursieve", "spitsvondigheden"]
)
def test_a_rare_word_is_found(word: str) -> None:
    assert assess(f"Dat is {word} voor ons.").marks


@pytest.mark.parametrize(
    "text",
    [
        "Je inschrijvingen en aanmeldingsformulieren liggen klaar.",
        "De herinneringsbrieven en huisbezoeken zijn betaald.",
        "Tik het kaartnummer aan dat je aanvinkte.",
        "Hij werd opgebeld en meegebracht.",
        "We spreken af met Fatima Benhaddou in Zwijndrecht.",
        "Fatima komt ook.",
        "Ingrid komt ook. Tieneke niet.",
        "Je mails naar els.peeters@tegenstroom.be komen toe.",
        "Verwittig je mutualiteit.",
    ],
)
def test_inflections_compounds_and_names_are_not_rare(text: str) -> None:
    assert marked(text, Kind.RARE_WORD) == {}


def test_a_hard_word_is_no_name_because_it_opens_a_sentence() -> None:
    assert "Zelfbeschikkingsideologie" not in marked("Zelfbeschikkingsideologie telt.", Kind.RARE_WORD)
    assert "Discursiviteit" in marked("Discursiviteit telt.", Kind.RARE_WORD)


def test_a_compound_falls_apart_into_what_a_reader_knows() -> None:
    assert parts("wachtlijst") == ("wacht", "lijst")
    assert parts("herinneringsbrief") == ("herinnering", "brief")
    assert parts("tafel") == ()


def test_a_long_compound_is_marked_with_its_parts() -> None:
    mark = marked("Vul het aanmeldingsformulier in.", Kind.LONG_WORD)["aanmeldingsformulier"]
    assert "aanmelding, formulier" in mark.proposal
    assert marked("Dat is waarschijnlijk ervaringsdeskundige.", Kind.LONG_WORD) == {}


@pytest.mark.parametrize(
    "text",
    [
        "De vergoeding wordt elke maand betaald.",
        "Je aanvraag werd gisteren door ons behandeld.",
        "Er wordt niets bewaard.",
        "Je zegt wat er gedaan moet worden.",
        "De brieven worden doorgestuurd.",
    ],
)
def test_the_passive_is_marked(text: str) -> None:
    assert len(marked(text, Kind.PASSIVE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Je wordt sterker.",
        "Het wordt warm in dat gebied.",
        "Ze wordt trainer en ze heeft dat gevraagd.",
        "Hij wordt bekend.",
        "We hebben je brief gekregen.",
        "Wat wordt het, denk je, beste Gert?",
        "Ze worden vrienden met veel geduld.",
    ],
)
def test_what_is_not_passive_is_left_alone(text: str) -> None:
    assert marked(text, Kind.PASSIVE) == {}


def test_a_verb_cut_in_two_by_many_words_is_marked() -> None:
    far = "Je hebt voor de vorming van donderdag in Gent nog geen geld gekregen."
    near = "Je hebt nog geen geld gekregen voor de vorming van donderdag in Gent."
    assert len(marked(far, Kind.BRACKET)) == 1
    assert marked(near, Kind.BRACKET) == {}


def test_a_long_sentence_is_marked_where_it_can_be_cut() -> None:
    text = "We beginnen om negen uur met koffie in de grote zaal en daarna praten we over je vragen van thuis."
    (mark,) = marked(text, Kind.LONG_SENTENCE).values()
    assert (mark.start, mark.end) == (0, len(text))
    assert "20 woorden" in mark.reason
    assert "Knip voor “en”" in mark.proposal


def test_no_cut_is_proposed_between_two_words_that_belong_together() -> None:
    text = "We praten in de grote zaal van ons huis in Gent over wonen en werken en eten en over kinderen thuis."
    (mark,) = marked(text, Kind.LONG_SENTENCE).values()
    assert mark.proposal == "Maak er twee zinnen van, elk met één idee."


def test_every_abbreviation_of_the_table_is_told_in_words() -> None:
    assert len(abbreviations()) >= 90
    assert all(full and full.lower() != short for short, full in abbreviations().items())
