"""Personal codes: what links one person's answers over time, without saying who she is."""

import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tegenstroom.base.typed_codes import LENGTH, TypedCodes

# Twenty-three, a prime, without what looks alike: 0 O, 1 I L, 5 S, B 8.
ALPHABET = "234679ACDEFGHJKMNPQRTUV"
# 23 ** 11 codes: two people of one measurement never meet in one.
_BODY = LENGTH - 1


def code_of(secret: bytes, measurement: str) -> str:
    """Her code in this measurement, always the same while her secret lives; of another one it tells nothing."""
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"measurement:{measurement}".encode())
    number = int.from_bytes(made.derive(secret))
    body = ""
    for _place in range(_BODY):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return CODES.complete(body)


def check_character(body: str) -> str:
    """The last character: one mistake, or two neighbours that changed places, never give a code that exists."""
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=1)) % len(ALPHABET)]


CODES = TypedCodes(ALPHABET, check_character)


def read_code(typed: str) -> str:
    """The code in its one form, from however it was typed. Raises CodeError."""
    return CODES.read(typed)


def code_hash(code: str, *, measurement: str, key: bytes) -> str:
    """What the database keeps of a code: without the server's key nobody tries codes on it."""
    return hmac.new(key, f"{measurement}:{code}".encode(), hashlib.sha256).hexdigest()
