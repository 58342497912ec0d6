"""Personal codes: what links one person's answers over time, without saying who she is."""

import hashlib
import hmac
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Twenty-three, a prime, without what looks alike: 0 O, 1 I L, 5 S, B 8.
ALPHABET = "234679ACDEFGHJKMNPQRTUV"
LENGTH, GROUP = 12, 4
# 23 ** 11 codes: two people of one measurement never meet in one.
_BODY = LENGTH - 1


class CodeFault(StrEnum):
    """What is wrong with a code as someone typed it."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


class CodeError(ValueError):
    """A code that cannot exist; `fault` says why."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault)
        self.fault = fault


def code_of(secret: bytes, measurement: str) -> str:
    """Her code in this measurement, always the same while her secret lives; of another one it tells nothing."""
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"measurement:{measurement}".encode())
    number = int.from_bytes(made.derive(secret))
    body = ""
    for _place in range(_BODY):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return grouped(body + check_character(body))


def check_character(body: str) -> str:
    """The last character: one mistake, or two neighbours that changed places, never give a code that exists."""
    return ALPHABET[sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=1)) % len(ALPHABET)]


def read_code(typed: str) -> str:
    """The code in its one form, from however it was typed: small letters, spaces, no dashes. Else CodeError."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    if not set(code) <= set(ALPHABET):
        raise CodeError(CodeFault.CHARACTER)
    if len(code) != LENGTH:
        raise CodeError(CodeFault.LENGTH)
    if check_character(code[:-1]) != code[-1]:
        raise CodeError(CodeFault.CHECK)
    return grouped(code)


def grouped(code: str) -> str:
    """As people read it: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def code_hash(code: str, *, measurement: str, key: bytes) -> str:
    """What the database keeps of a code: without the server's key nobody tries codes on it."""
    return hmac.new(key, f"{measurement}:{code}".encode(), hashlib.sha256).hexdigest()
