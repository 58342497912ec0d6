"""How a questionnaire is shown at the desk: as people will see it, and how it makes scores."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.engines.questionnaires import Choice, Combine, Item, Questionnaire, Scale
from tegenstroom.engines.questionnaires.languages import NAMES
from tegenstroom.measurement.papers.sheets import said
from tegenstroom.measurement.rules.known_elsewhere import retests, sources_of_items
from tegenstroom.measurement.scoring.personal import ends


def shown(request: PersonRequest, asked: Questionnaire) -> dict[str, Any]:
    """The questions in the language of `?taal=`, or that of the reader, or the first one."""
    wanted = request.GET.get("taal") or get_language() or ""
    tongue = wanted if wanted in asked.languages else asked.languages[0]
    return {
        "questionnaire": asked,
        "tongue": tongue,
        "languages": [(each, NAMES.get(each, each)) for each in asked.languages],
        "title": said(asked.title, asked, tongue),
        "intro": said(asked.intro, asked, tongue) if asked.intro else "",
        "questions": [_question(asked, item, tongue) for item in asked.items],
        "scales": [_scale(asked, each, tongue) for each in asked.scales],
    }


def _question(asked: Questionnaire, item: Item, tongue: str) -> dict[str, Any]:
    format_ = asked.format_of(item)
    return {
        "text": said(item.text, asked, tongue),
        "hint": said(item.hint, asked, tongue) if item.hint else "",
        "choices": [_choice(asked, each, tongue, format_.missing) for each in format_.choices],
        "when": _when(asked, item, tongue),
    }


def _scale(asked: Questionnaire, scale: Scale, tongue: str) -> dict[str, Any]:
    """All that decides about a score, to be read over before it never changes any more."""
    low, high = ends(asked, scale)
    weights = scale.weights or (1.0,) * len(scale.items)
    numbers = {item.key: number for number, item in enumerate(asked.items, 1)}
    return {
        "key": scale.key,
        "name": said(scale.name, asked, tongue),
        "low": low,
        "high": high,
        "is_sum": scale.combine is Combine.SUM,
        "weighs": scale.weights is not None,
        "least": scale.minimum if scale.minimum is not None else (len(scale.items) + 1) // 2,
        "questions": [
            (numbers[key], said(asked.item(key).text, asked, tongue), key in scale.reverse, weight)
            for key, weight in zip(scale.items, weights, strict=True)
        ],
        "has_norm": any(norm.scale == scale.key for norm in asked.norms),
        "retests": retests(asked, scale),
        "items_known": "; ".join(sources_of_items(asked, scale)),
    }


def _choice(asked: Questionnaire, choice: Choice, tongue: str, missing: tuple[int, ...]) -> tuple[str, bool]:
    return said(choice.label, asked, tongue), choice.code in missing


def _when(asked: Questionnaire, item: Item, tongue: str) -> str:
    """After which answers to which question it is asked."""
    if item.asked_when is None:
        return ""
    earlier = asked.item(item.asked_when.item)
    labels = {each.code: said(each.label, asked, tongue) for each in asked.format_of(earlier).choices}
    answers = ", ".join(labels[code] for code in item.asked_when.codes)
    number = asked.items.index(earlier) + 1
    return _("Alleen na dit antwoord op vraag %(number)s: %(answers)s.") % {"number": number, "answers": answers}
