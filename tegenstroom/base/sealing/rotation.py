"""Changing keys while the system runs. Stopped at any point, it can be run again: nothing is left unreadable.

Whatever is replaced stays usable for an hour, because a transaction that began before may still write with it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from tegenstroom.base import audit, keyring, stamps
from tegenstroom.base.models import DataKey, Stamp
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.sealing import datakeys, envelope, texts, words
from tegenstroom.base.sealing.fields import SealedField, sealed_fields

# How long a writer may take that began with a key which is replaced meanwhile.
GRACE = timedelta(hours=1)
# Rows that are locked at once.
BATCH = 100

# The stamp that counts how often the ring changed; audit rows about the ring point to it.
RING = "keys"


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did. `unreadable` names what could not be opened, and was left as it is."""

    master: str
    rewrapped: int
    renewed: int
    resealed: int
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retired:
    """What was taken away, and which master keys stay.

    `busy`: how many data keys each still wraps. `young`: from when each can go.
    """

    data_keys: int
    masters: tuple[str, ...]
    busy: dict[str, int]
    young: dict[str, datetime]


@dataclass(slots=True)
class _Sweep:
    """What one walk past everything sealed found; `named` are the older data keys that something still needs."""

    resealed: int = 0
    unreadable: list[str] = field(default_factory=list)
    named: set[int] = field(default_factory=set)


def rotate(*, by: audit.Actor | None, fresh: bool = False) -> Rotated:
    """Add a master key and wrap every data key with it; `fresh` also gives every owner a new data key.

    Raises KeyFileError when the key file cannot be read or written.
    """
    began = timezone.now()
    master = keyring.add(Path(settings.KEY_FILE))
    _record("keys.master_added", by=by, master=master.id)
    rewrapped, unreadable = _rewrap(master)
    renewed = _renew(began) if fresh else 0
    sweep = _sweep()
    unreadable += sweep.unreadable
    done = Rotated(master.id, rewrapped, renewed, sweep.resealed, tuple(unreadable))
    _record(
        "keys.rotated",
        by=by,
        master=master.id,
        rewrapped=rewrapped,
        renewed=renewed,
        resealed=sweep.resealed,
        unreadable=len(unreadable),
    )
    return done


def retire(*, by: audit.Actor | None, now: datetime | None = None) -> Retired:
    """Remove data keys that seal nothing and master keys that wrap nothing, an hour after they were replaced.

    Raises KeyFileError when the key file cannot be read or written.
    """
    until = (now or timezone.now()) - GRACE
    sweep = _sweep()
    old = DataKey.objects.filter(replaced_at__lte=until).exclude(pk__in=sweep.named)
    with transaction.atomic():
        removed, _by_model = old.delete()
        if removed:
            audit.record("keys.data_keys_removed", by=by, about=Stamp(pk=RING), count=removed)
    busy: dict[str, int] = {}
    young: dict[str, datetime] = {}
    idle: list[str] = []
    for master, since in keyring.current().superseded():
        if wrapped := DataKey.objects.filter(master=master.id).count():
            busy[master.id] = wrapped
        elif since > until:
            young[master.id] = since + GRACE
        else:
            idle.append(master.id)
    if idle:
        _record("keys.masters_retired", by=by, masters=idle)
        keyring.remove(Path(settings.KEY_FILE), idle)
    return Retired(removed, tuple(idle), busy, young)


@transaction.atomic
def _record(verb: str, *, by: audit.Actor | None, **details: object) -> None:
    stamps.bump(RING)
    audit.record(verb, by=by, about=Stamp(pk=RING), **details)


def _rewrap(master: keyring.MasterKey) -> tuple[int, list[str]]:
    """Wrap every data key with this master key. How many it did, and whose it could not open."""
    done, stuck, after = 0, list[str](), 0
    while batch := _rewrap_batch(master, after):
        done += sum(went_well for _key, went_well in batch)
        stuck += [key.subject for key, went_well in batch if not went_well]
        after = batch[-1][0].pk
    return done, stuck


@transaction.atomic
def _rewrap_batch(master: keyring.MasterKey, after: int) -> list[tuple[DataKey, bool]]:
    waiting = DataKey.objects.exclude(master=master.id).filter(pk__gt=after).order_by("pk")
    return [(key, _rewrapped(key, master)) for key in waiting.select_for_update()[:BATCH]]


def _rewrapped(key: DataKey, master: keyring.MasterKey) -> bool:
    try:
        secret = datakeys.opened(key).secret
    except (datakeys.NoMasterError, envelope.BrokenError):
        return False
    key.wrapped = datakeys.wrap(secret, master=master, subject=key.subject)
    key.master = master.id
    key.save(update_fields=["wrapped", "master"])
    return True


def _renew(began: datetime) -> int:
    """Give every owner a new data key; what the old one sealed is sealed anew by the sweep that follows."""
    old = DataKey.objects.filter(replaced_at=None, made_at__lt=began)
    return sum(_renewed(pk) for pk in list(old.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _renewed(pk: int) -> bool:
    key = DataKey.objects.select_for_update().filter(pk=pk, replaced_at=None).first()
    if key is None:
        return False  # forgotten meanwhile
    key.replaced_at = timezone.now()
    key.save(update_fields=["replaced_at"])
    datakeys.make(key.subject)
    return True


def _sweep() -> _Sweep:
    """Seal anew whatever is not sealed with its owner's key of now."""
    sweep = _Sweep()
    for declared in sealed_fields():
        after: object = None
        while rows := _rows(declared, after):
            _sweep_rows(declared, rows, sweep)
            after = rows[-1].pk
    for purpose, keep in words.KEEPERS.items():
        keep(partial(_renewed_word, purpose, sweep))
    return sweep


def _rows(declared: SealedField, after: object) -> list[models.Model]:
    rows = declared.model._base_manager.exclude(**{declared.name: b""}).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.only("pk", declared.owner_column, declared.name)[:BATCH])


def _sweep_rows(declared: SealedField, rows: list[models.Model], sweep: _Sweep) -> None:
    owners = {declared.owner_of(row) for row in rows}
    keys = {key.subject: key for key in DataKey.objects.filter(subject__in=owners, replaced_at=None)}
    for row in rows:
        # Without a key she was forgotten: what is left of hers stays closed.
        if key := keys.get(declared.owner_of(row)):
            _sweep_row(declared, row, key, sweep)


def _sweep_row(declared: SealedField, row: models.Model, key: DataKey, sweep: _Sweep) -> None:
    sealed = bytes(getattr(row, declared.name))
    place = f"{subject_of(row)} {declared.name}"
    try:
        named = envelope.key_id_of(sealed)
    except envelope.BrokenError:
        sweep.unreadable.append(place)
        return
    if named == key.pk:
        return
    try:
        again = _sealed_again(declared, row, sealed, key)
    except (texts.SealError, datakeys.NoMasterError, envelope.BrokenError):
        sweep.unreadable.append(place)
        sweep.named.add(named)
        return
    # Only in the place of what we read: whoever wrote meanwhile sealed it herself.
    same = declared.model._base_manager.filter(pk=row.pk, **{declared.name: sealed})
    if same.update(**{declared.name: again}):
        sweep.resealed += 1
    else:
        sweep.named.add(named)


def _sealed_again(declared: SealedField, row: models.Model, sealed: bytes, key: DataKey) -> bytes:
    bound = texts.bound_to_place(row, declared.name, key.subject)
    content = texts.unseal_bytes(sealed, subject=key.subject, bound=bound)
    fresh = datakeys.opened(key)
    return envelope.close(content, secret=fresh.secret, key_id=fresh.id, bound=bound)


def _renewed_word(purpose: str, sweep: _Sweep, word: str) -> str:
    """The same secret, sealed with the key of now."""
    subject = words.subject_of_purpose(purpose)
    try:
        if words.is_sealed(word):
            named = envelope.key_id_of(words.sealed_bytes(word))
            if named == datakeys.in_use(subject).id:
                return word
            sweep.named.add(named)
        renewed = words.seal_word(words.unseal_word(word, purpose=purpose), purpose=purpose)
    except (texts.SealError, datakeys.NoMasterError, envelope.BrokenError):
        sweep.unreadable.append(subject)
        return word
    sweep.resealed += 1
    return renewed
