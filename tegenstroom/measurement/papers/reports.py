"""The report of a measurement on paper."""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tegenstroom.base import pdf
from tegenstroom.measurement.reports.drawing import Bars, Dumbbell, Picture, Spans
from tegenstroom.measurement.reports.parts import Part, Report

TEMPLATE = Path(__file__).with_name("report.typ")


def report_pdf(report: Report) -> bytes:
    """The report with its pictures and its tables, the same numbers as on the page."""
    files: dict[str, bytes] = {}
    chapters = [
        {"title": chapter.title, "parts": [_part(part, files) for part in chapter.parts]}
        for chapter in report.chapters
    ]
    words = {
        "beware": _("Wat je hieruit niet mag besluiten"),
        "group": _("Dit zegt iets van de groep, nooit van één mens."),
    }
    data = {
        "title": report.title,
        "subtitle": report.group,
        "words": words,
        "cautions": list(report.cautions),
        "chapters": chapters,
        "credit": report.credit,
    }
    return pdf.render(TEMPLATE, data, files=files)


def _part(part: Part, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "title": part.title,
        "says": list(part.says),
        "rows": _drawn(part.picture, files) if part.picture else [],
        "columns": list(part.table.columns) if part.table else [],
        "numbers": [is_number for _column, is_number in part.table.heads] if part.table else [],
        "cells": [[value for _column, value, _number in row] for row in part.table.spoken] if part.table else [],
        "beware": " ".join((*part.beware, *part.explains)),
    }


def _drawn(picture: Picture, files: dict[str, bytes]) -> list[dict[str, Any]]:
    """What each row says, and the name of its drawing."""
    match picture:
        case Spans():
            template = "span"
        case Bars():
            template = "bar"
        case _:
            template = "dumbbell"
    found = []
    for row in picture.rows:
        name = f"p{len(files)}.svg"
        drawing = render_to_string(f"measurement/report/{template}.html", {"row": row})
        files[name] = drawing.replace("currentColor", "#221D17").encode()
        ends = [row.low, row.high] if isinstance(row, Dumbbell) else []
        found.append({"says": row.says, "file": name, "ends": ends})
    return found
