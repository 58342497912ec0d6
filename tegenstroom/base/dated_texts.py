"""Words that people say yes to, in files: each row is loaded once, and never changed afterwards."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import models


def rows_in(file: Path, table: str) -> list[dict[str, Any]]:
    """The rows of this table in a TOML file, each with its `text` without the blanks around it."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return [{**row, "text": row["text"].strip()} for row in rows]


def add_missing(model: type[models.Model], rows: Iterable[Mapping[str, Any]], *known_by: str) -> int:
    """Add the rows that are not there yet, as these columns tell; how many that were. Never changes one."""
    there = set(model._default_manager.values_list(*known_by))
    new = [model(**row) for row in rows if tuple(row[column] for column in known_by) not in there]
    model._default_manager.bulk_create(new, ignore_conflicts=True)
    return len(new)
