"""A choice fits into its sentence: what comes out is Dutch, and nothing else of the sentence is touched."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.engines.deidentification import Finding, apply, deidentify
from tegenstroom.engines.deidentification.fitting import Chosen, fitted

MORE_GENERAL = [
    # A town alone is a town, and never the service called after it.
    ("Ze woont in Deinze. Ze belde het OCMW van Deinze.", "Ze woont in een kleine stad. Ze belde een OCMW."),
    (
        "Hij komt uit een dorp bij Brugge. Hij zat in de gevangenis van Brugge.",
        "Hij komt uit een dorp bij een stad. Hij zat in een gevangenis.",
    ),
    (
        "Haar zus woont in Kortrijk. Ze lag in het ziekenhuis van Kortrijk.",
        "Haar zus woont in een stad. Ze lag in een ziekenhuis.",
    ),
    # A moment takes one preposition.
    ("Op 3 oktober belde ze.", "In de herfst belde ze."),
    ("Ze kreeg in juli 2023 een brief.", "Ze kreeg in de zomer van dat jaar een brief."),
    ("Sinds maart gaat het beter.", "Sinds de lente gaat het beter."),
    ("Vanaf 12 mei 2022 was hij weg.", "Vanaf de lente van dat jaar was hij weg."),
    ("Tussen 12 januari en 5 februari zag niemand hen.", "In de winter zag niemand hen."),
    ("Van 3 juni tot 9 augustus was hij weg.", "In de zomer was hij weg."),
    ("Van 3 juni tot 9 oktober was hij weg.", "Van de zomer tot de herfst was hij weg."),
    ("Haar brief van 4 juni bleef liggen.", "Haar brief van de zomer bleef liggen."),
    (
        "In 2019 kwam ze, en sinds 2020 werkt ze.",
        "In een bepaald jaar kwam ze, en sinds een bepaald jaar werkt ze.",
    ),
    (
        "Hij kwam op 3 mei 2021. Op 8 juli 2021 vertrok hij.",
        "Hij kwam in de lente van dat jaar. Twee maanden later vertrok hij.",
    ),
    (
        "Voor 3 mei 2021 was alles goed. Na 8 juli 2021 niet meer.",
        "Voor de lente van dat jaar was alles goed. Na die tijd niet meer.",
    ),
    ("Ze viel. 29 mei belde ze weer.", "Ze viel. In de lente belde ze weer."),
    # An age is someone, or how old someone is.
    ("Een moeder van 29 belde.", "Een moeder van in de twintig belde."),
    ("De jongen van 14 zweeg.", "De jongen van tienerleeftijd zweeg."),
    ("Een kindje van 3 maanden huilde.", "Een kindje van enkele maanden huilde."),
    (
        "Een meisje van 8 en een jongen van 5.",
        "Een meisje van lagereschoolleeftijd en een jongen van kleuterleeftijd.",
    ),
    ("Ze is 34.", "Ze is een dertiger."),
    ("Samira (29) belde.", "Iemand (een twintiger) belde."),
    ("Tom, 41, weende.", "Iemand, een veertiger, weende."),
    ("Ze wordt 18 in mei.", "Ze wordt een jongvolwassene in de lente."),
    ("Hij is bijna 60 jaar oud.", "Hij is bijna een zestiger."),
    ("Een 34-jarige vrouw belde.", "Een volwassen vrouw belde."),
    ("Een 16-jarige jongen en een 5-jarige jongen.", "Een minderjarige jongen en een kleine jongen."),
    ("Een 22-jarige alleenstaande moeder belde.", "Een volwassen alleenstaande moeder belde."),
    ("De 34-jarige weende.", "De dertiger weende."),
    ("Op zijn veertiende begon hij.", "Als tiener begon hij."),
    ("Sinds haar 34ste drinkt ze.", "Sinds haar tijd als dertiger drinkt ze."),
    ("Ze loopt tegen de zestig.", "Ze loopt tegen de zestig."),
    ("Leeftijd: 34", "Leeftijd: dertiger"),
    ("Kinderen van 14 en 16.", "Kinderen van tienerleeftijd."),
    ("Leeftijd: 17,5", "Leeftijd: tiener"),
    ("Ze zijn 34 en 36.", "Ze zijn dertigers."),
    ("De kleuter lachte.", "Het kind lachte."),
    ("Haar twee kleuters lachten.", "Haar twee kinderen lachten."),
    ("Haar tienerdochter lachte.", "Haar dochter lachte."),
    # How long something lasts is no age.
    (
        "Hij is al twintig jaar alleen. Ze drinkt al 20 jaar.",
        "Hij is al twintig jaar alleen. Ze drinkt al 20 jaar.",
    ),
    # A trade becomes work, with its verb.
    ("Ze werkt als verpleegster.", "Ze werkt in de zorg."),
    ("Haar ex-man is bewakingsagent.", "Haar ex-man werkt in de veiligheid."),
    ("Haar vader was kompel.", "Haar vader werkte in de fabriek of de haven."),
    ("Vroeger was hij lasser.", "Vroeger werkte hij in de bouw."),
    ("Vroeger was Samira lasser.", "Vroeger was iemand aan het werk in de bouw."),
    ("Ze was in haar land lerares.", "Ze was in haar land aan het werk in het onderwijs."),
    ("Ze wil verpleegster worden.", "Ze wil in de zorg werken."),
    ("Ze is verpleegster geworden.", "Ze is in de zorg gaan werken."),
    ("Hij is kok geweest.", "Hij heeft in de horeca of de voeding gewerkt."),
    ("Ze werd verpleegster.", "Ze ging in de zorg werken."),
    ("Haar man, lasser, drinkt.", "Haar man, met een job in de bouw, drinkt."),
    ("De lasser zweeg.", "Iemand met een job in de bouw zweeg."),
    ("Hij is een goede lasser.", "Hij is een goede kracht in de bouw."),
    ("Hij is lasser en kok.", "Hij werkt in de bouw en in de horeca of de voeding."),
    ("Hij is metser en lasser.", "Hij werkt in de bouw."),
    ("Hij werkt als zelfstandige lasser.", "Hij werkt als zelfstandige in de bouw."),
    ("Hij, werkloos dakwerker, kwam.", "Hij, werkloos na een job in de bouw, kwam."),
    ("Hij is ex-mijnwerker.", "Hij werkte vroeger in de fabriek of de haven."),
    ("Ze zei dat ze onderwijzeres had willen worden.", "Ze zei dat ze in het onderwijs had willen werken."),
    ("Beroep: lasser", "Beroep: een job in de bouw"),
    # An origin is where someone is from, and a language is a language.
    ("Ze komt uit Syrië.", "Ze komt uit het Midden-Oosten."),
    ("Ze woonde in Marokko.", "Ze woonde in Noord-Afrika."),
    ("Een Syrische vrouw belde.", "Een vrouw uit het Midden-Oosten belde."),
    ("Een Syrische alleenstaande moeder belde.", "Een alleenstaande moeder uit het Midden-Oosten belde."),
    ("De Syriër zweeg.", "Iemand uit het Midden-Oosten zweeg."),
    ("De Syriërs zwegen.", "Mensen uit het Midden-Oosten zwegen."),
    ("Het Marokkaanse gezin kwam.", "Het gezin uit Noord-Afrika kwam."),
    ("De Syrische Samira belde.", "Iemand uit het Midden-Oosten belde."),
    ("Ze spreekt Arabisch.", "Ze spreekt een andere taal."),
    ("Hij kan geen Frans, wel Arabisch.", "Hij kan geen Frans, wel een andere taal."),
    # Kin and titles are said once.
    ("Ze kwam met haar man Tom.", "Ze kwam met haar man."),
    ("Ze ging naar haar vader Luc.", "Ze ging naar haar vader."),
    ("Dokter Peeters belde.", "Een dokter belde."),
    ("De wijkagent Bart kwam.", "De wijkagent kwam."),
    ("Wijkagent Bart kwam.", "Een wijkagent kwam."),
    ("Haar schoonmoeder, Rita, zweeg.", "Haar schoonmoeder zweeg."),
    ("Pater Damiaan kent het gezin.", "Een pater kent het gezin."),
    ("Mevrouw Peeters belde.", "Iemand belde."),
    ("De heer Peeters belde.", "Iemand belde."),
    ("Mijn advocaat meester Vandenbroucke kwam.", "Mijn advocaat kwam."),
    ("Samira's zoon belde.", "Iemands zoon belde."),
    ("De zoon van Samira belde.", "De zoon van iemand belde."),
    ("Ze heet Lotte.", "Ze heet anders."),
    ("De hond Rex blaft.", "De hond blaft."),
    ("Haar hond heet Rex.", "Haar hond heet anders."),
    ("Zijn coach heet Carine.", "Zijn coach heet anders."),
    ('"Kom," riep haar moeder. Sidra bleef staan.', '"Kom," riep haar moeder. Iemand bleef staan.'),
    # A place takes one preposition, a house one article, a number one noun.
    ("Ze woont in de Kapelstraat 12 in Lier.", "Ze woont ergens in de buurt."),
    ("Ze woont in de Kapelstraat 12, 2500 Lier.", "Ze woont ergens in de buurt."),
    ("Wij woonden in de Kapelstraat 12.", "Wij woonden ergens in de buurt."),
    ("Ze verhuist naar de Kapelstraat 12.", "Ze verhuist naar ergens in de buurt."),
    ("Ze woont te Lier.", "Ze woont in een kleine stad."),
    ("Haar school De Zaaier ging dicht.", "Haar school ging dicht."),
    ("Ze stuurde het naar basisschool De Zaaier.", "Ze stuurde het naar een school."),
    ("Bij de politie van Lier.", "Bij de politie."),
    ("Haar telefoonnummer 0499 12 34 56 is af.", "Haar telefoonnummer is af."),
    ("Bel 0499 12 34 56.", "Bel een nummer."),
    # What holds for few families.
    ("Ze hebben zeven kinderen.", "Ze hebben een groot gezin."),
    ("Hij is de jongste van acht kinderen.", "Hij is uit een groot gezin."),
    ("Het stond in de krant.", "Het stond ergens."),
    ("Zij is de enige van haar dorp met een tractor.", "Zij is een uitzondering."),
    ("Ze woont met haar kinderen in een caravan.", "Ze woont in een bijzondere woonst."),
    ("Ze is zwanger van een tweeling.", "Ze is zwanger van kinderen."),
    # Several in one sentence.
    (
        "Op 3 mei 2021 belde dokter Peeters over haar zoon Milan (5).",
        "In de lente van dat jaar belde een dokter over haar zoon (een kleuter).",
    ),
    ("Haar man Tom (41) is lasser in Lier.", "Haar man (een veertiger) werkt in de bouw in een kleine stad."),
    (
        "Mevrouw Ouali, 34, uit Gent, werkt als verpleegster sinds maart.",
        "Iemand, een dertiger, uit een grote stad, werkt in de zorg sinds de lente.",
    ),
    # Small letters stay small, and so does dialect.
    ("op 3 oktober belde ze", "in de herfst belde ze"),
    ("'k zen 34 en 'k woon in gent.", "'k zen een dertiger en 'k woon in een grote stad."),
    (
        "mijn zoon milan is 5 en ik werk als kuisvrouw",
        "mijn zoon is een kleuter en ik werk in de schoonmaak",
    ),
    ("mevr peeters belde. hij es 34", "iemand belde. hij es een dertiger"),
    ("Den Gilbert was ne metser.", "Iemand werkte in de bouw."),
    ("da was op 3 oktober, zei ons ma", "da was in de herfst, zei ons ma"),
    ("HIJ WAS DRUKKER.", "HIJ werkte in een ambacht."),
    ("Ie is eentachtig.", "Ie is van een zekere leeftijd."),
    ("MIJN ZOON KEVIN BELDE OP 5 MEI.", "MIJN ZOON BELDE in de lente."),
]
STAND_INS = [
    ("Op 3 oktober belde ze.", "Op [een datum] belde ze."),
    ("Tussen 12 januari en 5 februari.", "Tussen [een datum] en [een datum]."),
    ("Ze is 34.", "Ze is [een leeftijd]."),
    ("De lasser zweeg.", "[een beroep] zweeg."),
    ("Dokter Peeters belde. Peeters kwam.", "[dokter] belde. [dokter] kwam."),
    ("Ze belde haar tante Rita.", "Ze belde haar [tante]."),
    ("Haar schoonmoeder, Rita, zweeg.", "Haar [schoonmoeder] zweeg."),
    ("De heer Peeters belde.", "[meneer] belde."),
    ("Samira's zoon Milan belde.", "[persoon 1]'s [zoon] belde."),
    ("De zoon van Samira belde.", "De zoon van [persoon 1] belde."),
    ("Den Jef kwam. Jef zweeg.", "[persoon 1] kwam. [persoon 1] zweeg."),
    ("De hond Rex blaft.", "De hond [huisdier] blaft."),
    ("Haar school De Zaaier ging dicht.", "Haar [een school] ging dicht."),
    ("Ze woont in de Kapelstraat 12 in Lier.", "Ze woont in [een adres] in [een gemeente]."),
    ("mijn zoon milan is 5", "mijn [zoon] is [een leeftijd]"),
]


@pytest.mark.parametrize(("text", "after"), MORE_GENERAL)
def test_something_more_general_is_dutch(text: str, after: str) -> None:
    assert apply(text, [(each, each.generalisation) for each in deidentify(text)]) == after


@pytest.mark.parametrize(("text", "after"), STAND_INS)
def test_a_stand_in_takes_the_place_of_who_it_names(text: str, after: str) -> None:
    assert apply(text, [(each, each.replacement) for each in deidentify(text)]) == after


@pytest.mark.parametrize(
    ("text", "kept", "after"),
    [
        ("Haar man Tom (41) is lasser.", "Tom", "Haar man Tom (een veertiger) werkt in de bouw."),
        ("Op 3 mei belde Samira dokter Peeters.", "3 mei", "Op 3 mei belde iemand een dokter."),
        ("Tussen 12 januari en 5 februari.", "5 februari", "Tussen de winter en 5 februari."),
    ],
)
def test_what_stays_is_no_part_of_another_choice(text: str, kept: str, after: str) -> None:
    chosen = [(each, each.generalisation) for each in deidentify(text) if text[each.start : each.end] != kept]
    assert apply(text, chosen) == after


def test_a_typed_name_of_an_animal_is_an_animal() -> None:
    text = "De hond Bobby blaft. Bobby bijt."
    found = deidentify(text, names=["Bobby"])
    assert apply(text, [(each, each.generalisation) for each in found]) == "De hond blaft. Een huisdier bijt."
    assert (
        apply(text, [(each, each.replacement) for each in found]) == "De hond [huisdier] blaft. [huisdier] bijt."
    )


def test_a_typed_name_in_an_address_leaves_it_whole() -> None:
    text = "Mail naar goedele.vs@example.be of bel Goedele."
    found = deidentify(text, names=["Goedele"])
    assert [text[each.start : each.end] for each in found] == ["goedele.vs@example.be", "Goedele"]
    assert apply(text, [(each, each.generalisation) for each in found]) == "Mail naar een adres of bel iemand."


def test_a_selection_of_the_writer_stands_there_to_the_letter() -> None:
    assert apply("Op de dag zelf belde ze.", [((3, 14), "in de herfst")]) == "Op in de herfst belde ze."


def test_words_of_her_own_for_a_finding_are_fitted_where_a_rule_knows_them() -> None:
    text = "Haar man Tom belde."
    (found,) = deidentify(text)
    assert apply(text, [(found, "de vriend des huizes")]) == "Haar man de vriend des huizes belde."


PIECES = [
    "Samira", "Tom", "dokter Peeters", "haar man Tom", "De", "een", "op", "in", "sinds", "tussen", "van",
    "en", "3 mei", "5 juni 2021", "34", "(29)", "14 jaar", "34-jarige", "vrouw", "lasser", "werkt als lasser",
    "is", "was", "geworden", "Syrische", "uit Syrië", "spreekt Arabisch", "OCMW Lier", "in Gent",
    "Kapelstraat 12", "2500 Lier", "0499 12 34 56", "zeven kinderen", "hond Rex", ".", ",", "\n", "  ",
    "zweeg", "traag", "[moeder]", "'k", "ons Marie", "mevrouw",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
WORDS = st.sampled_from(["", "generalisation", "replacement"])
# What may go with a choice: it joins, or says the same as the words that come.
JOINS = re.compile(
    r"(?:op|in|om|te|sinds|tussen|van|vanaf|en|of|de|het|den|een|ne|ons|onze|is|was|es|geworden|geweest|worden|als|met"
    r"|dokter|mevrouw|man|hond|vrouw|jaar|oud|uit|aan|bij|naar|tot|school|haar|zijn|nummer)",
    re.IGNORECASE,
)


def around(text: str, stretch: Chosen, found: list[Finding]) -> Iterator[str]:
    """The words that a stretch takes along beside what was found."""
    covered = {place for each in found for place in range(each.start, each.end)}
    bare = "".join(" " if place in covered else text[place] for place in range(stretch.start, stretch.end))
    yield from re.findall(r"\w+", bare)


@pytest.mark.slow
@given(TEXTS, st.lists(WORDS, min_size=14, max_size=14))
def test_nothing_is_touched_but_what_was_found_and_what_joins_it(text: str, fields: list[str]) -> None:
    chosen = [(each, getattr(each, field)) for each, field in zip(deidentify(text), fields, strict=False) if field]
    found = [each for each, _words in chosen]
    stretches = fitted(text, [Chosen(each.start, each.end, words, each.label) for each, words in chosen])
    end = 0
    after = ""
    for stretch in stretches:
        assert end <= stretch.start < stretch.end
        for word in around(text, stretch, found):
            assert JOINS.fullmatch(word) or word in stretch.words, (text, word, stretch)
        after += text[end : stretch.start] + stretch.words
        end = stretch.end
    assert apply(text, chosen) == after + text[end:]
    inside = [any(one.start <= each.start and each.end <= one.end for one in stretches) for each in found]
    assert all(inside)
