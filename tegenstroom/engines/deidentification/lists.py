"""The lists beside the code. Each is read once, when it is first needed.

A long list stays one block of sorted lines and is searched by halving: 358,000 words then take 5 MB instead of 40.
"""

import csv
import lzma
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


class SortedLines:
    """A set of strings, kept as their sorted lines in UTF-8."""

    __slots__ = ("_block",)

    def __init__(self, block: bytes) -> None:
        self._block = block

    def lines(self) -> list[str]:
        """All of them, in order."""
        return self._block.decode("utf-8").split("\n")

    def __contains__(self, line: str) -> bool:
        sought = line.encode("utf-8", "replace")
        block = self._block
        low, high = 0, len(block)
        while low < high:
            start = block.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = block.find(b"\n", start)
            here = block[start:end]
            if here == sought:
                return True
            if here < sought:
                low = end + 1
            else:
                high = start
        return False


@cache
def long_list(name: str) -> SortedLines:
    """A list too long to keep as plain text: words, first_names, surnames, streets."""
    return SortedLines(lzma.decompress((_FOLDER / f"{name}.txt.xz").read_bytes()))


@cache
def words(name: str) -> frozenset[str]:
    """The words or phrases of a list that was written by hand, one or more a line; `#` begins a remark."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.strip() for line in lines for word in line.partition("#")[0].split(",")) - {""}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
