"""Cases as their writers bring them: written as a draft, answered for, confirmed. One is left half decided."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from tegenstroom.dialogue.actions import drafts
from tegenstroom.dialogue.models import Case
from tegenstroom.dialogue.rules.drafts import Choice, Question
from tegenstroom.front.demo.circles import Circles
from tegenstroom.front.demo.clock import at, moment, real_now
from tegenstroom.front.demo.network import Network

KEYS = UUID("0a3e8a55-6e2e-4c55-9d0b-3f5d5f0c1b72")
# How long ago its writer began the draft on which she still works.
BEGAN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the draft of the data file by which someone can be known, as an engine would report it."""

    start: int
    end: int
    label: str
    confidence: float
    reason: str
    replacement: str
    generalisation: str


def bring(network: Network, groups: Circles, row: dict[str, Any]) -> Case:
    """A case that nobody can be known by: its writer left every trace out while she wrote."""
    writer = groups.person(row["writer"])
    with at(moment(row["days"][0], 10)):
        key = uuid5(KEYS, row["title"])
        draft = drafts.begin(circle=groups.by_key[row["circle"]], key=key, by=writer)
        drafts.write(
            draft=draft,
            title=row["title"],
            text=row["text"].strip(),
            plain=row["plain"].strip(),
            names=[],
            themes=_themes(network, row),
            is_heavy=row.get("is_heavy", False),
            by=writer,
        )
        drafts.keep_findings(draft=draft, findings=[], by=writer)
        drafts.answer(draft=draft, answers=dict.fromkeys(Question, False), fine=[], by=writer)
        return drafts.confirm(draft=draft, by=writer)


def leave_half_decided(network: Network, groups: Circles, row: dict[str, Any]) -> None:
    """A story as it happened, begun this day: of some places its writer said what becomes of them."""
    writer, text = groups.person(row["writer"]), row["text"].strip()
    with at(real_now() - BEGAN):
        draft = drafts.begin(circle=groups.by_key[row["circle"]], key=uuid5(KEYS, row["title"]), by=writer)
        drafts.write(
            draft=draft, title=row["title"], text=text, names=row["names"], themes=_themes(network, row), by=writer
        )
        drafts.keep_findings(draft=draft, findings=_places(text, row["findings"]), by=writer)
        choices = [found.get("choice") for found in row["findings"]]
        for finding, choice in zip(draft.findings.order_by("start"), choices, strict=True):
            if choice:
                drafts.decide(finding=finding, choice=Choice(choice), by=writer)


def _places(text: str, findings: list[dict[str, Any]]) -> list[Place]:
    """Where the words of the data file stand: the same words again are the next place."""
    found, since = [], 0
    for row in findings:
        start = text.index(row["words"], since)
        since = start + len(row["words"])
        given = {name: row[name] for name in ("label", "confidence", "reason", "replacement", "generalisation")}
        found.append(Place(start, since, **given))
    return found


def _themes(network: Network, row: dict[str, Any]) -> list[dict[str, str]]:
    return [{"slug": slug, "name": network.themes[slug].name} for slug in row["themes"]]
