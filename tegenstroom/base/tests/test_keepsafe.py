"""Parts of pages that are kept: made once for the same values, never for others, opened by who has the words."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import pytest
from django.core.cache import caches
from django.utils.safestring import mark_safe

from tegenstroom.base import keepsafe
from tegenstroom.base.voices import Voice


@dataclass(frozen=True)
class Said:
    """Something plain, with something plain in it."""

    text: str
    at: datetime = datetime(2030, 1, 1, tzinfo=UTC)
    voices: tuple[Voice, ...] = ()


def memory() -> bytes:
    """All that lies there."""
    return b"".join(caches["words"]._cache.values())


def test_the_same_values_are_made_once_and_others_anew() -> None:
    made = count()

    def make() -> str:
        return f"made {next(made)}"

    values = [
        ("a",),
        ("b",),
        ("a", None),
        (["a"],),
        (1,),
        ("1",),
        (Said("a"),),
        (Said("a", voices=(Voice.LIVED,)),),
        (Said("a", at=datetime(2030, 1, 1, 1, tzinfo=UTC)),),
        (UUID(int=1),),
        # One of these is escaped where it stands, the other is not.
        ("<b>",),
        (mark_safe("<b>"),),
    ]
    first = [keepsafe.kept(value, make) for value in values]
    assert len(set(first)) == len(values)
    assert [keepsafe.kept(value, make) for value in values] == first


def test_what_does_not_spell_itself_out_is_refused() -> None:
    for value in (object(), {"a": 1}, 1.5, b"a"):
        with pytest.raises(TypeError):
            keepsafe.kept((value,), lambda: "")


def test_memory_holds_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Said("kwartelvijver")
    assert keepsafe.kept((said,), lambda: f"<p>{said.text}</p>") == "<p>kwartelvijver</p>"
    assert memory()
    assert b"kwartelvijver" not in memory()

    class Open:
        """The negative control: something that seals nothing."""

        def __init__(self, key: bytes) -> None: ...

        def encrypt(self, nonce: bytes, content: bytes, bound: None) -> bytes:
            return content

    monkeypatch.setattr(keepsafe, "AESGCM", Open)
    keepsafe.kept((said, 2), lambda: f"<p>{said.text}</p>")
    assert b"kwartelvijver" in memory()
