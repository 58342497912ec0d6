"""Keeps parts of pages with people's words in them, so that a part opens only for who has those words already.

What is kept lies in the memory of each process, where nothing can be taken away from all at once. So it is sealed
with a key that is drawn from all that it was made from. Whoever may read the row and unseals its words opens it.
Once the words are wiped, or the key that seals them is destroyed, nobody does.
"""

import os
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from hashlib import blake2b
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language

# After each start the same words have another place and another key.
PLACES, KEYS = os.urandom(32), os.urandom(32)
# A key seals one content only, so the nonce need not differ.
NONCE = bytes(12)
# Nothing else reads as they do.
AS_THEY_ARE = frozenset({str, int, bool, type(None), datetime, UUID})


def rendered(template: str, **values: Any) -> SafeString:
    """A part that reads these plain values and the language alone: made once for all who get the same.

    Raises TypeError for a value of which the content cannot be spelled out.
    """
    made_from = template, get_language(), *values.items()
    return mark_safe(kept(made_from, partial(render_to_string, template, values)))  # noqa: S308  a template of ours


def kept(made_from: tuple[object, ...], make: Callable[[], str]) -> str:
    """What `make` gives, kept until memory is short. `made_from` holds all that it depends on, the words too."""
    spelled = _spelled(made_from).encode()
    place = blake2b(spelled, key=PLACES, digest_size=24).hexdigest()
    cipher = AESGCM(blake2b(spelled, key=KEYS, digest_size=32).digest())
    sealed: bytes | None = caches["words"].get(place)
    if sealed is None:
        made = make()
        caches["words"].set(place, cipher.encrypt(NONCE, made.encode(), None))
        return made
    return cipher.decrypt(NONCE, sealed, None).decode()


def _spelled(value: Any) -> str:
    """All of a plain value. What is not plain could read alike and look otherwise."""
    if type(value) in AS_THEY_ARE:
        return repr(value)
    if is_dataclass(value):
        named = [f"{name}={_spelled(getattr(value, name))}" for name in value.__dataclass_fields__]
        return f"{type(value).__qualname__}({','.join(named)})"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_spelled, value))}]"
    if isinstance(value, Promise):
        return _spelled(str(value))
    if isinstance(value, SafeData):
        return f"safe {value!r}"
    if isinstance(value, StrEnum):
        return repr(value)
    raise TypeError(type(value))
