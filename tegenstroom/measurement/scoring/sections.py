"""An answer of the engine as plain values: tables of words, numbers and intervals; nothing that is no number."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tegenstroom.engines import psychometrics
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement.scoring import OF_OTHER_INTERVALS
from tegenstroom.measurement.scoring.jobs import STILL_AGAINST, TOO_FEW, Job, Plain

type Tables = list[Plain]
# Sentences that advise to turn questions around: here that is done already.
TOLD_TO_TURN = {"mixed-signs", "against-the-rest"}


def section[Found: psychometrics.Result](
    job: Job, scale: str, what: str, ask: Callable[[], Found], tables: Callable[[Found], Tables]
) -> Plain:
    """What the engine found, or why it refuses. Never of fewer people than may be shown."""
    head: Plain = {"scale": scale, "what": what}
    try:
        found = ask()
    except psychometrics.Refusal as refused:
        return head | {"refused": said(_as_given(_without_small(refused.said, job.smallest), job, scale))}
    if found.n < job.smallest:
        return head | {"refused": said(TOO_FEW(smallest=job.smallest))}
    return head | {
        "n": found.n,
        "n_all": found.n_all,
        "missing": found.missing.value,
        "method": found.method,
        "how": [said(part) for part in _how(found)],
        "reference": found.reference,
        "warnings": [
            said(_as_given(each, job, scale)) for each in found.warnings if each.code not in OF_OTHER_INTERVALS
        ],
        "tables": tables(found),
    }


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Plain:
    """A table by the keys of its words; the first cell of a row names it."""
    return {"name": name, "columns": list(columns), "rows": [[cell(each) for each in row] for row in rows]}


def cell(value: Any) -> Any:
    """A word, a number that is one, an interval, or None."""
    if isinstance(value, psychometrics.Interval):
        ends = {"low": cell(value.low), "high": cell(value.high), "level": value.level}
        return None if None in ends.values() else ends | {"how": said(psychometrics.interval_words(value.method))}
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value
    number = float(value)
    return number if math.isfinite(number) else None


def said(each: Said) -> Plain:
    """A sentence, so that a page can put it in the language of its reader."""
    return {
        "code": each.code,
        "dutch": each.dutch,
        "values": {name: _value(one) for name, one in each.values.items()},
    }


def _value(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_value(each) for each in value]
    return value if isinstance(value, str) else cell(value)


def _how(found: psychometrics.Result) -> Iterator[Said]:
    """How it was computed; what was done with open answers stands beside how many answered."""
    parts = psychometrics.method_words(found.method)
    return (part for part in parts if part.code != f"method-{found.missing.value}")


def _as_given(told: Said, job: Job, scale: str) -> Said:
    """The sentence with answers as people gave them: the engine saw those of some questions turned around."""
    values = dict(told.values)
    if told.code in TOLD_TO_TURN:
        return STILL_AGAINST(items=values["items"])
    key = str(values.get("item", "")).partition(".")[0]
    if "categories" in values and key in _turned(job, scale):
        codes = job.questionnaire.format_of(job.questionnaire.item(key)).counted
        given = sorted(codes[0] + codes[-1] - int(each) for each in values["categories"])
        values["categories"] = tuple(map(str, given))
    return replace(told, values=values)


def _turned(job: Job, scale: str) -> set[str]:
    """The questions that this analysis turns around."""
    return {item for each in job.questionnaire.scales if scale in ("", each.key) for item in each.reverse}


def _without_small(refused: Said, smallest: int) -> Said:
    """The sentence, or another one when it counts fewer people than may be told."""
    n = refused.values.get("n")
    return TOO_FEW(smallest=smallest) if isinstance(n, int) and n < smallest else refused
