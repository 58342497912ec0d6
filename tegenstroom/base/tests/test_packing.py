"""A file put together from pieces opens as the whole text."""

import gzip
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.packing import Piece, gzipped, packed, stored

PIECES = st.lists(st.builds(lambda make, text: make(text), st.sampled_from((packed, stored)), st.text()))


@given(PIECES)
def test_any_pieces_in_any_order_are_one_file(pieces: list[Piece]) -> None:
    # The sum at the end of the file is looked at by who opens it.
    assert gzip.decompress(gzipped(pieces)) == b"".join(piece.raw for piece in pieces)


def test_what_is_hers_takes_its_own_length_whatever_stands_around_it() -> None:
    around = packed("<p>geheim12</p>")
    hers, others = (gzipped([around, stored(word), around]) for word in ("geheim12", "nietwaar"))
    assert len(hers) == len(others)


def test_what_is_too_long_for_one_block_is_refused() -> None:
    with pytest.raises(struct.error):
        stored("a" * 65_536)
