"""Looking back: which round may, and what a report says of it beside the ordinary change."""

from random import Random

import pytest

from tegenstroom.measurement.matrix import Cells, Matrix, Table
from tegenstroom.measurement.reports.guarded import HIDDEN, Guarded
from tegenstroom.measurement.reports.looking_back import NOT_ONE_BY_ONE, NOT_TO_CONCLUDE, LookingBack
from tegenstroom.measurement.reports.parts import Part
from tegenstroom.measurement.reports.words import NOT_THE_SAME
from tegenstroom.measurement.rules.estimates import Estimate
from tegenstroom.measurement.rules.looking_back import BackFault, When, back_fault, is_held, key_of, of_then
from tegenstroom.measurement.rules.release import all_shown
from tegenstroom.measurement.rules.walking import counted, first_open, passed_over, with_answer
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import questionnaire

ASKED = questionnaire()
ITEMS = tuple(item.key for item in ASKED.items)
SMALLEST, CELL = 5, 3
type Rows = list[Cells | None]


def test_nobody_looks_back_before_the_start_or_in_a_round_that_is_not_held() -> None:
    assert is_held(None, [])
    assert is_held(Moment.END, [Moment.END])
    assert not is_held(Moment.LATER, [Moment.END])
    assert not is_held(Moment.BEFORE, list(Moment))


@pytest.mark.parametrize(
    ("was", "wanted", "asked", "fault"),
    [
        (None, Moment.END, [Moment.BEFORE], None),
        (None, Moment.END, [Moment.BEFORE, Moment.END], BackFault.ASKED),
        (Moment.END, None, [Moment.END], BackFault.ASKED),
        (Moment.END, Moment.LATER, [Moment.END], BackFault.ASKED),
        (Moment.END, Moment.END, [Moment.END], None),
        (None, Moment.BEFORE, [], BackFault.NO_ROUND),
    ],
)
def test_it_can_change_until_someone_has_her_letter(
    was: Moment | None, wanted: Moment | None, asked: list[Moment], fault: BackFault | None
) -> None:
    assert back_fault(was=was, wanted=wanted, held=list(Moment), asked=asked) is fault


def test_what_is_said_of_then_stands_beside_what_is_said_of_now() -> None:
    free, sleep = ASKED.item("vrij"), ASKED.item("slaap")
    answers = with_answer(ASKED, {"vrij": 4}, free, 2, When.THEN)
    assert answers == {"vrij": 4, key_of(free, When.THEN): 2}
    assert of_then(answers, ITEMS) == (2, None, None, None)
    # Of a question that is not asked, looking back does not stand either.
    assert counted(ASKED, with_answer(ASKED, answers, sleep, 1, When.THEN)) == answers
    assert with_answer(ASKED, answers, free, None) == {key_of(free, When.THEN): 2}


def test_a_question_with_one_of_both_answers_was_passed_over() -> None:
    both = {"vrij": 4, "vrij@then": 2, "sterk": 4}
    assert passed_over(ASKED, both) == [(3, 3)]
    assert passed_over(ASKED, both, looks_back=True) == [(2, 2), (3, 3)]
    assert first_open(ASKED, {"vrij": 1, "sterk@then": 2}) == 3


def test_whom_three_views_tell_apart_must_be_a_group() -> None:
    ten, nine = dict.fromkeys(range(10), 1), dict.fromkeys(range(9), 1)
    assert all_shown([ten, ten], [ten], smallest=SMALLEST)
    assert not all_shown([nine, ten], [], smallest=SMALLEST)
    assert not all_shown([ten, ten], [nine], smallest=SMALLEST)
    assert all_shown([ten, ten], [dict.fromkeys(range(5), 1)], smallest=SMALLEST)


def report_of(then: Rows, now: Rows, before: Rows | None = None) -> tuple[Guarded, Part]:
    moments = {Moment.BEFORE: before, Moment.END: now}
    tables = tuple(table(moment, rows) for moment, rows in moments.items() if rows)
    figures = Guarded(Matrix(ASKED, ITEMS, tables, table(Moment.END, then)), SMALLEST, CELL)
    assert figures.then
    return figures, LookingBack(figures).part(ASKED.scales[0], figures.then)


def table(moment: Moment, rows: Rows) -> Table:
    return Table(moment, tuple(rows), tuple(None if row is None else 1 for row in rows))


def some(people: int, seed: int, *, around: int) -> Rows:
    dice = Random(seed)
    return [tuple(min(5, max(1, around + dice.randint(-1, 1))) for _item in ITEMS) for _person in range(people)]


def test_looking_back_stands_beside_the_ordinary_change_and_says_what_it_is() -> None:
    before, then, now = some(12, 1, around=3), turned_low(12, 2), turned_high(12, 3)
    _figures, part = report_of(then, now, before)
    assert part.table
    assert [row[0] for row in part.table.rows] == [
        "Gemiddeld, terugkijkend",
        "Nu min terugkijkend",
        "Nu min wat ze voor de start zeiden",
        "Terugkijkend min wat ze voor de start zeiden",
    ]
    assert {row[1] for row in part.table.rows} == {12}
    adjusted, plain, shift = (float(str(row[2])) for row in part.table.rows[1:])
    assert adjusted == pytest.approx(plain - shift, abs=0.011)
    assert shift < 0 < plain < adjusted
    assert part.says[0].startswith("Nu ligt gemiddeld")
    assert "hoger dan wat mensen over toen zeggen" in part.says[0]
    assert "Ze zetten hun begin nu" in part.says[-1]
    assert str(NOT_TO_CONCLUDE) in part.beware


def turned_low(people: int, seed: int) -> Rows:
    """Low on a scale of which the third question is turned around."""
    dice = Random(seed)
    return [(dice.randint(1, 2), dice.randint(1, 2), dice.randint(4, 5), None) for _person in range(people)]


def turned_high(people: int, seed: int) -> Rows:
    dice = Random(seed)
    return [(dice.randint(4, 5), dice.randint(4, 5), dice.randint(1, 2), None) for _person in range(people)]


def test_without_a_round_before_the_start_looking_back_stands_alone() -> None:
    _figures, part = report_of(turned_low(8, 2), turned_high(8, 3))
    assert part.table
    assert len(part.table.rows) == 2


def test_who_stayed_away_before_the_start_does_not_stop_looking_back_of_the_same_people() -> None:
    before: Rows = [None, *some(11, 1, around=3)]
    _figures, part = report_of(turned_low(12, 2), turned_high(12, 3), before)
    assert part.table
    assert [row[1] for row in part.table.rows] == [12, 12, 23]
    assert str(NOT_ONE_BY_ONE) not in part.says
    assert str(NOT_THE_SAME) in part.says


def test_where_one_left_looking_back_open_nobody_is_found_by_laying_it_beside_the_round() -> None:
    then = [*turned_low(8, 2), (None, None, None, None)]
    _figures, part = report_of(then, turned_high(9, 3))
    assert str(NOT_ONE_BY_ONE) in part.says
    assert part.table
    assert part.table.rows[0][1] == "7 tot 8"


def test_a_step_that_everyone_made_is_not_shown() -> None:
    now = turned_high(8, 3)
    then = [(row[0] - 2, row[1] - 2, row[2] + 2, None) for row in now if row]  # type: ignore[operator]
    figures, part = report_of(then, now)
    assert figures.looked_back(ASKED.scales[0]) is None
    assert figures.mean(ASKED.scales[0], figures.then) == HIDDEN  # type: ignore[arg-type]
    assert isinstance(figures.mean(ASKED.scales[0], figures.rounds[0]), Estimate)
    assert part.table is None


def test_of_four_who_looked_back_nothing_is_shown() -> None:
    nothing: Rows = [(None, None, None, None)] * 5
    figures, part = report_of([*turned_low(4, 2), *nothing], turned_high(9, 3))
    assert part.table is None
    assert figures.looked_back(ASKED.scales[0]) is None
