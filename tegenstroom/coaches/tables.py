"""Spreadsheets about coaches."""

from django.utils.translation import gettext as _

from tegenstroom.base.tables import Cell, Column, csv_response, xlsx_response
from tegenstroom.coaches.actions.nominative import Nominative

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


def nominative_table(found: Nominative) -> tuple[list[Column], list[list[Cell]]]:
    """The list that the law asks for: a row for each coach and day, the sum below."""
    header = [
        Column(_("achternaam"), 24),
        Column(_("voornaam"), 20),
        Column(_("dag"), 12),
        Column(_("forfaitaire vergoeding"), 22),
        Column(_("vervoer"), 12),
        Column(_("samen"), 12),
    ]
    rows: list[list[Cell]] = [
        [row.family_name, row.given_name, row.day, row.allowance, row.travel, row.amount] for row in found.rows
    ]
    return header, [*rows, [_("som"), "", None, found.allowance, found.travel, found.total]]
