"""The figures of a report as a data file: a row a number, so that a statistics program opens what people read."""

from tegenstroom.engines.questionnaires import Dataset
from tegenstroom.engines.questionnaires.datasets import Column, Measure
from tegenstroom.measurement.reports.parts import Report

COLUMNS = (
    Column("chapter", "hoofdstuk", text=True),
    Column("part", "deel", text=True),
    Column("row", "rij van de tabel", text=True),
    Column("figure", "kolom van de tabel", text=True),
    Column("value", "waarde", Measure.SCALE),
)


def dataset_of(report: Report) -> Dataset:
    """Every number of every table, with the words that name it. What is not shown has no row."""
    rows = [
        (chapter.title, part.title, str(row[0]), column, cell)
        for chapter in report.chapters
        for part in chapter.parts
        if part.table
        for row in part.table.rows
        for column, cell in zip(part.table.columns[1:], row[1:], strict=True)
        if isinstance(cell, int | float)
    ]
    return Dataset(report.title, COLUMNS, tuple(rows))
