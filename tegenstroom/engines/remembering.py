"""What is worked out about a word is kept while one text is read, no longer: a word of a draft may be a name."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

MOST = 20_000  # words of one text

_kept: "list[_lru_cache_wrapper[Any]]" = []
_patterns = False  # whether Python keeps a pattern that holds words of a text


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


def pattern(words: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern that holds words of a text, for a reader of that text: Python keeps the last 512 by itself."""
    global _patterns  # noqa: PLW0603  Python has one such store too
    made = re.compile(words, flags)
    # After it was made: another reader may forget in between.
    _patterns = True
    return made


def alone(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where these words stand by themselves in a text, letter for letter: looked for without a pattern of them."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        is_alone = not _is_letter(text[start - 1 : start]) and not _is_letter(text[end : end + 1])
        if is_alone:
            yield start, end
        start = text.find(words, end if is_alone else start + 1)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def forget() -> None:
    """Drop every word that is kept."""
    global _patterns  # noqa: PLW0603  as above
    for keeping in _kept:
        keeping.cache_clear()
    if _patterns:
        _patterns = False
        re.purge()


def kept() -> int:
    """How many answers about words are kept now."""
    return sum(keeping.cache_info().currsize for keeping in _kept)
