"""The graded response model, fitted by marginal maximum likelihood.

Every answer counts, also of who skipped some; items may have unequal categories; groups may differ in ability.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers, check_items
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    NotEnough,
    need_items,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.irt.climb import Summit, climb
from tegenstroom.engines.psychometrics.irt.coding import Coded, coded
from tegenstroom.engines.psychometrics.irt.curves import Layout
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.louis import observed_information
from tegenstroom.engines.psychometrics.irt.model import Model
from tegenstroom.engines.psychometrics.irt.sums import Indicators
from tegenstroom.engines.sentences import Said, dutch

TOO_FEW_FOR_GRM = dutch(
    "too-few-for-grm",
    "Met {n} personen zijn de waarden van de vragen niet te schatten: er zijn er minstens {needed} nodig. Gebruik"
    " somscores met omega en een interval, of waarden die eerder bij meer mensen geschat zijn.",
)
ROUGH = dutch("grm-rough", "Met {n} personen zijn {parameters} waarden ruw geschat. Kijk naar de standaardfouten.")
UNUSED = dutch("unused-category", "Bij “{item}” koos niemand {categories}. Dat antwoord telt hier niet mee.")
STEEP = dutch(
    "grm-steep", "“{items}” valt bijna samen met de rest van de vragen: de steilheid is niet te schatten."
)
SAYS_TOO_LITTLE = dutch(
    "grm-says-too-little",
    "De antwoorden van {n} personen zeggen te weinig voor dit model. Misschien bleven te veel vragen open.",
)
NO_ERRORS = dutch("grm-no-errors", "De standaardfouten zijn hier niet te berekenen: de gegevens zeggen te weinig.")
NO_ANCHOR = dutch("no-anchor", "Minstens één vraag moet in alle groepen hetzelfde betekenen.")
ONE_GROUP = dutch("irt-one-group", "Er is maar één groep. Dan valt er niets te vergelijken.")

FEWEST = 150
_ROUGH = 500
_SUBSAMPLE, _SUBSAMPLE_ABOVE = (2_000, 4_000), 6_000  # a fifth of the persons, within these bounds
_STEEPEST = 15.0
_LOGISTIC = 1.702  # between the logistic and the normal ogive
METHOD = "graded response model, marginal maximum likelihood on 61 nodes over [-6, 6]"
REFERENCE = "Samejima (1969); Bock & Aitkin (1981); Louis (1982)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GradedResponse(Result):
    """A fitted model.

    `parameters`, and `difficulties` from them; `slope_errors` (items,) and `difficulty_errors` (items, most
    categories − 1): standard errors, NaN where there is no parameter, None when not asked. `groups`, `means`,
    `sds` (groups,): ability; 0 and 1 in the first. `mean_errors`, `sd_errors`: their standard errors.
    `covariance`: of the vector a, d_1, d_2 … item by item, then μ and log σ of each further group. `free`:
    parameters estimated. `gain`: log-likelihood that a further step was expected to win.
    """

    parameters: ItemParameters
    difficulties: Array
    slope_errors: Array | None
    difficulty_errors: Array | None
    groups: tuple[str, ...]
    means: Array
    sds: Array
    mean_errors: Array | None
    sd_errors: Array | None
    covariance: Array | None
    log_likelihood: float
    free: int
    gain: float
    passes: int

    @property
    def aic(self) -> float:
        return 2.0 * self.free - 2.0 * self.log_likelihood

    @property
    def bic(self) -> float:
        return float(np.log(self.n)) * self.free - 2.0 * self.log_likelihood


def grm(
    data: Answers,
    *,
    errors: bool = True,
    own: Collection[str] = (),
    reference: str | None = None,
    start: Array | None = None,
    progress: Progress | None = None,
) -> GradedResponse:
    """Fit the model.

    `errors`: also standard errors. `own`: items whose parameters may differ by group. `reference`: the group with
    ability N(0, 1). `start`: a vector of parameters to begin at. `progress` hears a share from 0 to 1.

    Refuses fewer than 150 persons or 3 items; items that do not vary; items so steep that no slope fits (a > 15);
    answers so sparse that nothing follows from them.
    """
    kept = _usable(data, own)
    found = coded(kept, own, reference)
    model = Model(found.layout, len(found.groups))
    try:
        summit = fitted(model, found.data, start if start is not None else starting(model, found.data), progress)
    except np.linalg.LinAlgError as error:
        raise NoSolution(SAYS_TOO_LITTLE(n=kept.n)) from error
    summit = _upright(model, summit)
    _refuse_steep(found, model.layout.table(summit.vector[: model.layout.size])[:, 0])
    covariance = _covariance(model, found.data, summit.vector) if errors else None
    return _result(data, kept, found, model=model, summit=summit, covariance=covariance)


def fitted(model: Model, data: Indicators, vector: Array, progress: Progress | None = None) -> Summit:
    """The maximum. With many persons first that of a subsample, whose information then leads the way for all."""
    if data.n > _SUBSAMPLE_ABOVE:
        part = data.some(min(max(data.n // 5, _SUBSAMPLE[0]), _SUBSAMPLE[1]))
        if _same_answers(part, data):
            near = climb(model, part, vector, gain=1e-3)
            info = observed_information(model, part, near.vector) * (data.n / part.n)
            try:
                inverse = np.linalg.inv(info)
                np.linalg.cholesky(info)
            except np.linalg.LinAlgError:
                return climb(model, data, near.vector, progress=progress)
            lead = near.vector + (data.n / part.n) * inverse @ near.point.gradient
            first = lead if model.allows(lead) else near.vector
            return climb(model, data, first, precondition=lambda _point, found: inverse @ found, progress=progress)
    return climb(model, data, vector, progress=progress)


def starting(model: Model, data: Indicators) -> Array:
    """Slopes from the first principal axis of the items, intercepts from how often each category is reached."""
    layout, most = model.layout, model.layout.exists.shape[1]
    share = min(data.n, 5_000)
    matrix = data.matrix[np.linspace(0, data.n - 1, share).astype(np.intp)].astype(np.float64)
    table = np.zeros((layout.k, most))
    table[layout.exists] = matrix.sum(axis=0) + 0.5
    reached = np.cumsum(table[:, ::-1], axis=1)[:, ::-1]
    odds = np.log(reached[:, 1:] + 1e-9) - np.log(np.cumsum(table, axis=1)[:, :-1])
    slopes = _first_axis(matrix, layout)
    intercepts = odds * np.sqrt(1 + (slopes[:, None] / _LOGISTIC) ** 2)
    return np.concatenate([np.column_stack([slopes, intercepts])[layout.exists], np.zeros(2 * (model.groups - 1))])


def _first_axis(matrix: Array, layout: Layout) -> Array:
    item, place = np.nonzero(layout.exists)
    to_items = (item[:, None] == np.arange(layout.k)).astype(np.float64)
    answered = matrix @ to_items
    scores = matrix @ (to_items * place[:, None])
    counts = np.maximum(answered.sum(axis=0), 1.0)
    around = (scores - scores.sum(axis=0) / counts) * answered
    around /= np.sqrt(np.maximum((around**2).sum(axis=0) / counts, 1e-12))
    both = answered.T @ answered
    correlation = np.where(both > 10, around.T @ around / np.maximum(both, 1.0), 0.3)
    values, vectors = np.linalg.eigh(correlation)
    axis = vectors[:, -1] * np.sqrt(max(values[-1], 0.1)) * 0.95
    axis = np.clip(axis * (1 if axis.sum() >= 0 else -1), -0.9, 0.9)
    axis = np.where(np.abs(axis) < 0.1, 0.1, axis)
    found: Array = _LOGISTIC * axis / np.sqrt(1 - axis**2)
    return found


def _usable(data: Answers, own: Collection[str]) -> Answers:
    kept = data.placed().anything()
    unknown = [name for name in own if name not in data.items]
    if unknown:
        data.select(unknown)
    need_items(kept.k, 3)
    if kept.n < 2:
        need_persons(kept.n, FEWEST)
    refuse_unless(kept.n >= FEWEST, NotEnough, TOO_FEW_FOR_GRM, n=kept.n, needed=FEWEST)
    check_items(kept)
    if own:
        refuse_unless(kept.groups is not None and len(set(kept.groups)) > 1, Impossible, ONE_GROUP)
        refuse_unless(len(set(own)) < kept.k, Impossible, NO_ANCHOR)
    return kept


def _same_answers(part: Indicators, data: Indicators) -> bool:
    """Whether every category that somebody chose was also chosen in the subsample, and not by one alone."""
    return bool((part.matrix.sum(axis=0, dtype=np.int64) > 3).all()) and part.n < data.n


def _upright(model: Model, summit: Summit) -> Summit:
    """High ability is where most items point; with further groups the start already said so."""
    table = model.layout.table(summit.vector[: model.layout.size])
    if table[:, 0].sum() >= 0 or model.groups > 1:
        return summit
    table[:, 0] *= -1
    turned = np.concatenate([table[model.layout.exists], summit.vector[model.layout.size :]])
    return Summit(turned, summit.point, summit.gain, summit.passes)


def _refuse_steep(found: Coded, slopes: Array) -> None:
    steep = tuple(c.item for c, slope in zip(found.columns, slopes, strict=True) if abs(slope) > _STEEPEST)
    refuse_unless(not steep, NoSolution, STEEP, items=steep)


def _covariance(model: Model, data: Indicators, vector: Array) -> Array:
    information = observed_information(model, data, vector)
    try:
        np.linalg.cholesky(information)
    except np.linalg.LinAlgError:
        raise NoSolution(NO_ERRORS()) from None
    found: Array = np.linalg.inv(information)
    return found


def _difficulty_errors(layout: Layout, parameters: ItemParameters, covariance: Array) -> Array:
    """By the delta method: b = −d / a."""
    place = np.full(layout.exists.shape, -1)
    place[layout.exists] = np.arange(layout.size)
    variance = np.diag(covariance)
    own, slope = place[:, 1:], place[:, :1]
    b, a = parameters.difficulties, parameters.slopes[:, None]
    found = np.sqrt(variance[own] + b**2 * variance[slope] + 2 * b * covariance[own, slope]) / np.abs(a)
    return np.where(own >= 0, found, np.nan)


def _result(
    data: Answers, kept: Answers, found: Coded, *, model: Model, summit: Summit, covariance: Array | None
) -> GradedResponse:
    layout = model.layout
    table = np.where(layout.exists, layout.table(summit.vector[: layout.size]), np.nan)
    parameters = ItemParameters(
        tuple(column.item for column in found.columns),
        tuple(column.categories for column in found.columns),
        table[:, 0],
        table[:, 1:],
        tuple(column.group for column in found.columns),
    )
    further = summit.vector[layout.size :].reshape(-1, 2)
    sds = np.exp(np.concatenate([[0.0], further[:, 1]]))
    errors = None if covariance is None else np.sqrt(np.diag(covariance))
    of_groups = None if errors is None else np.vstack([np.zeros((1, 2)), errors[layout.size :].reshape(-1, 2)])
    slope_errors = None
    if errors is not None:
        slope_errors = errors[: layout.size][np.nonzero(layout.exists)[1] == 0]
    return GradedResponse(
        n=kept.n,
        n_all=data.n,
        missing=Missing.FULL,
        method=METHOD,
        reference=REFERENCE,
        warnings=_warnings(data, kept, found, model),
        parameters=parameters,
        difficulties=parameters.difficulties,
        slope_errors=slope_errors,
        difficulty_errors=None if covariance is None else _difficulty_errors(layout, parameters, covariance),
        groups=found.groups,
        means=np.concatenate([[0.0], further[:, 0]]),
        sds=sds,
        mean_errors=None if of_groups is None else of_groups[:, 0],
        sd_errors=None if of_groups is None else of_groups[:, 1] * sds,
        covariance=covariance,
        log_likelihood=summit.point.log_likelihood,
        free=model.size,
        gain=summit.gain,
        passes=summit.passes,
    )


def _warnings(data: Answers, kept: Answers, found: Coded, model: Model) -> tuple[Said, ...]:
    said = left_out(kept.n, data.n, Missing.FULL)
    if kept.n < _ROUGH:
        said += (ROUGH(n=kept.n, parameters=model.size),)
    for place, item in enumerate(data.items if data.categories else ()):
        used = {value for column in found.columns if column.item == item for value in column.categories}
        unused = tuple(f"{value:g}" for value in (data.categories or ())[place] if value not in used)
        if unused:
            said += (UNUSED(item=item, categories=unused),)
    return said
