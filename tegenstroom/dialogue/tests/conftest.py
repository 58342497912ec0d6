"""What several tests of dialogues ask for."""

import pytest

from tegenstroom.dialogue.actions import looking
from tegenstroom.dialogue.tests import fake_engine


@pytest.fixture
def simple_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are looked at by an engine that finds a few things that are plain to see."""
    monkeypatch.setattr(looking, "find", fake_engine.find)
