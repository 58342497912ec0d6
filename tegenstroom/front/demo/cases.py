"""Cases as their writers bring them: written as a draft, answered for, confirmed. One is left half decided."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from tegenstroom.dialogue.actions import draft_findings, drafts, looking
from tegenstroom.dialogue.models import Case
from tegenstroom.dialogue.rules.drafts import Choice, Decision, Question
from tegenstroom.front.demo.circles import Circles
from tegenstroom.front.demo.clock import at, moment, real_now
from tegenstroom.front.demo.network import Network

KEYS = UUID("0a3e8a55-6e2e-4c55-9d0b-3f5d5f0c1b72")
# How long ago its writer began the draft on which she still works.
BEGAN = timedelta(hours=2)


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
            has_no_theme=not row["themes"],
            is_heavy=row.get("is_heavy", False),
            by=writer,
        )
        draft_findings.keep_findings(draft=draft, findings=[], by=writer)
        drafts.answer(draft=draft, answers=dict.fromkeys(Question, False), fine=[], by=writer)
        return drafts.confirm(draft=draft, by=writer)


def leave_half_decided(network: Network, groups: Circles, row: dict[str, Any]) -> None:
    """A story as it happened, begun this day: of some places found in it its writer said what becomes of them."""
    writer, text = groups.person(row["writer"]), row["text"].strip()
    with at(real_now() - BEGAN):
        draft = drafts.begin(circle=groups.by_key[row["circle"]], key=uuid5(KEYS, row["title"]), by=writer)
        drafts.write(draft=draft, title=row["title"], text=text, themes=_themes(network, row), by=writer)
        draft = looking.name(draft=draft, names=row["names"], by=writer)
        chosen = {
            finding.pk: Decision(Choice(choice))
            for finding in draft.findings.all()
            for words, choice in row["choices"].items()
            if words in text[finding.start : finding.end]
        }
        draft_findings.decide_all(draft=draft, decisions=chosen, by=writer)
        for words in row["marks"]:
            start = text.index(words)
            draft_findings.mark(draft=draft, start=start, end=start + len(words), by=writer)


def _themes(network: Network, row: dict[str, Any]) -> list[dict[str, str]]:
    return [{"slug": slug, "name": network.themes[slug].name} for slug in row["themes"]]
