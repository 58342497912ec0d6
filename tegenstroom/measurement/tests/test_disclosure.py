"""Whoever adds and subtracts all figures of a report finds no answer that it withholds, and nobody's own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement, product
from math import prod
from pathlib import Path
from random import Random

import pytest

from tegenstroom.engines.questionnaires import Scale
from tegenstroom.measurement.matrix import Matrix, Table
from tegenstroom.measurement.reports import guarded, withholding
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.parts import Chapter, Part
from tegenstroom.measurement.reports.questions import Questions
from tegenstroom.measurement.reports.scales import Scales
from tegenstroom.measurement.rules.disclosure import Hidden, without_few
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import questionnaire
from tests.support.depth import at_depth

SMALLEST, CELL, LOW, HIGH = 5, 3, 1, 5
ITEMS = ("vrij", "sterk", "moe", "blij", "boos")
ROUNDS = (Moment.BEFORE, Moment.END)
WORDS = ("nooit", "zelden", "soms", "vaak", "altijd")
type Rows = list[tuple[int | None, ...] | None]


def five_questions() -> object:
    """Two scales, and one of both together."""
    plain = questionnaire()
    items = [replace(plain.items[0], key=key, text={"nl": key}) for key in ITEMS]
    scales = (
        Scale("rust", {"nl": "Rust"}, ITEMS[:3], reverse=("moe",), minimum=2),
        Scale("zin", {"nl": "Zin"}, ITEMS[3:], reverse=("boos",), minimum=1),
        Scale("geheel", {"nl": "Geheel"}, ITEMS, reverse=("moe", "boos"), minimum=3),
    )
    return replace(plain, items=tuple(items), scales=scales)


def figures_of(before: Rows, end: Rows) -> Guarded:
    tables = tuple(
        Table(moment, tuple(rows), tuple(None if row is None else 1 for row in rows))
        for moment, rows in zip(ROUNDS, (before, end), strict=True)
    )
    return Guarded(Matrix(five_questions(), ITEMS, tables), SMALLEST, CELL)


def chapters_of(figures: Guarded) -> list[Chapter]:
    """All that the page, the paper, the workbook and the data file are made of."""

    def said(text: dict[str, str]) -> str:
        return text["nl"]

    return [*Scales(figures, said).chapters(), Questions(figures, said).chapter()]


def some(seed: int, *, open_ones: bool = False) -> tuple[Rows, Rows]:
    """A group whose members are much alike, on some questions entirely."""
    dice = Random(seed)
    people = dice.randint(5, 10)
    spread = [dice.choice((0, 0, 1, 1, 2)) for _item in ITEMS]
    middle = [dice.randint(LOW, HIGH) for _item in ITEMS]

    def one(more: int) -> tuple[int | None, ...]:
        codes = [min(HIGH, max(LOW, m + more + dice.randint(-s, s))) for m, s in zip(middle, spread, strict=True)]
        return tuple(None if open_ones and dice.random() < 0.08 else code for code in codes)

    more = dice.choice((0, 0, 1))
    return [one(0) for _person in range(people)], [one(more) for _person in range(people)]


class Attacker:
    """She has every figure of the report, and knows how many answered each question of each round."""

    def __init__(self, chapters: list[Chapter], people: int) -> None:
        self.people = people
        *self.scales, self.questions = chapters

    def part(self, chapter: Chapter, title: str) -> Part:
        return next(each for each in chapter.parts if each.title.startswith(title))

    def item_means(self, step: int) -> list[float | None]:
        table = self.part(self.questions, "Van").table
        return [row[1 + step] for row in table.rows]

    def scale_mean(self, place: int, step: int) -> float | None:
        return self.part(self.scales[place], "Gemiddeld").table.rows[step][2]

    def bars(self, number: int, step: int) -> list[tuple[str, int]]:
        table = self.part(self.questions, f"{number}. ").table
        word = ("Voor de start", "Op het einde")[step]
        return [(row[1], row[2]) for row in table.rows if row[0] == word] if table else []

    def heights(self, item: int, step: int) -> set[int]:
        """What the sum of a question can be: by its mean, and by its bar."""
        mean, found = self.item_means(step)[item], set(range(LOW * self.people, HIGH * self.people + 1))
        if mean is not None:
            found = {each for each in found if abs(each / self.people - mean) <= 0.051}
        if bar := self.bars(item + 1, step):
            ends = [(count, [WORDS.index(word) + 1 for word in WORDS if word in name]) for name, count in bar]
            least, most = (sum(count * pick(codes) for count, codes in ends) for pick in (min, max))
            found = {each for each in found if least <= each <= most}
        return found

    def sums(self, step: int) -> Iterator[tuple[int, ...]]:
        """All sums of the five questions that agree with what is shown."""
        scales = enumerate(five_questions().scales)
        shown = [(scale, mean) for place, scale in scales if (mean := self.scale_mean(place, step)) is not None]
        for sums in product(*(sorted(self.heights(item, step)) for item in range(len(ITEMS)))):
            if all(
                abs(sum(turned(scale, sums, self.people)) / (self.people * len(scale.items)) - mean) <= 0.0051
                for scale, mean in shown
            ):
                yield sums


def turned(scale: Scale, sums: tuple[int, ...], people: int) -> Iterator[int]:
    """What each question of a scale adds to it."""
    for key, each in zip(ITEMS, sums, strict=True):
        if key in scale.items:
            yield (LOW + HIGH) * people - each if key in scale.reverse else each


def is_hidden(attacker: Attacker, item: int, step: int) -> bool:
    return attacker.item_means(step)[item] is None


def tells_all(codes: list[int]) -> bool:
    return any(len(codes) - codes.count(code) < CELL for code in codes)


def found_out(before: Rows, end: Rows) -> list[tuple[int, str]]:
    """By round the questions and scales on which nearly all are the same, and she finds nearer than a point."""
    people, seen = len(before), []
    attacker = Attacker(chapters_of(figures_of(before, end)), people)
    for step, rows in enumerate((before, end)):
        secret = [item for item in range(len(ITEMS)) if tells_all([row[item] for row in rows])]
        # So many sums are too many to go through, and to find anything by.
        if not secret or prod(len(attacker.heights(item, step)) for item in range(len(ITEMS))) > 20_000:
            continue
        ways = list(attacker.sums(step))
        assert tuple(sum(row[item] for row in rows) for item in range(len(ITEMS))) in ways
        for item in secret:
            reached = {sums[item] for sums in ways}
            if max(reached) - min(reached) < people:
                seen.append((step, ITEMS[item]))
        for place, scale in enumerate(five_questions().scales):
            if attacker.scale_mean(place, step) is None:
                reached = {sum(turned(scale, sums, people)) for sums in ways}
                if max(reached) - min(reached) < people * len(scale.items):
                    seen.append((step, scale.key))
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(at_depth(12, 400)))
def test_no_sum_and_no_subtraction_finds_what_nearly_all_answered(seed: int) -> None:
    assert not found_out(*some(seed))


@pytest.mark.slow
def test_hiding_the_question_alone_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: with nothing hidden beside it the attacker finds it at once."""
    monkeypatch.setattr(withholding, "settled", lambda _questions, _lines, first: Hidden(first.questions))
    assert sum(bool(found_out(*some(seed))) for seed in range(12)) > 4


@cache
def ways_to_answer(people: int) -> list[tuple[int, ...]]:
    chosen = combinations_with_replacement(range(LOW, HIGH + 1), people)
    return [tuple(codes.count(code) for code in range(LOW, HIGH + 1)) for codes in chosen]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(at_depth(12, 400)))
def test_a_bar_and_its_mean_do_not_count_one_or_two_people(seed: int) -> None:
    before, end = some(seed)
    people = len(before)
    attacker = Attacker(chapters_of(figures_of(before, end)), people)
    for step, rows in enumerate((before, end)):
        for item in range(len(ITEMS)):
            if not (bar := attacker.bars(item + 1, step)):
                continue
            parts = [({place for place, word in enumerate(WORDS) if word in name}, n) for name, n in bar]
            spans = [(range(min(places), max(places) + 1), n) for places, n in parts]
            mean = attacker.item_means(step)[item]
            ways = [
                sizes
                for sizes in ways_to_answer(people)
                if all(sum(sizes[place] for place in span) == n for span, n in spans)
                and abs(sum(size * code for code, size in enumerate(sizes, 1)) / people - mean) <= 0.051
            ]
            said = [row[item] for row in rows]
            for place in range(HIGH):
                if 0 < said.count(place + 1) < CELL:
                    assert len({sizes[place] for sizes in ways}) > 1


def numbers_of_people(chapters: list[Chapter]) -> Iterator[int]:
    for chapter in chapters[:-1]:
        for part in chapter.parts:
            for row in part.table.rows if part.table else []:
                if isinstance(row[1], int) and "beide rondes opgeteld" not in part.table.columns[1]:
                    yield row[1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(at_depth(12, 400)))
def test_every_figure_has_enough_people_of_its_own_and_counts_nobody_who_left_something_open(seed: int) -> None:
    before, end = some(seed, open_ones=True)
    chapters, people = chapters_of(figures_of(before, end)), len(before)
    for n in numbers_of_people(chapters):
        assert n >= SMALLEST
        assert people - n not in range(1, CELL)
    attacker = Attacker(chapters, people)
    for number, step in product(range(1, len(ITEMS) + 1), (0, 1)):
        bar = attacker.bars(number, step)
        assert sum(n for _name, n in bar) in {0, people}
        assert all(n >= CELL for _name, n in bar)
    said = " ".join(
        line
        for chapter in chapters
        for part in chapter.parts
        for line in (*part.says, *part.beware, *part.explains)
    )
    assert not re.search("Iedereen|hetzelfde antwoord|Niemand", said)


def test_eight_who_all_chose_the_highest_are_not_read_from_the_rest() -> None:
    dice = Random(3)
    rows: Rows = [(5, *(dice.randint(1, 5) for _item in ITEMS[1:])) for _person in range(8)]
    figures = figures_of(rows, rows)
    attacker = Attacker(chapters_of(figures), 8)
    hidden = [item for item in range(len(ITEMS)) if is_hidden(attacker, item, 0)]
    assert 0 in hidden
    assert set(hidden) & {1, 2}
    [reliability] = [each for each in attacker.scales[0].parts if each.title.startswith("Hoe betrouwbaar")]
    assert {cell for row in reliability.table.rows for cell in row[1:]} == {None}


def test_who_all_took_the_same_step_are_not_read_from_the_two_means() -> None:
    dice = Random(5)
    before: Rows = [tuple(dice.randint(1, 4) + (key in ("moe", "boos")) for key in ITEMS) for _person in range(8)]
    end: Rows = [
        tuple(code - 1 if key in ("moe", "boos") else code + 1 for key, code in zip(ITEMS, row, strict=True))
        for row in before
    ]
    attacker = Attacker(chapters_of(figures_of(before, end)), 8)
    for place in range(3):
        assert attacker.scale_mean(place, 0) is not None
        assert attacker.scale_mean(place, 1) is None
        assert attacker.part(attacker.scales[place], "Van").table is None


def test_of_five_of_whom_one_left_a_question_open_no_reliability_is_shown() -> None:
    dice = Random(8)
    rows: Rows = [tuple(dice.sample(range(1, 6), 5)) for _person in range(5)]
    rows[0] = (None, *rows[0][1:])
    found = figures_of(rows, rows).reliability(five_questions().scales[0], figures_of(rows, rows).rounds[0])
    assert found == (guarded.HIDDEN, guarded.HIDDEN)


@pytest.mark.parametrize(("people", "said"), [(9, (9, 9)), (8, (7, 8)), (7, (7, 8)), (6, (6, 6))])
def test_how_many_left_something_open_is_not_counted_when_it_is_one_or_two(
    people: int, said: tuple[int, int]
) -> None:
    assert without_few(people, 9, smallest=CELL) == said


def test_no_other_part_of_a_report_asks_for_a_figure() -> None:
    here = Path(guarded.__file__).parent
    asking = {path.name for path in here.glob("*.py") if re.search(r"\bscoring\b", path.read_text())}
    assert asking == {"guarded.py"}
