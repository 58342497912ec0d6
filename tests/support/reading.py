"""The words in whatever a page sends: tables, papers and data files hide theirs from a plain search."""

import gzip
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pyarrow.parquet
import pyreadstat
from pypdf import PdfReader

PDF, ZIP, GZIP, PARQUET, SAV = b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"PAR1", (b"$FL2", b"$FL3")


def words_of(content: bytes) -> str:
    """All that someone reads who opens it: as it came, and unpacked. Spaces and line ends are one space."""
    found = [content.decode(errors="ignore"), *_unpacked(content)]
    return " ".join(" ".join(found).split())


def _unpacked(content: bytes) -> list[str]:
    if content.startswith(PDF):
        reader = PdfReader(BytesIO(content))
        return [*(page.extract_text() for page in reader.pages), str(reader.metadata)]
    if content.startswith(ZIP):
        with ZipFile(BytesIO(content)) as folder:
            return [*folder.namelist(), *(words_of(folder.read(name)) for name in folder.namelist())]
    if content.startswith(GZIP):
        return [words_of(gzip.decompress(content))]
    if content.startswith(PARQUET):
        table = pyarrow.parquet.read_table(BytesIO(content))
        return [str(table.schema), str(table.to_pylist())]
    return _from_sav(content) if content.startswith(SAV) else []


def _from_sav(content: bytes) -> list[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        path.write_bytes(content)
        columns, meta = pyreadstat.read_sav(path, output_format="dict")
    return [str(columns), str(vars(meta))]
