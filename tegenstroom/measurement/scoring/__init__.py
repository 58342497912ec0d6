"""The sole door from the site to the psychometrics. numpy is loaded when someone asks for a score, not before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tegenstroom.engines import questionnaires
from tegenstroom.engines.questionnaires import Combine, Questionnaire
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement.rules.estimates import (
    FEWEST_FOR_MIDDLE,
    Estimate,
    Found,
    GroupChange,
    LookedBack,
    Refused,
    Reliable,
    Source,
)
from tegenstroom.measurement.rules.results import Score

if TYPE_CHECKING:
    from tegenstroom.engines.psychometrics import (
        Alpha,
        Answers,
        Change,
        Difference,
        Effect,
        Omega,
        Scale,
        Wilcoxon,
    )

# What the engine says of intervals that no report prints.
OF_OTHER_INTERVALS = {"second-interval-narrow", "plain-interval-narrow"}

type Row = Mapping[str, int | None]
type Theta = tuple[float, float]
"""A score in deviations of the people of whom the item parameters are, and its standard error."""


def scores(questionnaire: Questionnaire, rows: Sequence[Row]) -> list[dict[str, Score]]:
    """For each row of answers its scores by scale; a scale of which too little was answered is left out.

    Nothing is kept: whoever asks has the answers.
    """
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    if not rows or not questionnaire.scales:
        return [{} for _row in rows]
    found = psychometrics.score(answers_of(questionnaire, rows), scales_of(questionnaire))
    ends = [found.ranges[place] for place in range(len(found.scales))]
    return [
        {
            name: Score(float(value), *ends[place])
            for place, (name, value) in enumerate(zip(found.scales, values, strict=True))
            if value == value  # noqa: PLR0124  a score that is no number equals nothing
        }
        for values in found.values
    ]


def answers_of(questionnaire: Questionnaire, rows: Sequence[Row]) -> "Answers":
    """Rows as the engine takes them: a code that does not count is an open answer, and so is an unknown one."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    counted = [questionnaire.format_of(item).counted for item in questionnaire.items]
    table = [
        [_counted(row.get(item.key), codes) for item, codes in zip(questionnaire.items, counted, strict=True)]
        for row in rows
    ]
    names = [item.key for item in questionnaire.items]
    return psychometrics.answers(table, names, categories=[[float(code) for code in codes] for codes in counted])


def scales_of(questionnaire: Questionnaire) -> "list[Scale]":
    """The scales of a questionnaire as the engine knows them, by key."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    return [
        psychometrics.Scale(
            name=scale.key,
            items=scale.items,
            reverse=scale.reverse,
            weights=scale.weights,
            minimum=scale.minimum,
            combine=psychometrics.Combine.SUM if scale.combine is Combine.SUM else psychometrics.Combine.MEAN,
        )
        for scale in questionnaire.scales
    ]


def _counted(code: int | None, codes: Sequence[int]) -> float | None:
    return float(code) if code is not None and code in codes else None


def reliability(
    questionnaire: Questionnaire, scale: questionnaires.Scale, rows: Sequence[Row]
) -> tuple[Found, Found]:
    """α with Feldt's interval, and ω of one factor, on these rows; who left a question of it open is left out."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    numbers = {item.key: str(number) for number, item in enumerate(questionnaire.items, 1)}

    def of(procedure: "Callable[[Answers], Alpha | Omega]") -> Estimate:
        items = psychometrics.reverse(answers_of(questionnaire, rows).select(scale.items), scale.reverse)
        # Sentences name questions by the number that people read.
        found = procedure(replace(items, items=tuple(numbers[key] for key in scale.items)))
        notes = tuple(note for note in found.warnings if note.code not in OF_OTHER_INTERVALS)
        return _plain(found.n, (found.value, found.interval.low, found.interval.high), notes)

    return _or_refused(lambda: of(psychometrics.alpha)), _or_refused(lambda: of(psychometrics.omega))


def mean(values: Sequence[float]) -> Found:
    """The mean of these scores with its t interval."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    # A mean is a change from nothing.
    return _or_refused(lambda: _mean_of(psychometrics.change([0.0] * len(values), values)))


def change(first: Sequence[float], second: Sequence[float]) -> GroupChange:
    """What became of the same people, in the same order, from one round to another."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    return GroupChange(
        mean=_or_refused(lambda: _mean_of(psychometrics.change(first, second))),
        effect=_or_refused(lambda: _effect_of(found := psychometrics.change(first, second), found.g_z)),
        middle=_or_refused(lambda: _middle_of(psychometrics.wilcoxon(first, second)))
        if len(first) >= FEWEST_FOR_MIDDLE
        else None,
        d_z=_or_refused(lambda: _effect_of(found := psychometrics.change(first, second), found.d_z)),
    )


def between(first: Sequence[float], second: Sequence[float]) -> GroupChange:
    """The same from what is known of each round alone, as if other people had answered: no more than the means
    and their spread goes in, and so the intervals are rather too wide.
    """
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    return GroupChange(
        mean=_or_refused(lambda: _mean_of(psychometrics.difference(first, second))),
        effect=_or_refused(lambda: _effect_of(found := psychometrics.difference(first, second), found.g)),
        middle=None,
    )


def looked_back(then: Sequence[float], now: Sequence[float], before: Sequence[float]) -> LookedBack:
    """Of the same people, in the same order: what they say of then, what they say now, and what they said then."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    try:
        found = psychometrics.response_shift(before, then, now)
    except psychometrics.Refusal as refusal:
        why = Refused(refusal.said)
        return LookedBack(why, why, why)
    return LookedBack(*map(_mean_of, (found.adjusted, found.plain, found.shift)))


def latent(questionnaire: Questionnaire, scale: questionnaires.Scale, rows: Sequence[Row]) -> list[Theta]:
    """Of each row the EAP score and its standard error, with the item parameters that came along.

    `rows`: of who answered something. KeyError where a question of the scale has no parameters.
    """
    from tegenstroom.measurement.scoring.known_items import thetas  # noqa: PLC0415  see above

    return thetas(questionnaire, scale, rows)


def retest(first: Sequence[float], second: Sequence[float]) -> Found:
    """ICC(2,1) of the same people in two rounds: what differs in level counts as error too."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    def of() -> Estimate:
        rows = [list(pair) for pair in zip(first, second, strict=True)]
        found = psychometrics.icc(psychometrics.answers(rows, ["first", "second"]))
        each = found.of(psychometrics.Form.AGREEMENT)
        return _plain(found.n, (each.value, each.interval.low, each.interval.high), found.warnings)

    return _or_refused(of)


def reliable(first: Sequence[float], second: Sequence[float], source: Source, value: float) -> Reliable | Refused:
    """How many of the same people changed by more than measurement makes, at a reliability of this `value`."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    kind = psychometrics.Source.ALPHA if source is Source.ALPHA else psychometrics.Source.RETEST
    try:
        trusted = psychometrics.Reliability(value, kind)
        found = psychometrics.reliable_change(first, second, trusted)
    except psychometrics.Refusal as refusal:
        return Refused(refusal.said)
    return Reliable(source, value, found.limits.detectable, found.up, found.same, found.down)


def _plain(n: int, numbers: tuple[float, float, float], notes: tuple[Said, ...]) -> Estimate:
    """Without numpy: a report is compared, printed and written by those who know nothing of it."""
    value, low, high = map(float, numbers)
    return Estimate(n, value, low, high, notes)


def _or_refused(ask: Callable[[], Estimate]) -> Found:
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    try:
        return ask()
    except psychometrics.Refusal as refusal:
        return Refused(refusal.said)


def _mean_of(found: "Change | Difference") -> Estimate:
    return _plain(found.n, (found.mean, found.interval.low, found.interval.high), found.warnings)


def _effect_of(found: "Change | Difference", effect: "Effect") -> Estimate:
    return _plain(found.n, (effect.value, effect.interval.low, effect.interval.high), found.warnings)


def _middle_of(found: "Wilcoxon") -> Estimate:
    # How many did not change at all is a part that may be small.
    notes = tuple(note for note in found.warnings if note.code != "dropped-zeros")
    return _plain(found.n, (found.estimate, found.interval.low, found.interval.high), notes)
