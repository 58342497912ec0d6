"""What stays in memory after a text was read: answers about words, and patterns that hold them."""

import re
import sys
from functools import _lru_cache_wrapper
from inspect import signature

from tegenstroom.engines import remembering


def kept_for_ever(engine: str) -> set[str]:
    """Functions of an engine whose answers to something outlive a text, by name."""
    package = f"{remembering.__package__}.{engine}."
    lasting = [
        kept
        for name, module in list(sys.modules.items())
        if name.startswith(package)
        for kept in vars(module).values()
        if isinstance(kept, _lru_cache_wrapper) and kept.__module__ == name and kept not in remembering._kept
    ]
    return {kept.__qualname__ for kept in lasting if signature(kept).parameters}


def patterns() -> list[str]:
    """Every pattern that Python keeps by itself."""
    return [str(pattern) for store in ("_cache", "_cache2") for _type, pattern, _flags in vars(re)[store]]


def patterns_with(word: str) -> list[str]:
    """Those in which this word stands, in capitals or not."""
    return [pattern for pattern in patterns() if word.lower() in pattern.lower()]
