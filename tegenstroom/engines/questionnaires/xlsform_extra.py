"""What an XLSForm has no place for, on sheets of our own that other tools pass over: scales, licence, norms.

`scales`: key, name::Nederlands (nl), minimum, combine. `pack`: field and value. `norms`: scale, group::…, n, mean,
deviation, alpha, retest, source. `parameters`: item, slope, thresholds, source. Numbers stand as text.
"""

from collections.abc import Iterable, Iterator

from tegenstroom.engines.questionnaires.drafts import Draft
from tegenstroom.engines.questionnaires.languages import as_named, code_of
from tegenstroom.engines.questionnaires.questionnaire import (
    Combine,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
    Text,
)
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.questionnaires.sheets import Row, Sheet
from tegenstroom.engines.sentences import dutch

BAD_NUMBER = dutch(
    "form-bad-number", "Werkblad “{place}”, rij {row}: in “{column}” hoort een getal. Er staat {value}."
)
BAD_COMBINE = dutch(
    "form-bad-combine", "Werkblad “{place}”, rij {row}: “combine” is mean of sum. Er staat {value}."
)
UNKNOWN_PACK_FIELD = dutch("form-unknown-pack-field", "Werkblad “pack”, rij {row}: “{field}” kennen we niet.")
SOME_WEIGHTS = dutch(
    "form-some-weights", "De schaal “{scale}” heeft voor sommige vragen een gewicht en voor andere niet."
)
UNKNOWN_COLUMN = dutch("form-unknown-column", "Werkblad “{place}”: de kolom “{column}” kennen we niet.")

type Table = list[list[str]]
COLUMNS = {
    "scales": {"key", "name", "minimum", "combine"},
    "pack": {"field", "value"},
    "norms": {"scale", "group", "n", "mean", "deviation", "alpha", "retest", "source"},
    "parameters": {"item", "slope", "thresholds", "source"},
}


def read_extra(draft: Draft, sheets: dict[str, Sheet]) -> None:
    """Licence, title, references, norms and parameters, where the workbook has them."""
    for name, known in COLUMNS.items():
        for column in sheets[name].columns if name in sheets else ():
            refuse_unless(column.partition("::")[0] in known, UNKNOWN_COLUMN, place=name, column=column)
    _take_pack(draft, _rows(sheets, "pack"))
    draft.norms = tuple(_norm(row) for row in _rows(sheets, "norms"))
    draft.parameters = tuple(
        ItemParameters(
            row.get("item", ""),
            _number("parameters", row, "slope"),
            tuple(_float("parameters", row, "thresholds", each) for each in row.get("thresholds", "").split()),
            row.get("source", ""),
        )
        for row in _rows(sheets, "parameters")
    )


def read_scales(draft: Draft, sheets: dict[str, Sheet]) -> dict[str, Scale]:
    """The scales of the sheet `scales`, still without their questions."""
    found = {}
    for row in _rows(sheets, "scales"):
        combine = row.get("combine", "mean")
        refuse_unless(combine in set(Combine), BAD_COMBINE, place="scales", row=row.number, value=combine)
        minimum = _whole("scales", row, "minimum") if "minimum" in row else None
        name = _texts(row, "name") or _everywhere(draft, row.get("key", ""))
        found[row.get("key", "")] = Scale(row.get("key", ""), name, (), minimum=minimum, combine=Combine(combine))
    return found


def scales_of(draft: Draft, known: dict[str, Scale]) -> Iterator[Scale]:
    """Each scale with its questions, in the order in which they are asked; its key stands in for a name."""
    named = dict.fromkeys(key for item in draft.items for key, _turned, _weight in item.scales)
    for key in {**known, **named}:
        items, reverse, weights = [], [], []
        for item in draft.items:
            for scale, turned, weight in item.scales:
                if scale == key:
                    items.append(item.name)
                    reverse += [item.name] if turned else []
                    weights += [] if weight is None else [weight]
        refuse_unless(len(weights) in {0, len(items)}, SOME_WEIGHTS, scale=key)
        head = known.get(key) or Scale(key, _everywhere(draft, key), ())
        yield Scale(
            key, head.name, tuple(items), tuple(reverse), tuple(weights) or None, head.minimum, head.combine
        )


def extra_sheets(questionnaire: Questionnaire) -> dict[str, Table]:
    """The sheets of our own for this questionnaire; empty ones are left out."""
    languages = questionnaire.languages
    sheets = {
        "scales": [_head("key", "name", languages, "minimum", "combine"), *_scale_rows(questionnaire)],
        "pack": [["field", "value"], *([name, value] for name, value in _pack(questionnaire) if value)],
        "norms": [
            _head("scale", "group", languages, "n", "mean", "deviation", "alpha", "retest", "source"),
            *(
                [norm.scale, *_in(norm.group, languages), str(norm.n), repr(norm.mean), repr(norm.deviation)]
                + ["" if each is None else repr(each) for each in (norm.alpha, norm.retest)]
                + [norm.source]
                for norm in questionnaire.norms
            ),
        ],
        "parameters": [
            ["item", "slope", "thresholds", "source"],
            *(
                [each.item, repr(each.slope), " ".join(map(repr, each.thresholds)), each.source]
                for each in questionnaire.parameters
            ),
        ],
    }
    return {name: table for name, table in sheets.items() if len(table) > 1}


def _scale_rows(questionnaire: Questionnaire) -> Iterator[list[str]]:
    for scale in questionnaire.scales:
        minimum = "" if scale.minimum is None else str(scale.minimum)
        yield [scale.key, *_in(scale.name, questionnaire.languages), minimum, str(scale.combine)]


def _pack(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    licence = questionnaire.licence
    yield from ((f"title.{language}", words) for language, words in questionnaire.title.items())
    yield "licence", licence.name
    yield "attribution", licence.attribution
    yield "licence url", licence.url
    yield "free", "yes" if licence.free else ""
    yield "permission", licence.permission
    yield "validated", "yes" if questionnaire.validated else ""
    yield from (("reference", reference) for reference in questionnaire.references)


def _take_pack(draft: Draft, rows: Iterable[Row]) -> None:
    fields: dict[str, str] = {}
    known = {"licence", "attribution", "licence url", "free", "permission", "validated"}
    for row in rows:
        name, value = row.get("field", ""), row.get("value", "")
        if name.startswith("title."):
            draft.title[name.removeprefix("title.")] = value
        elif name == "reference":
            draft.references += (value,)
        elif name in known:
            fields[name] = value
        else:
            raise FormError(UNKNOWN_PACK_FIELD(row=row.number, field=name))
    draft.validated = fields.get("validated") == "yes"
    draft.licence = Licence(
        fields.get("licence", ""),
        fields.get("attribution", ""),
        fields.get("licence url", ""),
        fields.get("free") == "yes",
        fields.get("permission", ""),
    )


def _norm(row: Row) -> Norm:
    return Norm(
        row.get("scale", ""),
        _texts(row, "group"),
        _whole("norms", row, "n"),
        _number("norms", row, "mean"),
        _number("norms", row, "deviation"),
        _number("norms", row, "alpha") if "alpha" in row else None,
        _number("norms", row, "retest") if "retest" in row else None,
        row.get("source", ""),
    )


def _rows(sheets: dict[str, Sheet], name: str) -> tuple[Row, ...]:
    return sheets[name].rows if name in sheets else ()


def _everywhere(draft: Draft, words: str) -> dict[str, str]:
    return dict.fromkeys(draft.languages, words)


def _texts(row: Row, kind: str) -> dict[str, str]:
    named = ((column.partition("::"), words) for column, words in row.items())
    return {code_of(language) or language: words for (what, _, language), words in named if what == kind}


def _number(place: str, row: Row, column: str) -> float:
    return _float(place, row, column, row.get(column, ""))


def _float(place: str, row: Row, column: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise FormError(BAD_NUMBER(place=place, row=row.number, column=column, value=text or "–")) from error


def _whole(place: str, row: Row, column: str) -> int:
    number = _number(place, row, column)
    refuse_unless(number.is_integer(), BAD_NUMBER, place=place, row=row.number, column=column, value=row[column])
    return int(number)


def _head(first: str, text: str, languages: Iterable[str], *others: str) -> list[str]:
    return [first, *(f"{text}::{as_named(language)}" for language in languages), *others]


def _in(text: Text, languages: Iterable[str]) -> list[str]:
    return [text[language] for language in languages]
