"""An analysis as a page shows it: words for its keys, numbers as people write them, a dash for what is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement.research.words import CELLS, MISSINGS, TABLES, WHATS
from tegenstroom.measurement.rules.consent import How
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import HOWS, MOMENTS

NOTHING = "–"
DECIMALS = 3
# Columns and rows that hold a chance, and the smallest that is written out.
CHANCES, LEAST = {"p", "p_adjusted"}, 0.001


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words. `rows`: each the cells with the heading of their column."""

    title: str
    columns: list[str]
    rows: list[list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an analysis; `refused` holds why there is no figure."""

    title: str
    refused: str
    people: str
    method: str
    reference: str
    warnings: list[str]
    tables: list[ShownTable]


def sections(result: dict[str, Any] | None, asked: Questionnaire, tongue: str) -> list[Section]:
    """All parts in the order in which they were computed."""
    return [_section(raw, asked, tongue) for raw in (result or {}).get("sections", [])]


def _section(raw: dict[str, Any], asked: Questionnaire, tongue: str) -> Section:
    what = str(WHATS.get(raw["what"], raw["what"]))
    scale = next((each.name[tongue] for each in asked.scales if each.key == raw["scale"]), "")
    title = f"{scale}: {what}" if scale else what[:1].upper() + what[1:]
    if refused := raw.get("refused"):
        return Section(title, _sentence(refused, asked, tongue), "", "", "", [], [])
    people = _("%(n)s van %(all)s mensen, %(how)s") % {
        "n": raw["n"],
        "all": raw["n_all"],
        "how": MISSINGS.get(raw["missing"], raw["missing"]),
    }
    return Section(
        title,
        "",
        people,
        _method(raw),
        raw["reference"],
        [_sentence(each, asked, tongue) for each in raw["warnings"]],
        [_table(each, asked, tongue) for each in raw["tables"]],
    )


def _table(raw: dict[str, Any], asked: Questionnaire, tongue: str) -> ShownTable:
    columns = [_word(each, asked, tongue) for each in raw["columns"]]
    rows = []
    for row in raw["rows"]:
        keys = [row[0] if column == "value" else column for column in raw["columns"]]
        cells = [
            _chance(each) if key in CHANCES else _cell(each, asked, tongue)
            for key, each in zip(keys, row, strict=True)
        ]
        rows.append(list(zip(columns, cells, strict=True)))
    title = str(TABLES.get(raw["name"], raw["name"]))
    return ShownTable(title[:1].upper() + title[1:], columns, rows)


def _chance(value: float | None) -> str:
    """A chance; never 0,000, which would say that something cannot be."""
    if value is None:
        return NOTHING
    return f"< {number_format(LEAST, DECIMALS)}" if value < LEAST else number_format(value, DECIMALS)


def _cell(value: Any, asked: Questionnaire, tongue: str) -> str:
    match value:
        case None:
            return NOTHING
        case bool():
            return _("ja") if value else _("nee")
        case int():
            return str(value)
        case float():
            return number_format(value, DECIMALS)
        case {"low": low, "high": high, "level": level}:
            ends = {"low": _cell(low, asked, tongue), "high": _cell(high, asked, tongue)}
            sure = _("%(level)s %%") % {"level": round(100 * level)}
            how = f", {_said(value['how'])}" if "how" in value else ""
            return _("%(low)s tot %(high)s (%(sure)s)") % {**ends, "sure": sure + how}
    return _word(str(value), asked, tongue)


def _word(key: str, asked: Questionnaire, tongue: str) -> str:
    """A word of ours, the text of a question, the name of a scale, or a numbered step or factor."""
    for found in _known(key, asked, tongue):
        return found
    name, _line, number = key.partition("_")
    numbered = {"factor": _("factor %(n)s"), "step": _("drempel %(n)s")}
    return numbered[name] % {"n": number} if name in numbered and number.isdigit() else key


def _known(key: str, asked: Questionnaire, tongue: str) -> Iterator[str]:
    yield from (item.text[tongue] for item in asked.items if item.key == key)
    yield from (scale.name[tongue] for scale in asked.scales if scale.key == key.rstrip("_"))
    if key in CELLS:
        yield str(CELLS[key])
    if key in set(How):
        yield str(HOWS[How(key)])


def _method(raw: dict[str, Any]) -> str:
    """How it was computed, with a capital; what was kept before there were words for it, as papers say it."""
    told = ", ".join(_said(part).strip() for part in raw["how"]) if "how" in raw else raw["method"]
    return told[:1].upper() + told[1:]


def _said(raw: dict[str, Any]) -> str:
    return Said(raw["code"], raw["dutch"], raw["values"]).in_words(_)


def _sentence(raw: dict[str, Any], asked: Questionnaire, tongue: str) -> str:
    """A sentence of the engine, with questions, rounds and answers as people know them."""
    values = dict(raw["values"])
    if "item" in values and "categories" in values:
        values["categories"] = _choices(values["item"], values["categories"], asked, tongue)
    named = {name: _named(value, asked, tongue) for name, value in values.items()}
    return _said(raw | {"values": named})


def _named(value: Any, asked: Questionnaire, tongue: str) -> Any:
    """A key as what it stands for; several questions each between quotes, for they hold commas."""
    if isinstance(value, str):
        return _in_words(value, asked, tongue)
    if not isinstance(value, list):
        return value
    told = [_in_words(each, asked, tongue) if isinstance(each, str) else each for each in value]
    return [f"“{each}”" if each != before else each for each, before in zip(told, value, strict=True)]


def _in_words(key: str, asked: Questionnaire, tongue: str) -> str:
    """The words of a question, a scale or a round, without what ends a sentence; of one in a round with that."""
    name, _dot, moment = key.partition(".")
    told = next(_known(name, asked, tongue), name).rstrip(".")
    if moment in set(Moment):
        return _("%(question)s, %(when)s") % {"question": told, "when": MOMENTS[Moment(moment)]}
    return str(MOMENTS[Moment(key)]) if key in set(Moment) else told if told != name else key


def _choices(key: str, codes: list[str], asked: Questionnaire, tongue: str) -> list[str]:
    """Answers by their labels."""
    item = next((each for each in asked.items if each.key == key.partition(".")[0]), None)
    if item is None:
        return codes
    labels = {str(each.code): f"“{each.label[tongue]}”" for each in asked.format_of(item).choices}
    return [labels.get(code, code) for code in codes]
