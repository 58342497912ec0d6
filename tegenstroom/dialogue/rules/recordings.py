"""What a spoken contribution may be: Opus, as browsers record it, short and small."""

from enum import StrEnum

OGG, WEBM = b"OggS", b"\x1a\x45\xdf\xa3"
# How far into the file its first headers reach.
HEAD = 4096


class Trouble(StrEnum):
    """Why a recording is not kept."""

    NOT_OPUS = "not_opus"
    TOO_LONG = "too_long"
    TOO_BIG = "too_big"
    NO_TEXT = "no_text"


class TroubleError(Exception):
    """A recording that is not kept; nothing was changed."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble)


def container_of(content: bytes) -> str | None:
    """The media type of an Opus recording, by what is in it; None when it is something else."""
    head = content[:HEAD]
    if head.startswith(OGG) and b"OpusHead" in head:
        return "audio/ogg"
    if head.startswith(WEBM) and b"webm" in head and b"A_OPUS" in head and b"V_" not in head:
        return "audio/webm"
    return None


def against_keeping(
    content: bytes, *, seconds: int, text: str | None, most_seconds: int, most_kb: int
) -> Trouble | None:
    """Why this recording is not kept. `text`: what she said, in words that she approved; None where they come."""
    if container_of(content) is None:
        return Trouble.NOT_OPUS
    if not 0 < seconds <= most_seconds:
        return Trouble.TOO_LONG
    if len(content) > 1024 * most_kb:
        return Trouble.TOO_BIG
    return Trouble.NO_TEXT if text is not None and not text.strip() else None
