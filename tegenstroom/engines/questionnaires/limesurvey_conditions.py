"""Conditions of LimeSurvey that name questions by number, or stand on rows of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tegenstroom.engines.questionnaires.limesurvey import Entry

_BY_NUMBER = re.compile(
    r"\b(?:\d+X\d+X(?P<old>\d+)|Q(?P<new>\d+))(?:_S(?P<part>\d+))?(?P<rest>\w*)(?:#(?P<scale>[01]))?"
)


class Numbered:
    """Questions and rows by their numbers: conditions name them so, and the oldest stand on rows of their own."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.conditions: dict[str, list[Mapping[str, str]]] = defaultdict(list)

    def name(self, entries: Mapping[str, Entry]) -> None:
        """Let the conditions of these questions, by their codes, name others by code too."""
        for code, entry in entries.items():
            if code in self.conditions and entry.relevance.strip() in {"", "1"}:
                entry.relevance = _in_words(self.conditions[code])
            for part in entry.parts.values():
                part.relevance = _by_title(part.relevance, self.titles, self.parts)
            entry.relevance = _by_title(entry.relevance, self.titles, self.parts)
            entry.group_relevance = _by_title(entry.group_relevance, self.titles, self.parts)


def _in_words(those: Iterable[Mapping[str, str]]) -> str:
    """Scenarios are alternatives; in one, so are the answers to one question, and all its questions must hold."""
    scenarios: dict[str, dict[str, list[str]]] = {}
    for row in those:
        asked = row.get("cfieldname", "")
        said = f"{asked} {row.get('method', '')} '{row.get('value', '')}'"
        scenarios.setdefault(row.get("scenario", ""), {}).setdefault(asked, []).append(said)
    every = [[" or ".join(each) for each in questions.values()] for questions in scenarios.values()]
    return " or ".join(_all_of(each) for each in every)


def _all_of(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' and '.join(f'({part})' for part in parts)})"


def _by_title(expression: str, titles: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """`Q12`, `Q12_S15`, `7X3X12` and `7X3X12SQ1` as `work`, `work_SQ1`."""
    named = set(titles.values())

    def title(found: re.Match[str]) -> str:
        qid, part = found["old"] or found["new"], parts.get(found["part"] or "", found["rest"])
        if qid not in titles or f"Q{found['new']}" in named:
            return found[0]
        scale = f"_{found['scale']}" if found["scale"] else ""
        return f"{titles[qid]}_{part.lstrip('_')}{scale}" if part else titles[qid]

    return _BY_NUMBER.sub(title, expression)
