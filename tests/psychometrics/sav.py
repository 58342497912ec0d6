"""Writes columns of numbers as a .sav, through pyreadstat and the frames that it takes."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
from numpy.typing import NDArray


def write_sav(path: Path, columns: Mapping[str, NDArray[np.float64]]) -> None:
    """The columns, each (rows,), NaN for missing."""
    pyreadstat.write_sav(pd.DataFrame(dict(columns)), str(path))
