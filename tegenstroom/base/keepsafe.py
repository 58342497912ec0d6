"""Keeps what was made of someone's words, so that it opens only for who has those words already.

What is kept lies in the memory of a process, where nothing can be taken away from all processes at once. So it is
sealed with a key that is drawn from all that it was made from. Whoever reads the row, unseals its words and has the
right to them opens it too. Once the words are wiped, or the key that seals them is destroyed, nobody does.
"""

import os
from collections.abc import Callable
from hashlib import blake2b

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.cache import caches

# The same words have another place and another key in each process, and after each start.
PLACES, KEYS = os.urandom(32), os.urandom(32)
# Each key seals one content only, so the nonce need not differ.
NONCE = bytes(12)


def kept(made_from: tuple[object, ...], make: Callable[[], str]) -> str:
    """What `make` gives, kept until memory is short. `made_from` holds all that it depends on, the words too."""
    material = repr(made_from).encode()
    place = blake2b(material, key=PLACES, digest_size=24).hexdigest()
    cipher = AESGCM(blake2b(material, key=KEYS, digest_size=32).digest())
    sealed: bytes | None = caches["words"].get(place)
    if sealed is None:
        made = make()
        caches["words"].set(place, cipher.encrypt(NONCE, made.encode(), None))
        return made
    return cipher.decrypt(NONCE, sealed, None).decode()
