"""The table of what an analysis costs says plainly what misses its target."""

from benchmarks.analyses import Line, document


def line(its_seconds: float | None = 1.0, apart: float = 1e-6, n: int = 200, absent: str = "") -> Line:
    """Ours in a tenth of a second; five times faster and within 1e-4 is promised."""
    return Line(
        name="GRM",
        n=n,
        seconds=0.1,
        beside="another",
        its_seconds=its_seconds,
        least=5.0,
        apart=[apart],
        within=[1e-4],
        absent=absent,
    )


def test_what_is_fast_and_close_keeps_its_promise() -> None:
    assert line().verdict == "≥ 5 × ok, within 1e-4 ok"


def test_too_slow_and_too_far_are_each_named() -> None:
    assert line(its_seconds=0.4).verdict == "≥ 5 × MISSED, within 1e-4 ok"
    assert line(apart=1e-3).verdict == "≥ 5 × ok, within 1e-4 MISSED"
    assert line(apart=float("nan")).verdict == "≥ 5 × ok, within 1e-4 MISSED"


def test_a_lower_likelihood_is_a_miss_however_fast() -> None:
    found = Line(name="GRM", n=200, seconds=0.1, value=-10.0, other=-9.0)
    assert found.verdict == "as high to 0.001 MISSED"


def test_a_rival_that_is_not_there_is_not_a_promise_kept() -> None:
    absent = line(its_seconds=None, absent="it is not installed")
    assert absent.verdict.endswith("not measured: it is not installed")
    said = document([absent])
    assert "Nothing that was measured." in said
    assert "- GRM, 200 persons, beside another: ≥ 5 × within 1e-4 not measured" in said


def test_a_page_opens_with_what_is_missed() -> None:
    missed = document([line(its_seconds=0.4)]).split("## ")[1]
    assert "- GRM, 200 persons, beside another: ≥ 5 × MISSED" in missed


def test_sizes_measured_apart_stand_in_one_table() -> None:
    first = document([line(its_seconds=0.4), line(n=10_000)])
    both = document([line()], first)
    assert both == document([line(), line(n=10_000)])
    assert document([line()]) != both
