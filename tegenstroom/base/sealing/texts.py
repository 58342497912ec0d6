"""Sealing, opening and forgetting the texts of sealed fields."""

from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from django.db import models, transaction
from django.utils.translation import gettext as _

from tegenstroom.base import audit, keyring
from tegenstroom.base.models import DataKey
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.sealing import datakeys, envelope
from tegenstroom.base.sealing.fields import sealed_field

log = structlog.get_logger("tegenstroom.sealing")


class SealError(Exception):
    """This cannot be opened; the message is a sentence for whoever wanted to read it."""


def seal(text: str, *, row: models.Model, field: str, owner: models.Model) -> bytes:
    """The text, readable with the key of `owner` at this field of this row only. Costs one query.

    Raises ValueError when the row has no primary key yet, when the field is no SealedField, or when `owner` is not
    the owner that the field names; SealError when the keys are out of reach.
    """
    declared = sealed_field(row, field)
    subject = subject_of(owner)
    if owner.pk is None or declared.owner_of(row) != subject:
        raise ValueError(f"{row._meta.label}.{field} of {subject_of(row)} is not sealed for {subject}")
    bound = bound_to_place(row, field, subject)
    return seal_bytes(text.encode(), subject=subject, bound=bound)


def unseal(sealed: bytes, *, row: models.Model, field: str, owner: models.Model) -> str:
    """What was sealed. Costs one query. `sealed` may also be a memoryview.

    Raises SealError when it was changed, comes from another row, field or owner, or when the key is gone.
    """
    return _opened(row, field, subject_of(owner), bytes(sealed), None)


def unseal_at(sealed: bytes, *, model: type[models.Model], pk: object, field: str, owner: object) -> str:
    """What was sealed in this field of the row with this key, for the owner with that one: no row need be made.

    For one field that is asked all the time. Costs one query. Raises SealError as `unseal` does.
    """
    subject = f"{sealed_field(model, field).owner_label}:{owner}"
    return unseal_bytes(bytes(sealed), subject=subject, bound=_bound_at(model, field, pk, subject)).decode()


def unseal_each[M: models.Model](rows: Iterable[M], *, field: str) -> dict[Any, str | SealError]:
    """By primary key what these rows hold in this field, or why it cannot be opened. Costs one query in all.

    Rows whose field is empty are left out.
    """
    return unseal_fields(rows, field)[field]


def unseal_fields[M: models.Model](rows: Iterable[M], *fields: str) -> dict[str, dict[Any, str | SealError]]:
    """As `unseal_each`, by field and then by primary key. Costs one query in all too."""
    places = [(row, field) for row in rows for field in fields]
    sealed = {(row, field): bytes(getattr(row, field)) for row, field in places if getattr(row, field)}
    keys = OpenKeys(datakeys.with_ids(_named_keys(sealed.values())))
    found: dict[str, dict[Any, str | SealError]] = {field: {} for field in fields}
    for (row, field), content in sealed.items():
        try:
            found[field][row.pk] = _opened(row, field, sealed_field(row, field).owner_of(row), content, keys)
        except SealError as error:
            found[field][row.pk] = error
    return found


@transaction.atomic
def forget(owner: models.Model, *, by: audit.Actor | None) -> int:
    """Destroy the keys of this owner, so that nobody opens what was sealed for her. How many keys there were.

    Call it before the owner's own row goes. What is sealed for her afterwards gets a new key.
    """
    # In the order in which a change of master keys locks them.
    keys = DataKey.objects.filter(subject=subject_of(owner)).order_by("pk").select_for_update()
    ids = [key.pk for key in keys]
    DataKey.objects.filter(pk__in=ids).delete()
    audit.record("keys.forgotten", by=by, about=owner, keys=len(ids))
    return len(ids)


def bound_to_place(row: models.Model, field: str, subject: str) -> bytes:
    """What a sealed text is tied to: model, field, row and owner. Raises ValueError without a primary key."""
    if row.pk is None:
        raise ValueError(f"a {row._meta.label} without a primary key cannot hold a sealed text")
    return _bound_at(type(row), field, row.pk, subject)


def _bound_at(model: type[models.Model], field: str, pk: object, subject: str) -> bytes:
    pk = model._meta.pk.to_python(pk)
    return envelope.bound_to("text", model._meta.label_lower, field, str(pk), subject)


def seal_bytes(content: bytes, *, subject: str, bound: bytes) -> bytes:
    """Seal with the key that this subject uses now. Raises SealError when the keys are out of reach."""
    try:
        key = datakeys.in_use(subject)
    except envelope.BrokenError as error:
        raise _refused("changed or moved", subject) from error
    except (datakeys.NoMasterError, keyring.KeyFileError) as error:
        raise _refused("no key", subject) from error
    return envelope.close(content, secret=key.secret, key_id=key.id, bound=bound)


class OpenKeys:
    """Some data keys, each unwrapped when it is first asked for, and once: a long list names few."""

    def __init__(self, keys: Mapping[int, datakeys.Wrapped]) -> None:
        self._keys = keys
        self._opened: dict[int, datakeys.OpenKey] = {}

    def get(self, key_id: int) -> datakeys.OpenKey | None:
        """The open key; None when it is gone. Raises NoMasterError, BrokenError and KeyFileError."""
        if key_id not in self._opened and key_id in self._keys:
            self._opened[key_id] = datakeys.opened(self._keys[key_id])
        return self._opened.get(key_id)


def unseal_bytes(sealed: bytes, *, subject: str, bound: bytes, keys: OpenKeys | None = None) -> bytes:
    """Open with the key that the sealed value names, out of `keys` when given. Raises SealError."""
    try:
        key_id = envelope.key_id_of(sealed)
        key = (OpenKeys(datakeys.with_ids([key_id])) if keys is None else keys).get(key_id)
        if key is None:
            raise _refused("key gone", subject)
        return envelope.reveal(sealed, secret=key.secret, bound=bound)
    except envelope.BrokenError as error:
        raise _refused("changed or moved", subject) from error
    except (datakeys.NoMasterError, keyring.KeyFileError) as error:
        raise _refused("no key", subject) from error


def _opened(row: models.Model, field: str, subject: str, sealed: bytes, keys: OpenKeys | None) -> str:
    bound = bound_to_place(row, field, subject)
    return unseal_bytes(sealed, subject=subject, bound=bound, keys=keys).decode()


def _named_keys(sealed: Iterable[bytes]) -> set[int]:
    ids = set()
    for content in sealed:
        try:
            ids.add(envelope.key_id_of(content))
        except envelope.BrokenError:
            continue
    return ids


def _refused(why: str, subject: str) -> SealError:
    log.warning("seal refused", why=why, subject=subject)
    sentences = {
        "key gone": _("Dit kan niemand nog lezen: de sleutel is gewist."),
        "changed or moved": _(
            "Dit is buiten ons om veranderd, en niet meer te lezen. Vraag raad aan de beheerder."
        ),
        "no key": _("De sleutel om dit te lezen ontbreekt. Er is niets verloren. Vraag raad aan de beheerder."),
    }
    return SealError(sentences[why])
