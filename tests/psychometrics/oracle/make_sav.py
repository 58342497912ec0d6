"""Make three_rows.sav.

Needs pandas beside pyreadstat, and this project has none: pyreadstat reads plain columns, but writes none.

    python tests/psychometrics/oracle/make_sav.py
"""

from pathlib import Path

import pandas  # type: ignore[import-untyped]  # not among our libraries
import pyreadstat

# 9 is user-missing: "I would rather not say".
frame = pandas.DataFrame({"vraag": [1.0, 9.0, 3.0], "groep": ["a", "a", "b"], "tekst": ["ja", "nee", ""]})
pyreadstat.write_sav(
    frame,
    str(Path(__file__).with_name("three_rows.sav")),
    column_labels=["Hoe gaat het?", "", ""],
    missing_ranges={"vraag": [9]},
    variable_value_labels={"vraag": {9: "zeg ik liever niet"}},
)
