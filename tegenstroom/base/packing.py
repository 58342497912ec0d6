"""A gzip file put together from pieces: what never changes is packed once, the rest goes in between.

Each piece is a run of deflate blocks that ends on a byte (RFC 1951): in any order they are a file (RFC 1952).
What is one reader's own is stored, never packed: the length of the file tells nothing of what is in it.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

# No name, no time; no system in particular.
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
# A last block with nothing in it.
LAST = b"\x01\0\0\xff\xff"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, and the same as deflate blocks."""

    raw: bytes
    blocks: bytes


def packed(text: str) -> Piece:
    """A text as small as can be, without a look at what stands before or after it."""
    raw = text.encode()
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS)
    return Piece(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def stored(text: str) -> Piece:
    """A text as it is, of at most 65,535 bytes; struct.error for a longer one."""
    raw = text.encode()
    return Piece(raw, b"\0" + struct.pack("<HH", len(raw), len(raw) ^ 0xFFFF) + raw)


def gzipped(pieces: Sequence[Piece]) -> bytes:
    """The file of these pieces, in this order."""
    raw = b"".join([piece.raw for piece in pieces])
    blocks = b"".join([piece.blocks for piece in pieces])
    return HEAD + blocks + LAST + struct.pack("<II", zlib.crc32(raw), len(raw) & 0xFFFFFFFF)
