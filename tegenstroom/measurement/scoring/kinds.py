"""The long analyses, scale by scale. Loaded in the process that computes: numpy comes along."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tegenstroom.engines import psychometrics
from tegenstroom.engines.psychometrics import irt
from tegenstroom.engines.questionnaires import Scale
from tegenstroom.measurement.rules.analyses import Kind
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring import answers_of
from tegenstroom.measurement.scoring.jobs import NO_SCALES, ONE_ROUND, Job, Plain
from tegenstroom.measurement.scoring.sections import Tables, said, section, table

type Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of work: what it makes, and what it says of how far it is."""

    job: Job
    progress: Progress


def compute(job: Job, progress: Progress) -> list[Plain]:
    """All sections. `progress` hears a share from 0 to 1."""
    scales = job.questionnaire.scales
    if not scales:
        return [{"scale": "", "what": job.kind.value, "refused": said(NO_SCALES())}]
    if job.kind is Kind.STRUCTURE:
        return list(_structure(Part(job, progress)))
    found: list[Plain] = []
    for place, scale in enumerate(scales):
        part = Part(job, _share_of(progress, place, len(scales)))
        found += _KINDS[job.kind](part, scale)
        progress((place + 1) / len(scales))
    return found


def _share_of(progress: Progress, place: int, parts: int) -> Progress:
    """What one part of many says, as a share of the whole."""
    return lambda share: progress((place + min(share, 1.0)) / parts)


def _answers(job: Job, scale: Scale | None = None) -> psychometrics.Answers:
    """The answers of the round that was asked, turned around where the scale says so."""
    there = [row for row in job.rows if job.moment in row.rounds]
    rounds = [row.rounds[job.moment] for row in there if job.moment is not None]
    data = replace(answers_of(job.questionnaire, rounds), groups=tuple(row.label for row in there))
    return _turned(data, [scale] if scale else job.questionnaire.scales)


def _turned(data: psychometrics.Answers, scales: Sequence[Scale]) -> psychometrics.Answers:
    items = tuple(dict.fromkeys(item for scale in scales for item in scale.items))
    away = tuple(dict.fromkeys(item for scale in scales for item in scale.reverse))
    return psychometrics.reverse(data.select(items), away)


def _alone(data: psychometrics.Answers) -> psychometrics.Answers:
    return replace(data, groups=None)


def _reliability(part: Part, scale: Scale) -> Iterator[Plain]:
    job = part.job

    def omega() -> psychometrics.CategoricalOmega:
        return psychometrics.categorical_omega(_alone(_answers(job, scale)))

    def of_omega(found: psychometrics.CategoricalOmega) -> Tables:
        loadings = zip(scale.items, found.standard_loadings, strict=True)
        return [
            table("omega", ["of", "value", "interval"], [["omega", found.value, found.interval]]),
            table("loadings", ["item", "loading"], loadings),
        ]

    def of_alpha(found: psychometrics.Alpha) -> Tables:
        items = [[each.item, each.mean, each.sd, each.rest, each.alpha_without] for each in found.items]
        return [
            table("alpha", ["of", "value", "interval"], [["alpha", found.value, found.interval]]),
            table("items", ["item", "mean", "sd", "rest", "without"], items),
        ]

    yield section(job, scale.key, "omega", omega, of_omega)
    yield section(job, scale.key, "alpha", lambda: psychometrics.alpha(_alone(_answers(job, scale))), of_alpha)


def _structure(part: Part) -> Iterator[Plain]:
    """How many factors chance allows, which those are, and whether the scales are factors."""
    job = part.job
    seen: list[int] = []

    def suitability() -> psychometrics.Suitability:
        found = psychometrics.suitability(_alone(_answers(job)), kind=psychometrics.Kind.POLYCHORIC)
        seen.append(found.factors)
        return found

    def efa() -> psychometrics.Factors:
        wanted = max(1, seen[0] if seen else len(job.questionnaire.scales))
        return psychometrics.efa(_alone(_answers(job)), wanted, kind=psychometrics.Kind.POLYCHORIC)

    yield section(job, "", "suitability", suitability, _of_suitability)
    part.progress(0.3)
    yield section(job, "", "efa", efa, _of_efa)
    part.progress(0.6)
    yield section(job, "", "cfa", lambda: _cfa(job), _of_cfa)
    part.progress(1.0)


def _cfa(job: Job) -> psychometrics.FactorModel:
    scales = _smallest(job.questionnaire.scales)
    model = {_factor(job, scale): list(scale.items) for scale in scales}
    return psychometrics.cfa(_alone(_answers(job)), model, estimator=psychometrics.Estimator.WLSMV)


def _smallest(scales: Sequence[Scale]) -> list[Scale]:
    """The scales without those that hold a whole other one: a total is no factor beside its parts."""
    return [scale for scale in scales if not any(set(other.items) < set(scale.items) for other in scales)]


def _factor(job: Job, scale: Scale) -> str:
    """The key of the scale, or something near it when a question bears that name."""
    name = scale.key
    while name in {item.key for item in job.questionnaire.items}:
        name += "_"
    return name


def _of_suitability(found: psychometrics.Suitability) -> Tables:
    rows = [
        ["kmo", found.kmo],
        ["bartlett", found.chi2],
        ["df", found.df],
        ["p", found.p],
        ["factors", found.factors],
    ]
    eigen = zip(map(str, range(1, len(found.items) + 1)), found.eigenvalues, found.chance, strict=True)
    return [
        table("suitability", ["of", "value"], rows),
        table("eigenvalues", ["number", "eigenvalue", "chance"], eigen),
    ]


def _of_efa(found: psychometrics.Factors) -> Tables:
    names = [f"factor_{number}" for number in range(1, found.loadings.shape[1] + 1)]
    rows = [
        [item, *loading, own]
        for item, loading, own in zip(found.items, found.loadings, found.uniquenesses, strict=True)
    ]
    fit = [["rmsr", found.rmsr], ["explained", float(found.explained.sum())]]
    between = [[name, *row] for name, row in zip(names, found.factor_correlations, strict=True)]
    tables = [table("loadings", ["item", *names, "own"], rows), table("fit", ["of", "value"], fit)]
    return [*tables, table("between", ["of", *names], between)] if len(names) > 1 else tables


def _of_cfa(found: psychometrics.FactorModel) -> Tables:
    indices = found.reported
    fit = [
        ["chi2", indices.test.chi2, None],
        ["df", indices.test.df, None],
        ["p", indices.test.p, None],
        ["cfi", indices.cfi, None],
        ["tli", indices.tli, None],
        ["rmsea", indices.rmsea, indices.rmsea_interval],
        ["srmr", found.srmr, None],
    ]
    loadings = [
        [item, factor, found.loadings[row, column]]
        for row, item in enumerate(found.items)
        for column, factor in enumerate(found.factors)
        if found.loadings[row, column]
    ]
    return [
        table("fit", ["of", "value", "interval"], fit),
        table("loadings", ["item", "scale", "loading"], loadings),
    ]


def _graded(part: Part, scale: Scale) -> Iterator[Plain]:
    def fit() -> irt.GradedResponse:
        return irt.grm(_alone(_answers(part.job, scale)), progress=part.progress)

    yield section(part.job, scale.key, "graded", fit, _of_graded)


def _of_graded(found: irt.GradedResponse) -> Tables:
    known = found.parameters
    most = found.difficulties.shape[1]
    steps = [f"step_{number}" for number in range(1, most + 1)]
    errors = found.slope_errors if found.slope_errors is not None else [None] * len(known.items)
    rows = [
        [item, slope, error, *bounds]
        for item, slope, error, bounds in zip(known.items, known.slopes, errors, found.difficulties, strict=True)
    ]
    fit = [["log_likelihood", found.log_likelihood], ["aic", found.aic], ["bic", found.bic]]
    return [table("graded", ["item", "slope", "error", *steps], rows), table("fit", ["of", "value"], fit)]


def _dif(part: Part, scale: Scale) -> Iterator[Plain]:
    def compare() -> irt.Dif:
        data = _answers(part.job, scale)
        try:
            return irt.dif_by_likelihood(data, progress=part.progress)
        except psychometrics.NotEnough:
            # Ordinal regression holds for smaller groups; what it refuses is refused.
            return irt.dif_by_regression(data)

    yield section(part.job, scale.key, "dif", compare, _of_dif)


def _of_dif(found: irt.Dif) -> Tables:
    rows = [
        [each.item, each.statistic, each.df, each.p_adjusted, each.effect, each.size.value] for each in found.items
    ]
    groups = [[name] for name in found.groups]
    return [
        table("compared", ["label"], groups),
        table("dif", ["item", "statistic", "df", "p_adjusted", "effect", "size"], rows),
    ]


def _invariance(part: Part, scale: Scale) -> Iterator[Plain]:
    job = part.job
    moments = _shared(job)
    if len(moments) < 2:
        yield {"scale": scale.key, "what": "invariance", "refused": said(ONE_ROUND())}
        return

    def climb() -> psychometrics.Invariance:
        names = [[f"{item}.{moment}" for item in scale.items] for moment in moments]
        return psychometrics.invariance_of_waves(
            _wide(job, scale, moments),
            {_factor(job, scale): names},
            [str(moment) for moment in moments],
            estimator=psychometrics.Estimator.WLSMV,
            progress=part.progress,
        )

    yield section(job, scale.key, "invariance", climb, _of_invariance)


def _shared(job: Job) -> list[Moment]:
    """The rounds in which enough people answered, who also answered in the first of them."""
    first = next((moment for moment in Moment if any(moment in row.rounds for row in job.rows)), None)
    counted = {moment: sum(first in row.rounds and moment in row.rounds for row in job.rows) for moment in Moment}
    return [moment for moment, n in counted.items() if n >= job.smallest]


def _wide(job: Job, scale: Scale, moments: Sequence[Moment]) -> psychometrics.Answers:
    """A row for each person who answered in all of these rounds, a column for each question in each of them."""
    there = [row for row in job.rows if all(moment in row.rounds for moment in moments)]
    parts = [
        _turned(answers_of(job.questionnaire, [row.rounds[moment] for row in there]), [scale])
        for moment in moments
    ]
    names = [f"{item}.{moment}" for moment in moments for item in scale.items]
    rows = [[value for each in parts for value in each.values[place]] for place in range(len(there))]
    known = [each for one in parts for each in one.categories or ()]
    return psychometrics.answers(rows, names, categories=known)


def _of_invariance(found: psychometrics.Invariance) -> Tables:
    rows = []
    for step in found.steps:
        fit, moved = step.model.reported, step.difference
        changed = [moved.chi2, moved.df, moved.p] if moved else [None, None, None]
        rows.append(
            [step.level.value, fit.cfi, fit.rmsea, *changed, step.cfi_change, step.rmsea_change, step.holds]
        )
    reached = found.reached.value if found.reached else None
    columns = ["level", "cfi", "rmsea", "chi2", "df", "p", "cfi_change", "rmsea_change", "holds"]
    return [table("invariance", columns, rows), table("reached", ["of", "level"], [["reached", reached]])]


_KINDS: dict[Kind, Callable[[Part, Scale], Iterator[Plain]]] = {
    Kind.RELIABILITY: _reliability,
    Kind.GRADED: _graded,
    Kind.DIF: _dif,
    Kind.INVARIANCE: _invariance,
}
