"""Fixtures of the tests of the de-identification."""

import pytest

from tegenstroom.engines.deidentification import deidentify


@pytest.fixture(autouse=True, scope="session")
def _lists_are_read() -> None:
    """The first call reads the lists: no test is slower for coming first."""
    deidentify("Mevrouw Peeters (34) woont in de Kapelstraat 12, 2500 Lier.")
