"""A ring of its own for each test, and somebody with something to seal."""

from pathlib import Path
from typing import Any

import pytest

from tegenstroom.base import keyring


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Path) -> Path:
    """The key file of this test."""
    settings.KEY_FILE = tmp_path / "keys.json"
    keyring.make(settings.KEY_FILE)
    return settings.KEY_FILE
