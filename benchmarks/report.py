"""What was found beside what was promised, as tables that people and Git can read."""

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Cost

EXPLANATION = """\
Written by `make bench`. Processor time of the server's workers for one request, over loopback, beside a bare view
of Django behind the same middleware and server in the same run.

*From memory*: the page was made before and nothing has happened since. For a public page that costs the question
whether the programme changed; for a page of a person also who she is, whether she may still see it, and whether
anything at all happened in the last minute. The promise is judged here. *Made afresh*: the first time after a
change, and whenever a minute begins; nothing of the page is kept. It informs and is not judged.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page costs from memory and made afresh. `limit` is how many times the bare view it may cost."""

    name: str
    editions: int
    bare: Cost
    kept: Cost
    afresh: Cost | None = None
    limit: float | None = None

    @property
    def is_too_much(self) -> bool:
        return self.limit is not None and self.kept.beside(self.bare) > self.limit

    @property
    def cells(self) -> list[str]:
        return [
            self.name,
            f"{self.editions:,}",
            *self._cost(self.kept),
            f"{self.kept.a_second:.0f}",
            _verdict(self.limit, "×", too_much=self.is_too_much),
            *(self._cost(self.afresh) if self.afresh else ("", "")),
            f"{self.afresh.a_second:.0f}" if self.afresh else "",
        ]

    def _cost(self, cost: Cost) -> tuple[str, str]:
        return f"{cost.milliseconds:.2f} ms", f"{cost.beside(self.bare):.1f} ×"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `limit` is the most that it may be; None where it only informs."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def is_too_much(self) -> bool:
        return self.limit is not None and self.value > self.limit

    @property
    def cells(self) -> list[str]:
        return [
            self.name,
            f"{self.value:.2f} {self.unit}",
            _verdict(self.limit, self.unit, too_much=self.is_too_much),
        ]


def document(
    pages: Iterable[Page],
    apart: str,
    growth: Iterable[Figure],
    enrolments: Iterable[Figure],
    crowds: Mapping[str, Iterable[Figure]],
) -> str:
    """The text of results.md. `apart` heads the table of how costs grow."""
    columns = "page|editions|from memory|beside bare|a second|promised|made afresh|beside bare|a second"
    parts = [
        "# What a page costs",
        f"{EXPLANATION}\n{machine()}",
        "## Pages",
        table(columns.split("|"), (page.cells for page in pages)),
        f"## {apart}",
        table(["page", "found", "promised"], (figure.cells for figure in growth)),
        "## Enrolments a second",
        table(["database", "found", ""], (figure.cells for figure in enrolments)),
    ]
    for title, figures in crowds.items():
        parts += [f"## {title}", table(["request", "found", "promised"], (figure.cells for figure in figures))]
    return "\n\n".join(parts) + "\n"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """A table in Markdown; numbers stand to the right."""
    rule = ["---", *("--:" for _column in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def _verdict(limit: float | None, unit: str, *, too_much: bool) -> str:
    if limit is None:
        return ""
    return f"≤ {limit:g} {unit} {'TOO MUCH' if too_much else 'ok'}"


def machine() -> str:
    """What it was measured on."""
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"Machine: {name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
