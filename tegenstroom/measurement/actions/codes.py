"""The personal code of someone in a measurement, and what the database keeps of it."""

import secrets
from collections.abc import Iterable, Iterator

from django.conf import settings

from tegenstroom.base.sealing import SealError, seal, unseal_each
from tegenstroom.measurement.models import Measurement, Participation
from tegenstroom.measurement.rules import codes


def new_secret(participation: Participation) -> None:
    """Give her the secret from which her code follows; sealed with her own key."""
    secret = secrets.token_hex(32)
    participation.sealed_secret = seal(
        secret, row=participation, field="sealed_secret", owner=participation.person
    )
    participation.save(update_fields=["sealed_secret"])


def code_of(participation: Participation) -> str:
    """Her code. Raises SealError when her key is gone: then nobody can make it any more."""
    for _participation, code in codes_of([participation]):
        return code
    raise SealError("the key is gone")


def codes_of(participations: Iterable[Participation]) -> Iterator[tuple[Participation, str]]:
    """Each with her code, in one query for all keys; whose key is gone is left out."""
    rows = list(participations)
    secret = unseal_each(rows, field="sealed_secret")
    for row in rows:
        found = secret.get(row.pk)
        if isinstance(found, str):
            yield row, codes.code_of(bytes.fromhex(found), str(row.measurement_id))


def hash_of(measurement: Measurement, code: str) -> str:
    """The code as rows of answers bear it."""
    return codes.code_hash(code, measurement=str(measurement.pk), key=settings.SECRET_KEY.encode())


def participation_with(measurement: Measurement, code: str) -> Participation | None:
    """Who has this code, as long as her key lives: for a sheet of paper that comes back."""
    rows = measurement.participations.select_related("person")
    return next((row for row, hers in codes_of(rows) if hers == code), None)
