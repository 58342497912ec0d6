"""A spoken contribution is Opus, short and small, with its words beside it."""

import pytest

from tegenstroom.dialogue.rules.recordings import Trouble, against_keeping, container_of

OGG = b"OggS" + b"\0" * 24 + b"OpusHead" + b"x" * 50
WEBM = b"\x1a\x45\xdf\xa3" + b"webm" + b"A_OPUS" + b"x" * 50


@pytest.mark.parametrize(("content", "kind"), [(OGG, "audio/ogg"), (WEBM, "audio/webm")])
def test_what_browsers_make_is_kept(content: bytes, kind: str) -> None:
    assert container_of(content) == kind
    assert against_keeping(content, seconds=90, text="Gezegd.", most_seconds=90, most_kb=1) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3 mp3",
        b"OggS\0vorbis",
        WEBM.replace(b"A_OPUS", b"V_VP8A_OPUS"),
        b"<html>OpusHead",
        b"RIFFwebmA_OPUS",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    assert against_keeping(content, seconds=5, text="x", most_seconds=90, most_kb=9) is Trouble.NOT_OPUS


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"seconds": 91}, Trouble.TOO_LONG),
        ({"seconds": 0}, Trouble.TOO_LONG),
        ({"content": OGG + b"x" * 1024}, Trouble.TOO_BIG),
        ({"text": " "}, Trouble.NO_TEXT),
    ],
)
def test_its_limits(change: dict[str, object], trouble: Trouble) -> None:
    given = {"content": OGG, "seconds": 30, "text": "Gezegd."} | change
    assert against_keeping(given.pop("content"), **given, most_seconds=90, most_kb=1) is trouble
