"""The personal code that links someone's rounds: made from bytes that only she and the server can make again."""

from tegenstroom.base.typed_codes import LENGTH
from tegenstroom.training.rules.certificates import ALPHABET, CODES

# Bytes from which a code is made: far more than the 53 bits it holds, so that each character is as likely.
ENOUGH = 32


def code_from(seed: bytes) -> str:
    """The code that belongs to these bytes, as XXXX-XXXX-XXXX; its last character catches a slip of the pen.

    ValueError for fewer than `ENOUGH` bytes.
    """
    if len(seed) < ENOUGH:
        raise ValueError(len(seed))
    number, body = int.from_bytes(seed), ""
    for _place in range(LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return CODES.complete(body)
