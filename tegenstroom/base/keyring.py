"""The file of master keys. Each wraps the data keys that stand in the database; the newest wraps from now on.

The file is JSON, readable by its owner alone, and replaced as a whole: a reader sees the old ring or the new one.
"""

import fcntl
import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = 1
BITS = 256


class KeyFileError(Exception):
    """The key file is absent or cannot be read; the message is a sentence for the administrator."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One master key. Its id stands beside every data key that it wraps."""

    id: str
    made_at: datetime
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Master keys, oldest first; never empty."""

    keys: tuple[MasterKey, ...]

    @property
    def newest(self) -> MasterKey:
        """The one that wraps from now on."""
        return self.keys[-1]

    def get(self, key_id: str) -> MasterKey | None:
        """The key with this id, None when the ring lacks it."""
        return next((key for key in self.keys if key.id == key_id), None)

    def superseded(self) -> Iterator[tuple[MasterKey, datetime]]:
        """The older keys, each with the moment since which a newer one does its work."""
        for key, after in zip(self.keys, self.keys[1:], strict=False):
            yield key, after.made_at


type _Print = tuple[Path, int, int, int]
# What this process read last. One assignment, so that threads see all of it or nothing.
_seen: tuple[_Print, KeyRing] | None = None


def current() -> KeyRing:
    """The ring as it stands on disk; read anew when the file changed. Raises KeyFileError."""
    global _seen  # noqa: PLW0603  one cache a process
    path = Path(settings.KEY_FILE)
    try:
        facts = path.stat()
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error.strerror}.") from error
    seen = (path, facts.st_ino, facts.st_mtime_ns, facts.st_size)
    if _seen is None or _seen[0] != seen:
        _seen = (seen, read(path))
    return _seen[1]


def find(key_id: str) -> MasterKey | None:
    """The master key with this id, None when it is on no ring of ours. Raises KeyFileError."""
    # A file system may give a new file the print of the old one: an unknown id is worth a second look.
    return current().get(key_id) or read(Path(settings.KEY_FILE)).get(key_id)


def read(path: Path) -> KeyRing:
    """The ring in this file. Raises KeyFileError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        keys = tuple(_key(entry) for entry in content["keys"])
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise KeyFileError(f"The key file {path} is not a ring of keys; restore it from its backup.") from error
    if content.get("version") != VERSION or not keys or len({key.id for key in keys}) < len(keys):
        raise KeyFileError(f"The key file {path} is empty, doubled or of another version.")
    return KeyRing(keys)


def make(path: Path) -> bool:
    """Write a ring with one key, readable by us alone, where no file stands. True when it was made."""
    with _alone(path):
        if path.exists():
            return False
        _write(path, (_new_key(),))
        return True


def add(path: Path) -> MasterKey:
    """Put a new master key on the ring: on disk before anything is wrapped with it. Raises KeyFileError."""
    with _alone(path):
        key = _new_key()
        _write(path, (*read(path).keys, key))
        return key


def remove(path: Path, ids: Collection[str]) -> None:
    """Take these keys off the ring. Raises KeyFileError, and ValueError when the newest is among them."""
    with _alone(path):
        ring = read(path)
        if ring.newest.id in ids:
            raise ValueError("the newest key stays")
        _write(path, tuple(key for key in ring.keys if key.id not in ids))


def is_private(path: Path) -> bool:
    """True when only the owner may write the file, and nobody outside its group may read it."""
    return not path.stat().st_mode & (stat.S_IWGRP | stat.S_IRWXO)


def _new_key() -> MasterKey:
    now = datetime.now(UTC)
    return MasterKey(f"{now:%Y-%m-%d}-{secrets.token_hex(4)}", now, AESGCM.generate_key(BITS))


def _key(entry: dict[str, str]) -> MasterKey:
    key = MasterKey(entry["id"], datetime.fromisoformat(entry["made_at"]), b64decode(entry["key"], validate=True))
    if len(key.secret) * 8 != BITS or key.made_at.tzinfo is None:
        raise ValueError(key.id)
    return key


def _write(path: Path, keys: tuple[MasterKey, ...]) -> None:
    """Replace the file as a whole, with the owner and the rights that it had."""
    path = path.resolve()
    entries = [
        {"id": key.id, "made_at": key.made_at.isoformat(), "key": b64encode(key.secret).decode()} for key in keys
    ]
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
            if path.exists():
                was = path.stat()
                os.fchown(handle.fileno(), was.st_uid, was.st_gid)
                os.fchmod(handle.fileno(), stat.S_IMODE(was.st_mode))
            json.dump({"version": VERSION, "keys": entries}, handle, indent=1)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise KeyFileError(f"The key file {path} cannot be written: {error.strerror}.") from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two rotations at once must not write over each other's key."""
    path = path.resolve()
    try:
        descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise KeyFileError(f"The folder of the key file {path} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
