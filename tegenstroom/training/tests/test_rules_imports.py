"""Deciding on rows: plain values in, verdicts out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.imports.lines import (
    KINDS,
    Column,
    Flaw,
    Line,
    cells_of,
    column_of,
    parse,
    unknown_titles,
)
from tegenstroom.training.imports.rules import Edition, Remark, Verdict, World, bad_rows, decide
from tegenstroom.training.models import Price

VERA = {"voornaam": "Vera", "achternaam": "Verzonnen", "e-mail": "vera@example.org"}


def flaws(**cells: str) -> list[Flaw]:
    line = VERA | {name.replace("_", " "): text for name, text in cells.items()}
    return [problem.flaw for problem in parse(2, cells_of(line))[1]]


def verdicts(rows: list[dict[str, str]], world: World | None = None) -> list[Verdict]:
    parsed = [parse(number, cells_of(row)) for number, row in enumerate(rows, start=2)]
    return decide(parsed, world or World())


def test_titles_are_known_whatever_their_dress() -> None:
    assert [column_of(title) for title in ("E-Mail", " email ", "Komt  Als", "GSM")] == [
        Column.EMAIL,
        Column.EMAIL,
        Column.KIND,
        Column.PHONE,
    ]
    assert unknown_titles(["voornaam", "schoenmaat", "e-mail", "mail"]) == ["schoenmaat", "mail"]


def test_the_kinds_are_those_of_the_prices() -> None:
    assert set(KINDS.values()) == set(Price.Kind.values)


def test_each_flaw_of_a_row_is_named() -> None:
    assert flaws() == []
    assert flaws(voornaam="") == [Flaw.NO_NAME]
    assert flaws(**{"e-mail": "vera(at)example"}) == [Flaw.BAD_EMAIL]
    assert flaws(ondernemingsnummer="0566.988.258") == [Flaw.BAD_NUMBER]
    assert flaws(taal="klingon") == [Flaw.BAD_LANGUAGE]
    assert flaws(brieven="duif") == [Flaw.BAD_CHANNEL]
    assert flaws(team="Onthaal") == [Flaw.TEAM_WITHOUT_ORGANISATION]
    assert flaws(vorming="de eerste") == [Flaw.BAD_EDITION]
    assert flaws(vorming="7") == [Flaw.NO_KIND]
    assert flaws(vorming="7", komt_als="baas") == [Flaw.BAD_KIND]
    assert flaws(vorming="9" * 5000, komt_als="student") == [Flaw.BAD_EDITION]
    assert flaws(straat="x" * 121) == [Flaw.TOO_LONG]
    assert flaws(**{"e-mail": "", "brieven": "mail", "postcode": "2000"}) == [Flaw.MAIL_WITHOUT_EMAIL]
    assert flaws(**{"e-mail": ""}) == [Flaw.NOT_RECOGNISABLE]


def test_an_address_recognises_whatever_its_capitals() -> None:
    world = World(people={7: ("Vera Verzonnen", "")}, emails={"vera@example.org": 7})
    (verdict,) = verdicts([VERA | {"e-mail": "Vera@Example.ORG"}], world)
    assert (verdict.person, verdict.changes_something, verdict.remarks) == (7, False, ())


def test_a_known_persons_name_stays_and_we_say_so() -> None:
    world = World(people={7: ("Vera De Verzonnene", "")}, emails={"vera@example.org": 7})
    (verdict,) = verdicts([VERA], world)
    assert verdict.remarks == ((Remark.NAME_STAYS, "Vera De Verzonnene"),)


def test_without_address_a_name_is_recognised_by_postcode_or_organisation() -> None:
    world = World(
        people={7: ("Véra Verzonnen", "9999"), 8: ("Cas Coachmans", "")},
        houses={3: ("OCMW Voorbeeldegem", "")},
        members={(8, 3)},
    )
    by_postcode, by_house, new = verdicts(
        [
            {"voornaam": "vera", "achternaam": "VERZONNEN", "postcode": "9999"},
            {"voornaam": "Cas", "achternaam": "Coachmans", "organisatie": "ocmw voorbeeldegem"},
            {"voornaam": "Cas", "achternaam": "Coachmans", "postcode": "9999"},
        ],
        world,
    )
    assert (by_postcode.person, by_house.person, new.person, new.adds_person) == (7, 8, -4, True)


def test_two_people_who_fit_are_a_question() -> None:
    world = World(people={7: ("Jan Janssens", "9999"), 8: ("Jan Janssens", "9999")})
    (verdict,) = verdicts([{"voornaam": "Jan", "achternaam": "Janssens", "postcode": "9999"}], world)
    assert verdict.problems[0].flaw is Flaw.AMBIGUOUS


def test_the_same_person_twice_names_the_other_row() -> None:
    first, second = verdicts([VERA, VERA])
    assert not first.problems
    assert (second.problems[0].flaw, second.problems[0].row) == (Flaw.TWICE, 2)


def test_the_same_person_in_two_trainings_is_no_mistake() -> None:
    world = World(editions={1: Edition("Eerste", 10), 2: Edition("Tweede", 10)})
    rows = [VERA | {"vorming": str(number), "komt als": "student"} for number in (1, 2)]
    assert [verdict.enrols for verdict in verdicts(rows, world)] == [True, True]


def test_one_address_with_two_names_is_a_mistake() -> None:
    _first, second = verdicts([VERA, VERA | {"voornaam": "Wim", "vorming": "1", "komt als": "student"}])
    assert (second.problems[0].flaw, second.problems[0].value) == (Flaw.OTHER_NAME, "Vera Verzonnen")


def test_who_comes_when_it_is_full_waits() -> None:
    world = World(editions={1: Edition("Kwetsuren", maximum=2, taken=frozenset({1}))})
    people = [VERA | {"e-mail": f"{n}@example.org", "vorming": "1", "komt als": "student"} for n in range(3)]
    found = verdicts(people, world)
    assert all(verdict.enrols for verdict in found)
    assert [bool(verdict.remarks) for verdict in found] == [False, True, True]


def test_a_free_seat_is_not_for_an_import_while_anyone_waits() -> None:
    world = World(editions={1: Edition("Kwetsuren", maximum=2, waiting=1)})
    (verdict,) = verdicts([VERA | {"vorming": "1", "komt als": "student"}], world)
    assert verdict.remarks == ((Remark.WAITS, "Kwetsuren"),)


def test_closed_unknown_and_unpriced_editions() -> None:
    world = World(
        editions={
            1: Edition("Voorbij", 9, closed="over"),
            2: Edition("Zonder studenten", 9, kinds=frozenset({"volunteer"})),
        }
    )
    rows = [VERA | {"vorming": number, "komt als": "student"} for number in ("1", "2", "3")]
    assert [verdict.problems[0].flaw for verdict in verdicts(rows, world)] == [
        Flaw.CLOSED,
        Flaw.NO_PRICE,
        Flaw.UNKNOWN_EDITION,
    ]


def test_an_import_does_not_bring_back_who_cancelled() -> None:
    world = World(
        people={7: ("Vera Verzonnen", "")},
        emails={"vera@example.org": 7},
        editions={1: Edition("Kwetsuren", 9)},
        ended={(7, 1)},
    )
    (verdict,) = verdicts([VERA | {"vorming": "1", "komt als": "student"}], world)
    assert (verdict.enrols, verdict.remarks[0][0]) == (False, Remark.ENDED_BEFORE)


def test_an_organisation_is_found_by_number_or_name_and_added_once() -> None:
    world = World(houses={3: ("CAW Nergens", "0566988259")})
    rows = [
        VERA | {"e-mail": "a@example.org", "ondernemingsnummer": "BE 0566.988.259"},
        VERA | {"e-mail": "b@example.org", "organisatie": "Nieuw Huis"},
        VERA | {"e-mail": "c@example.org", "organisatie": "nieuw huis"},
        VERA | {"e-mail": "d@example.org", "organisatie": "CAW Nergens", "ondernemingsnummer": "0403019261"},
    ]
    known, new, same, wrong = verdicts(rows, world)
    assert (known.house, new.house, same.house) == (3, -3, -3)
    assert (new.adds_house, same.adds_house) == (True, False)
    assert wrong.problems[0].flaw is Flaw.OTHER_NUMBER


NUMBERS = ["", "0566988259", "0403019261"]
rows = st.lists(
    st.fixed_dictionaries(
        {
            "voornaam": st.sampled_from(["An", "Bo"]),
            "e-mail": st.sampled_from(["", "a@example.org", "b@example.org"]),
            "postcode": st.sampled_from(["", "1111", "2222"]),
            "organisatie": st.sampled_from(["", "X", "Y"]),
            "ondernemingsnummer": st.sampled_from(NUMBERS),
            "vorming": st.sampled_from(["", "1"]),
            "komt als": st.just("student"),
        }
    ),
    max_size=6,
)
worlds = st.builds(
    lambda people, houses, members, waiting: World(
        people={pk: (name, postcode) for pk, (name, postcode, _email) in enumerate(people, 1)},
        emails={email: pk for pk, (_name, _postcode, email) in enumerate(people, 1) if email},
        houses={pk: (name, number) for pk, (name, number) in enumerate(houses, 1)},
        members={(person, house) for person, house in members if person <= len(people) and house <= len(houses)},
        editions={1: Edition("Eén", maximum=3, waiting=waiting)},
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["An", "Bo"]),
            st.sampled_from(["", "1111"]),
            st.sampled_from(["", "a@example.org", "b@example.org"]),
        ),
        max_size=3,
        unique_by=lambda person: person[2] or object(),
    ),
    st.lists(
        st.tuples(st.sampled_from(["X", "Y"]), st.sampled_from(NUMBERS)),
        max_size=2,
        unique_by=lambda house: house[0],
    ).filter(
        lambda houses: len({number for _name, number in houses if number}) == sum(bool(n) for _x, n in houses)
    ),
    st.sets(st.tuples(st.integers(1, 3), st.integers(1, 2)), max_size=3),
    st.integers(0, 1),
)


def written(world: World, found: list[Verdict]) -> World:
    """The world after writing these verdicts, as the database would hold it."""
    people, emails, houses = dict(world.people), dict(world.emails), dict(world.houses)
    for verdict in found:
        line = verdict.line
        if verdict.adds_person:
            people[verdict.person] = (line.name, line.postcode)
            if line.email:
                emails[line.email] = verdict.person
        if verdict.adds_house:
            houses[verdict.house] = (line.organisation, line.enterprise_number)
    return replace(
        world,
        people=people,
        emails=emails,
        houses=houses,
        members=world.members | {(v.person, v.house) for v in found if v.joins},
        enrolled=world.enrolled | {(v.person, v.line.edition) for v in found if v.enrols},
    )


@given(rows, worlds)
def test_a_second_run_changes_nothing(table: list[dict[str, str]], world: World) -> None:
    found = verdicts(table, world)
    if bad_rows(found):
        return
    again = verdicts(table, written(world, found))
    assert not bad_rows(again)
    assert not any(verdict.changes_something for verdict in again)


@given(rows, worlds)
def test_deciding_leaves_the_world_as_it_was(table: list[dict[str, str]], world: World) -> None:
    before = repr(world)
    assert [verdict.line.number for verdict in verdicts(table, world)] == list(range(2, len(table) + 2))
    assert repr(world) == before


@given(st.dictionaries(st.sampled_from(list(Column)), st.text()))
def test_no_text_breaks_the_reading(cells: dict[str, str]) -> None:
    line, problems = parse(2, cells_of(cells))
    assert isinstance(line, Line)
    assert problems or line.given_name
