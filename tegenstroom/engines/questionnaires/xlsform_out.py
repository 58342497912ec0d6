"""XLSForm out: a workbook that pyxform takes and `read_xlsform` makes the same questionnaire of.

One thing becomes canonical: the items of a scale stand in the order in which they are asked.
"""

import io
from collections.abc import Iterator

from tegenstroom.engines.questionnaires.checks import checked
from tegenstroom.engines.questionnaires.languages import as_named
from tegenstroom.engines.questionnaires.markup import as_label
from tegenstroom.engines.questionnaires.questionnaire import Item, Questionnaire, Text
from tegenstroom.engines.questionnaires.relevance import as_xlsform
from tegenstroom.engines.questionnaires.xlsform_extra import Table, extra_sheets


def write_xlsform(questionnaire: Questionnaire) -> bytes:
    """The workbook. `FormError` when the questionnaire does not hang together."""
    questionnaire = checked(questionnaire)
    sheets = {
        "survey": list(_survey(questionnaire)),
        "choices": list(_choices(questionnaire)),
        "settings": _settings(questionnaire),
        **extra_sheets(questionnaire),
    }
    return _workbook(sheets)


def _survey(questionnaire: Questionnaire) -> Iterator[list[str]]:
    labels, hints = _columns("label", questionnaire), _columns("hint", questionnaire)
    yield ["type", "name", *labels, *hints, "relevant", "scale", "reverse", "weight"]
    if questionnaire.intro is not None:
        keys = {item.key.lower() for item in questionnaire.items}
        name = next(each for each in ("intro", *(f"intro_{n}" for n in range(len(keys) + 1))) if each not in keys)
        yield ["note", name, *_in(questionnaire.intro, questionnaire), *[""] * (len(hints) + 4)]
    for item in questionnaire.items:
        yield [
            f"select_one {item.format}",
            item.key,
            *_in(item.text, questionnaire),
            *(_in(item.hint, questionnaire) if item.hint else [""] * len(hints)),
            as_xlsform(item.asked_when) if item.asked_when else "",
            *_scoring(questionnaire, item),
        ]


def _scoring(questionnaire: Questionnaire, item: Item) -> list[str]:
    scales = [scale for scale in questionnaire.scales if item.key in scale.items]
    reverse = [scale.key for scale in scales if item.key in scale.reverse]
    weights = [
        f"{scale.key}={scale.weights[scale.items.index(item.key)]!r}"
        for scale in scales
        if scale.weights is not None
    ]
    return [" ".join(scale.key for scale in scales), " ".join(reverse), " ".join(weights)]


def _choices(questionnaire: Questionnaire) -> Iterator[list[str]]:
    yield ["list_name", "name", *_columns("label", questionnaire), "missing"]
    for each in questionnaire.formats:
        for choice in each.choices:
            missing = "yes" if choice.code in each.missing else ""
            yield [each.key, str(choice.code), *_in(choice.label, questionnaire), missing]


def _settings(questionnaire: Questionnaire) -> Table:
    first = questionnaire.languages[0]
    values = [as_label(questionnaire.title[first]), questionnaire.key, questionnaire.version, as_named(first)]
    return [["form_title", "form_id", "version", "default_language"], values]


def _columns(kind: str, questionnaire: Questionnaire) -> list[str]:
    return [f"{kind}::{as_named(language)}" for language in questionnaire.languages]


def _in(text: Text, questionnaire: Questionnaire) -> list[str]:
    return [as_label(text[language]) for language in questionnaire.languages]


def _workbook(sheets: dict[str, Table]) -> bytes:
    import openpyxl  # noqa: PLC0415  only who makes such a file pays for loading it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for line in table:
            cells = [WriteOnlyCell(sheet, value=text) for text in line]
            for cell in cells:
                cell.data_type = "s"  # a sentence that begins with = is a sentence
            sheet.append([cell if text else None for cell, text in zip(cells, line, strict=True)])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
