"""Tables of KoboToolbox in an XLSForm, written out as the questions that they are.

`begin_kobomatrix` asks its questions once for each answer of the list in `kobo--matrix_list`; `begin_score` asks
each `score__row` with the answers of the list in `kobo--score-choices`. KoboToolbox writes them out like this
before a phone gets them: a question of a matrix is called `matrix_row_question`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.questionnaires.sheets import MANY_ROWS, MOST_ROWS, Row, Sheet
from tegenstroom.engines.sentences import dutch

NO_LIST = dutch(
    "form-kobo-no-list",
    "Rij {row}: deze tabel noemt in “{column}” geen lijst van het werkblad “choices”. Er staat {value}.",
)
NOT_CLOSED = dutch("form-kobo-unclosed", "Rij {row}: deze tabel begint of eindigt zonder haar andere helft.")
NESTED = dutch("form-kobo-nested", "Rij {row}: in een tabel kan geen groep of andere tabel staan.")

EDGE = re.compile(r"(begin|end)[_ ](kobomatrix|matrix|score)")
ANY_EDGE = re.compile(r"(begin|end)[_ ].*")
RANK = re.compile(r"(begin|end)[_ ]rank|rank__level")
LISTS = {"kobomatrix": "kobo--matrix_list", "score": "kobo--score-choices"}
SCORE_ROW = "score__row"


def written_out(survey: Sheet, choices: Sheet) -> Sheet:
    """The sheet `survey` with its tables as groups of questions; each keeps the number of the row it came from.

    `FormError`: a table without a list of rows or answers, without an end, or with another group in it; too many
    questions.
    """
    columns = tuple(column for column in survey.columns if column not in LISTS.values())
    rows = tuple(islice(_rows(survey.rows, choices), MOST_ROWS + 1))
    refuse_unless(len(rows) <= MOST_ROWS, MANY_ROWS, place=survey.name, most=MOST_ROWS)
    return replace(survey, columns=columns, rows=rows)


def for_others(survey: Sheet) -> Sheet:
    """Without rows of a ranking, which only KoboToolbox knows."""
    return replace(survey, rows=tuple(row for row in survey.rows if not RANK.fullmatch(_kind(row))))


def _rows(rows: Sequence[Row], choices: Sheet) -> Iterator[Row]:
    table: Row | None = None
    inside: list[Row] = []
    for row in rows:
        edge = EDGE.fullmatch(_kind(row))
        if table is None:
            if edge is None:
                yield row
                continue
            if edge[1] == "end":
                raise FormError(NOT_CLOSED(row=row.number))
            table, inside = row, []
        elif edge and edge[1] == "end":
            yield from _group(table, inside, choices, row.number)
            table = None
        elif ANY_EDGE.fullmatch(_kind(row)):
            raise FormError(NESTED(row=row.number))
        elif _kind(row):
            inside.append(row)
    if table is not None:
        raise FormError(NOT_CLOSED(row=table.number))


def _group(table: Row, inside: list[Row], choices: Sheet, end: int) -> Iterator[Row]:
    which = "score" if _kind(table).endswith("score") else "kobomatrix"
    name, column = table.get("name", ""), LISTS[which]
    listed = table.get(column, "")
    answers = [row for row in choices.rows if row.get("list_name") == listed]
    if not answers:
        raise FormError(NO_LIST(row=table.number, column=column, value=listed or "–"))
    head = {key: cell for key, cell in table.items() if key not in LISTS.values()}
    yield _row(table.number, {**head, "type": "begin_group"})
    if which == "score":
        yield from (
            _row(row.number, {**row, "type": f"select_one {listed}"}) if _kind(row) == SCORE_ROW else row
            for row in inside
        )
    else:
        for answer in answers:
            yield from _for(answer, name, inside)
    yield _row(end, {"type": "end_group"})


def _for(answer: Row, table: str, inside: list[Row]) -> Iterator[Row]:
    """The questions of a matrix as they are asked about this row of it."""
    about = f"{table}_{answer.get('name', '')}_"
    own = {row.get("name", "") for row in inside}
    for row in inside:
        cells = {
            column: re.sub(r"\$\{(\w+)\}", lambda one: f"${{{about}{one[1]}}}" if one[1] in own else one[0], cell)
            for column, cell in row.items()
        }
        labels = {
            column: f"{answer[column]}: {cell}"
            for column, cell in cells.items()
            if re.match(r"label\b", column) and column in answer
        }
        yield _row(row.number, {**cells, **labels, "name": f"{about}{row.get('name', '')}"})


def _row(number: int, cells: dict[str, str]) -> Row:
    return Row(number, cells.items())


def _kind(row: Row) -> str:
    return " ".join(row.get("type", "").split())
