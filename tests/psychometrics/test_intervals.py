"""The intervals hold the truth as often as they say; the whole table is in docs/psychometrics.md."""

import pytest

from benchmarks.intervals import CASES, coverage
from tests.support.depth import only_thorough

CLAIMED = [
    ("α, Feldt, equal loadings", 12),
    ("α, Feldt, equal loadings", 200),
    ("α, full information, a tenth open", 200),
    ("ω, log(1 − ω), equal loadings", 200),
    ("ICC(3,1), five raters", 12),
    ("d_z = .5", 12),
    ("Hodges–Lehmann, t with 3 df", 30),
]


@only_thorough
@pytest.mark.slow
@pytest.mark.parametrize(("name", "n"), CLAIMED)
def test_nineteen_of_twenty_intervals_hold_the_truth(name: str, n: int) -> None:
    """400 samples: the share is known to 1.1 points, so that 92 to 98 % is what 95 % may give."""
    share, refused = coverage(name, n, 400)
    assert 0.92 <= share <= 0.98
    assert refused == 0


@pytest.mark.slow
def test_a_wrong_truth_is_seen() -> None:
    """The negative control: the intervals are narrow enough to leave something out."""
    name = "α, Feldt, equal loadings"
    true, draw = CASES[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(CASES, name, (true - 0.06, draw))
        assert coverage(name, 200, 200)[0] < 0.5
