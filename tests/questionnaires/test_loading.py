"""Whoever shows or scores a questionnaire does not pay for reading and writing files."""

import subprocess
import sys

import pytest

HEAVY = ["numpy", "pandas", "pyarrow", "pyreadstat", "openpyxl", "pyxform", "defusedxml", "django"]


def loaded(code: str) -> set[str]:
    shown = f"import sys\n{code}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.slow
def test_a_shipped_pack_is_read_without_anything_heavy() -> None:
    assert (
        loaded("from tegenstroom.engines.questionnaires import shipped_pack; shipped_pack('tegenstroom-kort')")
        == set()
    )


@pytest.mark.slow
def test_a_workbook_brings_in_what_reads_it() -> None:
    """Also the negative control of the test above: it would see openpyxl."""
    code = (
        "from tegenstroom.engines.questionnaires import *\n"
        "read_form('x.xlsx', write_form('x.xlsx', shipped_pack('tegenstroom-kort')))"
    )
    assert {"openpyxl", "pyxform"} <= loaded(code)
    assert not {"pandas", "pyarrow", "pyreadstat"} & loaded(code)
