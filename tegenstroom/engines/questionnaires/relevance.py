"""Conditions of other tools, as far as ours go: the answer to one earlier question is one of some answers.

>>> from tegenstroom.engines.questionnaires.relevance import REDCAP, XLSFORM, asked
>>> asked("selected(${work}, '1') or ${work} = 2", XLSFORM)
Asked(item='work', names=('1', '2'))
>>> asked("([work] = '1')", REDCAP)
Asked(item='work', names=('1',))
>>> asked("${age} > 18", XLSFORM) is None
True
"""

import re
from dataclasses import dataclass

from tegenstroom.engines.questionnaires.questionnaire import Condition

_VALUE = r"""(?:'(?P<single>[^'"]*)'|"(?P<double>[^'"]*)"|(?P<bare>-?\d+))"""
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The question is asked after one of these answers, in the names of the other tool."""

    item: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool writes one comparison (`atoms`), and how it writes *or*."""

    atoms: tuple[re.Pattern[str], ...]
    either: re.Pattern[str]


def _atom(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OR = re.compile(r"\s+or\s+|(?<=\))\s*or\s*(?=\()|\s*\|\|\s*", re.IGNORECASE)
XLSFORM = Dialect(
    (
        _atom(rf"\$\{{(?P<item>[\w.-]+)\}}\s*=\s*{_VALUE}"),
        _atom(rf"selected\s*\(\s*\$\{{(?P<item>[\w.-]+)\}}\s*,\s*{_VALUE}\s*\)"),
    ),
    _OR,
)
LIMESURVEY = Dialect((_atom(rf"(?P<item>[A-Za-z]\w*)(?:\.NAOK|\.code)?(?:\s*={{2,3}}\s*|\s+eq\s+){_VALUE}"),), _OR)
REDCAP = Dialect((_atom(rf"\[(?P<item>[a-z]\w*)\]\s*=\s*{_VALUE}"),), _OR)


def asked(expression: str, dialect: Dialect) -> Asked | None:
    """What the condition says; None when it says more than we can hold."""
    if len(expression) > LONGEST:
        return None
    found = [_one(part, dialect) for part in dialect.either.split(_bare(expression))]
    items = {each[0] for each in found if each}
    if len(items) != 1 or None in found:
        return None
    return Asked(items.pop(), tuple(dict.fromkeys(each[1] for each in found if each)))


def as_xlsform(condition: Condition) -> str:
    return " or ".join(f"${{{condition.item}}} = {code}" for code in condition.codes)


def _one(part: str, dialect: Dialect) -> tuple[str, str] | None:
    for atom in dialect.atoms:
        if found := atom.fullmatch(_bare(part)):
            values = (found["single"], found["double"], found["bare"])
            return found["item"], next(each for each in values if each is not None)
    return None


def _bare(expression: str) -> str:
    """Without the brackets around the whole of it."""
    bare = expression.strip()
    while bare.startswith("(") and _closes(bare) == len(bare) - 1:
        bare = bare[1:-1].strip()
    return bare


def _closes(text: str) -> int:
    """Where the bracket that opens the text closes; -1 when it does not."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    return -1
