"""The data keys in the database: found, made, unwrapped."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection

from tegenstroom.base import keyring
from tegenstroom.base.models import DataKey
from tegenstroom.base.sealing import envelope


class NoMasterError(Exception):
    """The master key that wraps this data key is not on the ring."""


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A data key out of its wrapping."""

    id: int
    subject: str
    secret: bytes = field(repr=False)


class Wrapped(NamedTuple):
    """A data key as it lies in the database."""

    pk: int
    subject: str
    master: str
    wrapped: bytes


def in_use(subject: str) -> OpenKey:
    """The key with which this owner's fields are sealed now; made when she has none.

    Raises NoMasterError, BrokenError and KeyFileError.
    """
    key = DataKey.objects.filter(subject=subject, replaced_at=None).first()
    return opened(key or make(subject))


def with_ids(ids: Iterable[int]) -> dict[int, Wrapped]:
    """The data keys with these ids that still exist; one query, by hand: every page with sealed words asks it."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    holes = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        asked = f"SELECT id, subject, master, wrapped FROM base_datakey WHERE id IN ({holes})"  # noqa: S608  no value
        cursor.execute(asked, wanted)
        return {row[0]: Wrapped(*row) for row in cursor.fetchall()}


def masters_in_use() -> set[str]:
    """The ids of the master keys that wrap a data key; none on a database without tables."""
    if DataKey._meta.db_table not in connection.introspection.table_names():
        return set()
    return set(DataKey.objects.order_by().values_list("master", flat=True).distinct())


def make(subject: str) -> DataKey:
    """A new key for this owner, or the one that somebody else made for her at the same moment."""
    master = keyring.current().newest
    wrapped = wrap(envelope.new_secret(), master=master, subject=subject)
    values = {"master": master.id, "wrapped": wrapped}
    key, _made = DataKey.objects.get_or_create(subject=subject, replaced_at=None, defaults=values)
    return key


def opened(key: DataKey | Wrapped) -> OpenKey:
    """Out of its wrapping. Raises NoMasterError, BrokenError and KeyFileError."""
    master = keyring.find(key.master)
    if master is None:
        raise NoMasterError(key.master)
    bound = _bound(key.master, key.subject)
    secret = envelope.unwrap(bytes(key.wrapped), master=master.secret, bound=bound)
    return OpenKey(key.pk, key.subject, secret)


def wrap(secret: bytes, *, master: keyring.MasterKey, subject: str) -> bytes:
    """A data key of this owner under this master key."""
    return envelope.wrap(secret, master=master.secret, bound=_bound(master.id, subject))


def _bound(master: str, subject: str) -> bytes:
    return envelope.bound_to("data key", master, subject)
