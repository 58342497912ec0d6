"""A report as a workbook: a sheet with what may not be concluded, then a sheet a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tegenstroom.base.tables import Column, Sheet
from tegenstroom.measurement.reports.parts import Report

WIDE, NARROW = 60, 14


def sheets_of(report: Report) -> Iterator[Sheet]:
    """Every table of the report, with the sentences that belong beside it below it."""
    tables = [(chapter, part, part.table) for chapter in report.chapters for part in chapter.parts if part.table]
    about = [[report.group], [report.title], *([sentence] for sentence in report.cautions), [report.credit], []]
    # The name of a sheet is too short for its chapter.
    about += [[f"{number}. {chapter.title}: {part.title}"] for number, (chapter, part, _t) in enumerate(tables, 1)]
    yield Sheet(_("Lees dit eerst"), [Column(_("Wat je hieruit niet mag besluiten"), 100)], about)
    for number, (chapter, part, table) in enumerate(tables, 1):
        header = [Column(name, NARROW if place else WIDE) for place, name in enumerate(table.columns)]
        below = [
            [],
            [chapter.title],
            [part.title],
            *([sentence] for sentence in (*part.says, *part.beware, *part.explains)),
        ]
        yield Sheet(f"{number}. {part.title}", header, [*table.rows, *below])
