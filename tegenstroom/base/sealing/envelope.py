"""What a sealed value looks like: AES-256-GCM with a fresh nonce each time, on plain bytes.

A sealed value is one byte of version, eight of the id of its data key, twelve of nonce, then the ciphertext with
its tag of sixteen. The header is authenticated too. A wrapped data key is a nonce and a ciphertext with its tag.
"""

import json
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
# Signed, as a column counts: whatever stands in the header can be asked of the database.
HEADER = struct.Struct(">Bq")
NONCE, TAG = 12, 16


class BrokenError(Exception):
    """These bytes were not sealed with this key for this place."""


def bound_to(*names: str) -> bytes:
    """Associated data: the names of the place where a value belongs, none of which can run into the next."""
    return json.dumps(names, ensure_ascii=False).encode()


def new_secret() -> bytes:
    """A fresh key of 256 bits."""
    return AESGCM.generate_key(256)


def close(content: bytes, *, secret: bytes, key_id: int, bound: bytes) -> bytes:
    """Seal `content`, so that it opens with the same secret at the same place only."""
    header = HEADER.pack(VERSION, key_id)
    nonce = os.urandom(NONCE)
    return header + nonce + AESGCM(secret).encrypt(nonce, content, header + bound)


def key_id_of(sealed: bytes) -> int:
    """The id of the data key that opens this. Raises BrokenError when it is no sealed value."""
    if len(sealed) < HEADER.size + NONCE + TAG:
        raise BrokenError
    version, key_id = HEADER.unpack_from(sealed)
    if version != VERSION:
        raise BrokenError
    return int(key_id)


def reveal(sealed: bytes, *, secret: bytes, bound: bytes) -> bytes:
    """What was sealed. Raises BrokenError when a byte or the place differs."""
    header, rest = sealed[: HEADER.size], sealed[HEADER.size :]
    return _decrypted(secret, rest, header + bound)


def wrap(secret: bytes, *, master: bytes, bound: bytes) -> bytes:
    """A data key under a master key."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, secret, bound)


def unwrap(wrapped: bytes, *, master: bytes, bound: bytes) -> bytes:
    """The data key. Raises BrokenError when a byte, the master key or the owner differs."""
    return _decrypted(master, wrapped, bound)


def _decrypted(secret: bytes, content: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(secret).decrypt(content[:NONCE], content[NONCE:], bound)
    except (InvalidTag, ValueError) as error:
        raise BrokenError from error
