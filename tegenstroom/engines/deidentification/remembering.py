"""What is worked out about a word is kept while one text is read, no longer: a word of a draft may be a name."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

MOST = 20_000  # words of one text

_kept: "list[_lru_cache_wrapper[Any]]" = []


def while_reading[Answer](about: Callable[[str], Answer]) -> "_lru_cache_wrapper[Answer]":
    """Ask once about each word of a text."""
    keeping = lru_cache(maxsize=MOST)(about)
    _kept.append(keeping)
    return keeping


def reading[**P, Found](read: Callable[P, Found]) -> Callable[P, Found]:
    """A reader of a whole text, after which no word of it stays in memory."""

    @wraps(read)
    def forgetting(*args: P.args, **kwargs: P.kwargs) -> Found:
        try:
            return read(*args, **kwargs)
        finally:
            forget()

    return forgetting


def forget() -> None:
    """Drop every word that is kept."""
    for keeping in _kept:
        keeping.cache_clear()


def kept() -> int:
    """How many answers about words are kept now."""
    return sum(keeping.cache_info().currsize for keeping in _kept)
