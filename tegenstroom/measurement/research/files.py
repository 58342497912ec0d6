"""The table as files. All that are in one archive hold the same values in the same order."""

import io
import zipfile
from collections.abc import Callable
from enum import StrEnum

from tegenstroom.engines.questionnaires import Dataset
from tegenstroom.engines.questionnaires.data_files import (
    write_codebook,
    write_csv,
    write_ddi,
    write_parquet,
    write_sav,
)

# So that the same table gives the same bytes.
FIXED = (2020, 1, 1, 0, 0, 0)


class File(StrEnum):
    """What can be downloaded, by what stands in its address."""

    ALL = "alles"
    SAV = "sav"
    CSV = "csv"
    PARQUET = "parquet"
    DDI = "ddi"


_TYPES = {
    File.ALL: ("zip", "application/zip"),
    File.SAV: ("sav", "application/x-spss-sav"),
    File.CSV: ("zip", "application/zip"),
    File.PARQUET: ("parquet", "application/vnd.apache.parquet"),
    File.DDI: ("xml", "application/xml"),
}


def type_of(file: File) -> tuple[str, str]:
    """The ending of its name, and what a browser calls it."""
    return _TYPES[file]


def content_of(file: File, table: Dataset, name: str, language: str) -> bytes:
    """The bytes. `name`: of the files in an archive, without an ending."""
    parts: dict[str, Callable[[], bytes]] = {
        f"{name}.sav": lambda: write_sav(table),
        f"{name}.csv": lambda: write_csv(table),
        f"{name}.codebook.json": lambda: write_codebook(table).encode(),
        f"{name}.parquet": lambda: write_parquet(table),
        f"{name}.ddi.xml": lambda: write_ddi(table, f"{name}.csv", language),
    }
    match file:
        case File.ALL:
            return _archive({each: make() for each, make in parts.items()})
        case File.CSV:
            return _archive({each: parts[each]() for each in (f"{name}.csv", f"{name}.codebook.json")})
        case File.SAV:
            return parts[f"{name}.sav"]()
        case File.PARQUET:
            return parts[f"{name}.parquet"]()
        case File.DDI:
            return parts[f"{name}.ddi.xml"]()


def _archive(contents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
