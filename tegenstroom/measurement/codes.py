"""Personal codes: from someone's own sealed key to the hash under which her answers stand.

    key of her own (sealed) --HKDF--> code, as on paper --HMAC, with the sealed pepper--> code_hash

Who reads the tables has neither the key nor the pepper. Who knows a code, but not the pepper, finds no sheet.
"""

import hmac
import secrets
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tegenstroom.base.sealing import SealError, seal, seal_word, unseal_at, unseal_each, unseal_word
from tegenstroom.measurement.models import Measurement, Participant
from tegenstroom.measurement.rules.codes import ENOUGH, code_from

PURPOSE = "codes of measurements"
FIELD = "sealed_key"


def new_pepper() -> str:
    """A sealed pepper for a new measurement. Raises SealError when the keys are out of reach."""
    return seal_word(secrets.token_hex(32), purpose=PURPOSE)


def give_key(participant: Participant) -> None:
    """A key of her own, before the row is saved; a guest has none. Raises SealError."""
    if participant.person:
        text = f"{participant.measurement_id}:{secrets.token_hex(32)}"
        participant.sealed_key = seal(text, row=participant, field=FIELD, owner=participant.person)


def code_of(participant: Participant, sealed_pepper: str = "") -> str:
    """Her code as on paper. Costs one query for a person, none for a guest. SealError once her key is gone.

    `sealed_pepper`: of her measurement, for who read no more than that.
    """
    if not participant.person_id:
        return _guests_code(participant.pk, sealed_pepper or participant.measurement.sealed_pepper)
    return _persons_code(participant.pk, participant.person_id, participant.sealed_key)


def codes_of(participants: Iterable[Participant]) -> dict[Participant, str]:
    """The codes of many, in one query. Whose key is gone is left out."""
    rows = list(participants)
    keys = unseal_each([row for row in rows if row.person_id], field=FIELD)
    guests = [row for row in rows if not row.person_id]
    found = {row: _guests_code(row.pk, row.measurement.sealed_pepper) for row in guests}
    for row in rows:
        key = keys.get(row.pk)
        if key is not None and not isinstance(key, SealError):
            found[row] = code_from_key(key)
    return found


def code_from_key(key: str) -> str:
    """The code that belongs to an opened key, which names its measurement."""
    measurement, _colon, secret = key.partition(":")
    return code_from(_derived(bytes.fromhex(secret), f"measurement {measurement}"))


def hash_of(measurement: Measurement, code: str) -> str:
    """Under which name the answers of this code stand. Raises SealError when the keys are out of reach."""
    return _hash(measurement.sealed_pepper, code)


def hash_for(participant: Participant, sealed_pepper: str) -> str:
    """The same for her, when nothing but this row and the pepper was read. Raises SealError."""
    return hash_by(participant.pk, participant.person_id, participant.sealed_key, sealed_pepper)


def hash_by(pk: UUID, person: int | None, sealed_key: bytes | None, sealed_pepper: str) -> str:
    """The same from the columns of her row alone."""
    code = _persons_code(pk, person, sealed_key) if person else _guests_code(pk, sealed_pepper)
    return _hash(sealed_pepper, code)


def _hash(sealed_pepper: str, code: str) -> str:
    return hmac.digest(_pepper(sealed_pepper), code.encode(), sha256).hex()


def _persons_code(pk: UUID, person: int, sealed_key: bytes | None) -> str:
    if not sealed_key:
        raise SealError
    return code_from_key(unseal_at(sealed_key, model=Participant, pk=pk, field=FIELD, owner=person))


def _guests_code(pk: UUID, sealed_pepper: str) -> str:
    return code_from(_derived(_pepper(sealed_pepper), f"guest {pk}"))


def _derived(secret: bytes, about: str) -> bytes:
    return HKDF(SHA256(), length=ENOUGH, salt=None, info=f"tegenstroom code: {about}".encode()).derive(secret)


# A sealed word opens to the same pepper for ever; changed keys make another word.
@lru_cache(maxsize=256)
def _pepper(sealed: str) -> bytes:
    return bytes.fromhex(unseal_word(sealed, purpose=PURPOSE))
