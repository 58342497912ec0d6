"""What was found beside what was promised, as a table that people and Git can read."""

import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. `limit` is the most that it may be; None where it only informs."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return "ok" if self.value <= self.limit else "TOO MUCH"

    @property
    def row(self) -> str:
        limit = "" if self.limit is None else f"≤ {self.limit:g} {self.unit}"
        return f"| {self.what} | {self.value:.2f} {self.unit} | {limit} | {self.verdict} |"


def table(lines: Iterable[Line]) -> str:
    head = "| what | found | promised | |\n|---|--:|--:|---|"
    return "\n".join([head, *(line.row for line in lines)])


def page(lines: list[Line]) -> str:
    """The text of results.md."""
    return "\n".join(
        [
            "# What a page costs",
            "",
            "Written by `make bench`. Processor time of the server's workers for one request, over loopback,",
            "beside a bare Django view behind the same middleware and server in the same run.",
            "",
            *_machine(),
            "",
            table(lines),
            "",
        ]
    )


def _machine() -> Iterator[str]:
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    yield f"Machine: {name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
