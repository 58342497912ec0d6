"""Writes the plainest .sav there is: columns of numbers. pyreadstat writes none without pandas."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SYSTEM_MISSING = -1.7976931348623157e308
_FORMAT = 5 << 16 | 8 << 8 | 3  # F8.3: how SPSS shows it, not what it keeps


def write_sav(path: Path, columns: Mapping[str, NDArray[np.float64]]) -> None:
    """The columns, each (rows,), NaN for missing; names of any length."""
    short = [f"V{place}" for place in range(1, len(columns) + 1)]
    table = np.column_stack(list(columns.values()))
    parts = [_head(len(columns), len(table))]
    for name in short:
        parts.append(struct.pack("<6i8s", 2, 0, 0, 0, _FORMAT, _FORMAT, name.encode().ljust(8)))
    names = "\t".join(f"{each}={name}" for each, name in zip(short, columns, strict=True)).encode()
    parts += [struct.pack("<4i", 7, 13, 1, len(names)), names]
    parts += [struct.pack("<4i", 7, 20, 1, 5), b"UTF-8", struct.pack("<2i", 999, 0)]
    parts.append(np.where(np.isnan(table), _SYSTEM_MISSING, table).astype("<f8").tobytes())
    path.write_bytes(b"".join(parts))


def _head(columns: int, rows: int) -> bytes:
    return b"".join(
        [
            b"$FL2",
            b"@(#) SPSS DATA FILE tegenstroom".ljust(60),
            struct.pack("<5id", 2, columns, 0, 0, rows, 100.0),
            b"28 Nov 26" + b"12:00:00" + b"".ljust(64) + b"\0\0\0",
        ]
    )
