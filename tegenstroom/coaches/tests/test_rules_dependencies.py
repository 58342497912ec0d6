"""Whether someone on whom she depends sits in a group: wide enough to be safe, and never guessed from one word."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.coaches.rules.dependencies import (
    TITLES,
    Depended,
    Group,
    Kind,
    clashes,
    has_room,
    is_whole_name,
    looks_like,
    may_be_asked,
    most_heavy_days,
    same_person,
    same_service,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzéèëïöüçñ"
WORDS = st.text(alphabet=LETTERS, min_size=2, max_size=10).filter(lambda word: word not in TITLES)
NAMES = st.lists(WORDS, min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("hers", "theirs"),
    [
        ("An Peeters", "an peeters"),
        ("An Peeters", "Peeters An"),
        ("Chloé D'Hondt", "CHLOE DHONDT"),
        ("An Van den Berg", "Vandenberg An"),
        ("An Vandenberg", "An van  den-Berg"),
        ("An Peeters", "An Maria Peeters"),
        ("mevrouw An Peeters", "An Peeters"),
        ("An Peeters", "mevr. Peeters, An"),
        ("Søren Kjær", "Soren Kjaer"),
    ],
)
def test_a_name_is_known_however_it_is_written(hers: str, theirs: str) -> None:
    assert same_person(hers, theirs)
    assert same_person(theirs, hers)


@pytest.mark.parametrize(
    ("hers", "theirs"),
    [
        ("An Peeters", "An Janssens"),
        ("An Peeters", "Els Peeters"),
        ("An Peeters", "Peeters"),
        ("", "An Peeters"),
        ("mw mw", "mw mw"),
    ],
)
def test_someone_else_is_someone_else(hers: str, theirs: str) -> None:
    assert not same_person(hers, theirs)
    assert not same_person(theirs, hers)


@given(NAMES, st.randoms())
def test_order_spacing_capitals_and_accents_never_hide_anyone(words: list[str], chance: object) -> None:
    other = list(words)
    chance.shuffle(other)
    plain = unicodedata.normalize("NFD", "  ".join(other)).upper()
    stripped = "".join(sign for sign in plain if not unicodedata.combining(sign))
    assert same_person(" ".join(words), stripped)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_are_compared_the_same_way_round_and_back(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_service(one, other) == same_service(other, one)


@pytest.mark.parametrize(
    ("hers", "theirs"),
    [
        ("OCMW Antwerpen", "ocmw antwerpen"),
        ("O.C.M.W. Antwerpen", "OCMW Stad Antwerpen"),
        ("VDAB", "VDAB Antwerpen"),
        ("De Keet vzw", "de keet"),
    ],
)
def test_a_house_is_known_however_it_is_written(hers: str, theirs: str) -> None:
    assert same_service(hers, theirs)
    assert same_service(theirs, hers)


@pytest.mark.parametrize(("hers", "theirs"), [("OCMW Antwerpen", "OCMW Gent"), ("CAW De Keet", "CLB De Brug")])
def test_another_house_is_another_house(hers: str, theirs: str) -> None:
    assert not same_service(hers, theirs)


@pytest.mark.parametrize("typed", ["OCMW Antwerpn", "ocmw antwerppen", "OCMW Stad Antwerpen"])
def test_a_slip_of_the_pen_still_finds_the_house_she_means(typed: str) -> None:
    assert looks_like(typed, "OCMW Antwerpen")
    assert not looks_like(typed, "CAW De Keet")


@pytest.mark.parametrize("name", ["Peeters", "mevrouw Peeters", "de heer Peeters", "", "  ", "dr. An", "dr. mw."])
def test_one_word_is_not_enough_to_tell_people_apart(name: str) -> None:
    assert not is_whole_name(name)


@pytest.mark.parametrize("name", ["An Peeters", "Peeters, An", "mevrouw An Peeters", "De Smet"])
def test_two_words_are(name: str) -> None:
    assert is_whole_name(name)


def test_a_house_that_we_know_counts_by_its_number_whatever_it_is_called_now() -> None:
    hers = [Depended(Kind.SERVICE, "OCMW Voorbeeldegem", organisation=7)]
    assert clashes(hers, Group(organisations=[7], organisation_names=["Sociaal Huis"]))
    assert not clashes(hers, Group(organisations=[8], organisation_names=["CAW Nergens"]))


def test_a_house_that_she_wrote_herself_counts_by_its_name() -> None:
    hers = [Depended(Kind.SERVICE, "ocmw voorbeeldegem")]
    assert clashes(hers, Group(organisations=[7], organisation_names=["OCMW Voorbeeldegem"]))


def test_a_person_does_not_clash_with_a_house_of_her_name() -> None:
    hers = [Depended(Kind.PERSON, "An Peeters")]
    assert clashes(hers, Group(people=["Peeters An"]))
    assert not clashes(hers, Group(organisation_names=["An Peeters"]))


def test_an_empty_list_never_clashes() -> None:
    assert not clashes([], Group(people=["An Peeters"], organisations=[1], organisation_names=["OCMW"]))


@given(st.lists(NAMES.map(" ".join), max_size=4), st.lists(NAMES.map(" ".join), max_size=4))
def test_whoever_is_on_the_list_and_in_the_group_always_clashes(listed: list[str], others: list[str]) -> None:
    hers = [Depended(Kind.PERSON, name) for name in listed]
    assert clashes(hers, Group(people=[*others, *listed])) == bool(listed)


@pytest.mark.parametrize(
    ("clash", "avoids", "room", "taken", "may"),
    [
        (False, False, True, False, True),
        (True, False, True, False, False),
        (False, True, True, False, False),
        (False, False, False, False, False),
        (False, False, True, True, False),
    ],
)
def test_any_one_thing_of_hers_is_enough_not_to_ask_her(
    clash: bool, avoids: bool, room: bool, taken: bool, may: bool
) -> None:
    assert may_be_asked(clash=clash, avoids=avoids, has_room=room, is_taken=taken) is may


MARCH, APRIL = (2030, 3), (2030, 4)


@pytest.mark.parametrize(
    ("days", "fit"),
    [
        ([], True),
        ([date(2030, 3, 4)], True),
        ([date(2030, 3, 4), date(2030, 3, 5)], False),
        ([date(2030, 3, 4), date(2030, 4, 5)], True),
        ([date(2030, 3, 4), *[date(2030, 4, day) for day in range(5, 9)]], False),
    ],
)
def test_heavy_days_fit_all_together_or_not_at_all(days: list[date], fit: bool) -> None:
    assert has_room(days, has={MARCH: 1, (2029, 3): 9}, most={MARCH: 2, APRIL: 3}) is fit


@pytest.mark.parametrize(("own", "counts"), [(None, 2), (0, 0), (1, 1), (4, 2)])
def test_she_may_set_a_lower_limit_than_the_network_never_a_higher_one(own: int | None, counts: int) -> None:
    assert most_heavy_days(own, network=2) == counts
