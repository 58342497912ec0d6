"""A questionnaire that brings item parameters with their source: the report scores with them too, and says so."""

from dataclasses import replace
from random import Random

import pytest

from tegenstroom.engines.questionnaires import ItemParameters, Questionnaire
from tegenstroom.measurement import kept, scoring
from tegenstroom.measurement.matrix import Cells, Matrix, Table
from tegenstroom.measurement.reports.guarded import HIDDEN, Guarded
from tegenstroom.measurement.reports.parts import Part
from tegenstroom.measurement.reports.scales import Scales
from tegenstroom.measurement.rules.estimates import Estimate
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.kinds import irt, psychometrics
from tegenstroom.measurement.tests.factories import questionnaire

PUBLISHED = "Anderen (2023), doi:10.1000/grm"
BOUNDS = (-1.5, -0.5, 0.5, 1.5)
SLOPES = {"vrij": 1.6, "sterk": 1.2, "moe": 0.8}
PLAIN = questionnaire()
ITEMS = tuple(item.key for item in PLAIN.items)
type Rows = list[Cells | None]


def known(source: str = PUBLISHED, *without: str) -> Questionnaire:
    parameters = [
        ItemParameters(key, slope, BOUNDS, source) for key, slope in SLOPES.items() if key not in without
    ]
    return replace(PLAIN, parameters=tuple(parameters))


def figures(asked: Questionnaire, *rounds: Rows) -> Guarded:
    tables = [
        Table(moment, tuple(rows), tuple(None if row is None else 1 for row in rows))
        for moment, rows in zip(Moment, rounds, strict=False)
    ]
    return Guarded(Matrix(asked, ITEMS, tuple(tables)), 5, 3)


def some(people: int, seed: int, *, more: int = 0) -> Rows:
    dice = Random(seed)
    rows: Rows = []
    for _person in range(people):
        free, strong, tired = (min(5, dice.randint(1, 4) + more) for _item in range(3))
        rows.append((free, strong, 6 - tired, None))
    return rows


def part_of(found: Guarded) -> Part | None:
    parts = Scales(found, lambda text: text["nl"]).chapters()[0].parts
    return next((each for each in parts if "elders" in each.title), None)


def test_the_scores_are_those_of_the_engine_with_turned_questions_turned() -> None:
    rows = [
        {"vrij": 5, "sterk": 4, "moe": 1},
        {"vrij": 1, "sterk": 2, "moe": 5},
        {"vrij": 3, "sterk": None, "moe": 9},
    ]
    found = scoring.latent(known(), PLAIN.scales[0], rows)
    table = [[5, 4, 5], [1, 2, 1], [3, None, None]]
    data = psychometrics.answers(table, list(SLOPES), categories=[[1, 2, 3, 4, 5]] * 3)
    parameters = irt.ItemParameters.known(
        list(SLOPES), [[1, 2, 3, 4, 5]] * 3, list(SLOPES.values()), [list(BOUNDS)] * 3
    )
    expected = irt.score(data, parameters)
    assert [theta for theta, _error in found] == pytest.approx(list(expected.theta))
    assert [error for _theta, error in found] == pytest.approx(list(expected.error))
    assert found[1][0] < found[2][0] < found[0][0]
    assert found[2][1] > found[0][1]


def test_the_report_scores_with_them_gives_the_error_and_names_where_they_stand() -> None:
    found = figures(known(), some(10, 1), some(10, 2, more=1))
    part = part_of(found)
    assert part
    assert part.table
    assert [row[0] for row in part.table.rows] == [
        "Voor de start",
        "Op het einde",
        "Van “Voor de start” naar “Op het einde”",
    ]
    assert [row[1] for row in part.table.rows] == [10, 10, 10]
    before, after, change = (float(str(row[2])) for row in part.table.rows)
    assert change == pytest.approx(after - before, abs=0.011)
    assert change > 0
    assert 0.3 < float(str(part.table.rows[0][-1])) < 0.9
    # Where a number is missing stands its sign under the other numbers.
    assert [row[-1][1:] for row in part.table.spoken][-1] == ("–", True)
    assert part.table.is_of_figures
    assert f"Die gegevens staan in: {PUBLISHED}." in part.beware


@pytest.mark.parametrize("asked", [PLAIN, known(""), known(PUBLISHED, "moe")])
def test_without_parameters_of_each_question_and_their_source_nothing_changes(asked: Questionnaire) -> None:
    assert part_of(figures(asked, some(10, 1))) is None


def test_of_four_people_and_beside_a_hidden_question_it_is_not_shown() -> None:
    asked = known()
    same: Rows = [(4, row[1], row[2], None) for row in some(8, 3) if row]
    for rows in ([*some(4, 1), *[None] * 6], same):
        found = figures(asked, rows)
        assert found.latent(PLAIN.scales[0], found.rounds[0]).mean == HIDDEN


def test_who_stayed_away_once_is_not_found_by_laying_both_rounds_beside_one_another() -> None:
    found = figures(known(), some(10, 1), [None, *some(9, 2, more=1)])
    view = found.latent_change(PLAIN.scales[0], found.rounds[0], found.rounds[1])
    assert view
    assert not view.same
    assert isinstance(view.found, Estimate)
    assert view.people == 19


def test_a_source_is_kept_and_without_one_the_text_is_the_same_as_before() -> None:
    assert kept.from_json(kept.to_json(known())) == known()
    bare = known("")
    assert '"source"' not in kept.to_json(bare).partition('"parameters"')[2].partition("]}]")[0]
    assert kept.from_json(kept.to_json(bare)) == bare
