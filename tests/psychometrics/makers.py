"""Answers for tests: what hypothesis may come up with, and samples of a known truth."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tegenstroom.engines.psychometrics import Answers, Refusal, answers


@st.composite
def few_answers(draw: st.DrawFn, *, missing: bool = False) -> Answers:
    """Three to twelve persons, two to five items, answers 1 to 5; perhaps some left open."""
    shape = draw(st.integers(3, 12)), draw(st.integers(2, 5))
    one = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, *([np.nan] if missing else [])])
    return answers(draw(arrays(np.float64, shape, elements=one)))


def tried[T](procedure: Callable[[], T]) -> T | Refusal:
    """What it says, or why it does not."""
    try:
        return procedure()
    except Refusal as refused:
        return refused


def is_finite(result: object) -> bool:
    """Whether no number anywhere in a result is NaN or infinite. None says that there is no number."""
    if is_dataclass(result):
        return all(is_finite(getattr(result, field.name)) for field in fields(result))
    if isinstance(result, tuple | list):
        return all(map(is_finite, result))
    if isinstance(result, float | np.ndarray):
        return bool(np.isfinite(result).all())
    return True


def rows(data: Answers, times: int) -> Answers:
    """Everyone so many times."""
    return answers(np.tile(data.values, (times, 1)), data.items)


def parallel_items(random: np.random.Generator, n: int, k: int, loading: float) -> np.ndarray:
    """Normal answers on one factor, all items alike: α and ω are k·λ² / (k·λ² + 1 − λ²)."""
    return random.normal(size=(n, 1)) * loading + random.normal(size=(n, k)) * np.sqrt(1 - loading**2)
