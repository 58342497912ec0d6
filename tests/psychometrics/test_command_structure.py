"""What is typed after `tegenstroom psychometrics` for structure."""

import json
from argparse import ArgumentParser

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import FactorModel, Factors, Impossible, Invariance, Polychorics, as_plain
from tegenstroom.engines.psychometrics.commandline.structure import LINES, factors
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.tables import Table
from tests.psychometrics.oracle import table

ITEMS = " ".join(f"i{place}" for place in range(1, 9))
TWO = "--factor kracht=i1,i2,i3,i4 --factor steun=i5,i6,i7,i8"
COLUMNS = Table({name: np.zeros(1) for name in "abcdef"}, {})
PANEL = "--factor kracht=a_before,b_before,c_before,d_before/a_after,b_after,c_after,d_after --waves before after"


def said(line: str, file: str, words: str) -> Result:
    parser = ArgumentParser()
    LINES[line].ask(parser)
    return LINES[line].run(table(file), parser.parse_args(words.split()), None)


@pytest.mark.parametrize(
    ("line", "file", "words", "kind"),
    [
        ("polychoric", "model_ordered", f"--items {ITEMS}", Polychorics),
        ("polychoric", "model_ordered_skipped", "--missing pairwise --estimator two-step", Polychorics),
        ("efa", "model", f"--items {ITEMS} --factors 2 --rotation varimax --extraction ml", Factors),
        ("efa", "model_ordered", f"--items {ITEMS} --factors 1 --correlations polychoric", Factors),
        ("cfa", "model", f"{TWO} --unit factor --orthogonal", FactorModel),
        ("cfa", "model", f"{TWO} --together i2 i7", FactorModel),
        ("efa", "model", f"--items {ITEMS} --factors 2 --rotation varimax --tolerance 1e-5", Factors),
        ("cfa", "model_ordered", f"{TWO} --estimator WLSMV", FactorModel),
        ("cfa", "model_skipped", f"{TWO} --missing full-information", FactorModel),
        ("invariance", "model", f"{TWO} --group group", Invariance),
        ("invariance", "panel", PANEL, Invariance),
    ],
)
def test_a_line_gives_its_result_and_that_goes_into_json(
    line: str, file: str, words: str, kind: type[Result]
) -> None:
    found = said(line, file, words)
    assert isinstance(found, kind)
    assert json.loads(json.dumps(as_plain(found), allow_nan=False))["n"] == found.n > 0


def test_factors_are_read_with_their_waves() -> None:
    assert factors(["kracht=a,b / c, d"], COLUMNS) == {"kracht": [["a", "b"], ["c", "d"]]}


def test_a_factor_takes_all_columns_from_the_first_to_the_last_that_are_named() -> None:
    assert factors(["kracht=a:c,f/d:e"], COLUMNS) == {"kracht": [["a", "b", "c", "f"], ["d", "e"]]}
    with pytest.raises(Impossible, match="z"):
        factors(["kracht=a:z"], COLUMNS)


@pytest.mark.parametrize("text", ["kracht", "=a,b", "kracht=", "kracht=a,,b"])
def test_what_is_no_factor_is_refused(text: str) -> None:
    with pytest.raises(Impossible, match="beschrijft geen factor"):
        factors([text], COLUMNS)


def test_an_item_has_no_rest_together_with_itself() -> None:
    with pytest.raises(Impossible, match="meer dan één keer: i2"):
        said("cfa", "model", f"{TWO} --together i2 i2")


def test_a_factor_that_stands_twice_does_not_swallow_the_first() -> None:
    with pytest.raises(Impossible, match="meer dan één keer: kracht"):
        factors(["kracht=a,b,c", "kracht=d,e,f"], COLUMNS)
