"""Where programs differ: what R's packages print unless asked otherwise is here too, as the default or beside it.

The values of R are in oracle/conventions.csv, the script that made them beside it.
"""

import csv

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import (
    Answers,
    Estimator,
    Extraction,
    FactorModel,
    Missing,
    Refusal,
    Rotation,
    agreement,
    alpha,
    answers,
    cfa,
    change,
    difference,
    efa,
    factor_omegas,
    group_icc,
    invariance,
    omega_hierarchical,
)
from tegenstroom.engines.psychometrics.irt import Gains, Joining, dif_by_regression, grm, item_fit
from tests.psychometrics.oracle import HERE, data, kept, table

ITEMS = [f"i{place}" for place in range(1, 9)]
TWO = {"kracht": ITEMS[:4], "steun": ITEMS[4:]}
FILES = {"MLR": "model", "FIML": "model_skipped", "WLSMV": "model_ordered", "ML": "model"}


def said(prefix: str) -> list[float]:
    found = {key: value for key, value in kept("conventions").items() if key.rpartition(".")[0] == prefix}
    return [found[f"{prefix}.{place}"] for place in range(1, len(found) + 1)] or [kept("conventions")[prefix]]


def items(name: str) -> Answers:
    return table(FILES[name]).answers(ITEMS)


def fitted(name: str) -> FactorModel:
    missing = Missing.FULL if name == "FIML" else Missing.LISTWISE
    return cfa(items(name), TWO, estimator=Estimator("MLR" if name == "FIML" else name), missing=missing)


@pytest.mark.parametrize(("name", "within"), [("MLR", 1e-6), ("FIML", 1e-4), ("WLSMV", 1e-5)])
def test_robust_indices_are_those_of_lavaan(name: str, within: float) -> None:
    found = fitted(name).robust
    assert found is not None
    interval = found.rmsea_interval
    ours = [found.cfi, found.tli, found.rmsea, interval.low, interval.high, found.close]
    assert ours == pytest.approx(said(f"robust.{name}"), abs=within)


@pytest.mark.parametrize("name", ["FIML.normal", "FIML.normal.groups"])
def test_missing_answers_alone_are_corrected_for_too(name: str) -> None:
    seen = table("model_skipped").answers(ITEMS, group="group" if name.endswith("groups") else None)
    if name.endswith("groups"):
        model = invariance(seen, TWO, missing=Missing.FULL).steps[0].model
    else:
        model = cfa(seen, TWO, missing=Missing.FULL)
    found = model.robust
    assert found is not None
    interval = found.rmsea_interval
    ours = [found.cfi, found.tli, found.rmsea, interval.low, interval.high, found.close]
    assert ours == pytest.approx(said(f"robust.{name}"), abs=1e-4)


def test_complete_answers_and_maximum_likelihood_leave_nothing_to_correct() -> None:
    assert fitted("ML").robust is None


@pytest.mark.parametrize("name", ["ML", "FIML", "WLSMV"])
def test_omega_of_each_factor_is_that_of_semtools(name: str) -> None:
    missing = Missing.FULL if name == "FIML" else Missing.LISTWISE
    estimator = Estimator.WLSMV if name == "WLSMV" else Estimator.ML
    found = factor_omegas(items(name), TWO, estimator=estimator, missing=missing)
    assert [each.observed for each in found.omegas] == pytest.approx(said(f"omegas.observed.{name}"), abs=2e-5)
    assert [each.implied for each in found.omegas] == pytest.approx(said(f"omegas.implied.{name}"), abs=2e-5)
    assert found.of("steun").items == 4


@pytest.mark.parametrize("extraction", Extraction)
def test_varimax_that_stops_as_early_as_that_of_r_gives_its_loadings(extraction: Extraction) -> None:
    found = efa(items("ML"), 2, rotation=Rotation.VARIMAX, extraction=extraction, tolerance=1e-5)
    assert found.loadings.ravel() == pytest.approx(said(f"varimax.loose.{extraction}"), abs=2e-5)
    if extraction is Extraction.ML:
        assert found.loadings.ravel() == pytest.approx(said("varimax.loose.factanal"), abs=2e-5)


def test_d_of_two_groups_is_also_that_of_psych() -> None:
    score = table("likert").answers().values[:, 0]
    assert difference(score[::2], score[1::2]).d_n == pytest.approx(said("cohen.d")[0], abs=1e-9)


def test_pairwise_alpha_says_what_psych_counts_with_everyone() -> None:
    found = alpha(table("skipped").answers(), missing=Missing.PAIRWISE)
    assert found.feldt_of_all is not None
    ours = [found.se_of_all, found.feldt_of_all.low, found.feldt_of_all.high]
    assert ours == pytest.approx(said("alpha.pairwise.of_all"), abs=1e-9)
    assert alpha(table("skipped").answers()).se_of_all is None


def test_promax_is_that_of_psych() -> None:
    early = efa(items("ML"), 2, rotation=Rotation.PROMAX, tolerance=1e-5)
    assert early.loadings.ravel() == pytest.approx(said("promax.loading"), abs=2e-5)
    found = efa(items("ML"), 2, rotation=Rotation.PROMAX)
    # R's varimax, from which promax sets out, stops at 1e-5 of its criterion.
    assert found.loadings.ravel() == pytest.approx(said("promax.loading"), abs=2e-3)
    assert found.factor_correlations[0, 1] == pytest.approx(said("promax.phi")[0], abs=2e-3)


def test_pairwise_factors_and_their_fit_are_those_of_psych() -> None:
    found = efa(items("FIML"), 2, missing=Missing.PAIRWISE)
    assert found.loadings.ravel() == pytest.approx(said("pairwise.loading"), abs=5e-4)
    assert found.tli == pytest.approx(said("pairwise.TLI")[0], abs=1e-4)
    assert found.rmsea == pytest.approx(said("pairwise.RMSEA")[0], abs=1e-4)
    assert found.bic == pytest.approx(said("pairwise.BIC")[0], abs=1e-2)
    assert found.complexity == pytest.approx(said("pairwise.complexity"), abs=2e-3)


def test_two_groups_of_items_share_equally_with_the_whole() -> None:
    found = omega_hierarchical(data("bifactor"), factors=2, anyway=True)
    assert [found.value, found.total] == pytest.approx(said("omega.two"), abs=1e-4)
    assert "two-groups-taken" in [each.code for each in found.warnings]


def test_items_that_point_the_other_way_are_turned_and_named() -> None:
    turned = data("bifactor").values.copy()
    turned[:, [1, 4]] *= -1
    found = omega_hierarchical(answers(turned, [*ITEMS, "i9"]))
    assert [found.value, found.total] == pytest.approx(said("omega.turned"), abs=1e-4)
    assert next(each for each in found.warnings if each.code == "mixed-signs").values["items"] == ("i2", "i5")
    assert found.value == pytest.approx(omega_hierarchical(data("bifactor")).value, abs=1e-9)


def test_a_figure_that_is_not_to_be_trusted_is_given_only_when_asked() -> None:
    with pytest.raises(Refusal, match="één ding"):
        omega_hierarchical(data("whole"))
    found = omega_hierarchical(data("whole"), anyway=True)
    assert "one-dimension" in [each.code for each in found.warnings]


def test_alpha_carries_what_psych_prints_beside_it() -> None:
    found = alpha(data("likert"))
    assert [found.lambda6, found.mean_correlation, found.median_correlation] == pytest.approx(
        said("alpha.total"), abs=1e-10
    )


def test_agreement_also_after_james() -> None:
    found = agreement(answers(data("likert").values[:10]), options=5)
    assert found.groups[0].james == found.james_mean == pytest.approx(said("rwg.james")[0], abs=1e-10)


def test_two_camps_agree_for_nothing_after_james() -> None:
    found = agreement(answers([[1, 1]] * 5 + [[5, 5]] * 5), options=5)
    assert found.mean < 0
    assert found.james_mean == 0


def test_uneven_groups_also_by_their_plain_mean_size() -> None:
    found = group_icc(answers(data("likert").values[:11, :1], groups=[1] * 2 + [2] * 4 + [3] * 5))
    assert found.icc1_mean_size == pytest.approx(said("icc1.uneven")[0], abs=1e-10)
    assert found.icc1_mean_size != found.icc1


def test_sleep_shortened_and_lengthened() -> None:
    """Student's data: effsize::cohen.d gives −0.8321811 (−1.8691015 to 0.2047393), and 0.8221766 for pairs."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    apart, pairs = difference(first, second), change(first, second)
    assert (apart.d.value, apart.d_t.low, apart.d_t.high) == pytest.approx((0.8321811, -0.2047393, 1.8691015))
    assert pairs.d_rm == pytest.approx(0.8221766, abs=1e-6)
    approximate, exact = (change(first, second, exact=each).g_z.value / pairs.d_z.value for each in (False, True))
    assert approximate == pytest.approx(1 - 3 / 35, abs=1e-12)
    assert exact == pytest.approx(0.9138750, abs=1e-6)
    assert [pairs.g_av / pairs.d_av, pairs.g_rm / pairs.d_rm] == pytest.approx([approximate] * 2)


def test_gains_of_a_regression_are_those_of_lordif() -> None:
    found = dif_by_regression(table("graded").answers([f"q{place}" for place in range(1, 9)], group="group"))
    for measure in ("mcfadden", "nagelkerke", "cox_snell"):
        gain = getattr(found.items[0], measure)
        assert isinstance(gain, Gains)
        assert [gain.uniform, gain.non_uniform, gain.both] == pytest.approx(said(f"gains.{measure}"), abs=1e-6)


LSAT7 = [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35]
LSAT7 += [18, 136, 32, 308]


def test_item_fit_of_lsat7_is_what_mirt_published() -> None:
    patterns = np.array([[int(digit) for digit in f"{number:05b}"] for number in range(32)], dtype=float)
    lsat7 = answers(np.repeat(patterns, LSAT7, axis=0))
    found = item_fit(lsat7, grm(lsat7, errors=False))
    assert found.s_x2 == pytest.approx([4.750, 14.45, 1.27, 5.24, 0.941], abs=0.01)
    assert found.df.tolist() == [2] * 5
    assert found.p == pytest.approx([0.093, 0.001, 0.53, 0.073, 0.625], abs=0.002)


def test_cells_are_joined_as_asked() -> None:
    graded = table("graded").answers([f"q{place}" for place in range(1, 9)])
    fit = grm(graded, errors=False)
    one, other = (item_fit(graded, fit, joining=joining) for joining in Joining)
    assert (one.df != other.df).any()
    assert np.abs(one.s_x2 / one.df - other.s_x2 / other.df).max() < 0.15


def test_every_value_says_where_it_is_from() -> None:
    with (HERE / "conventions.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["origin"] for row in csv.DictReader(file))
