"""`tegenstroom rotate-keys`: other keys for what is sealed, while the system runs. Stopped half-way, repeat it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tegenstroom.base import keyring, sealing


class Command(BaseCommand):
    """Makes the first key file, adds a master key, gives everybody a new data key, or takes old keys away."""

    help = (
        "Add a master key to the key file and wrap every data key with it. --fresh also seals everything anew; "
        "--retire takes away what is no longer needed, from an hour later on."
    )
    # Without a key file the checks fail, and this is what makes one.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--first", action="store_true", help="make the key file of a new installation")
        only.add_argument("--fresh", action="store_true", help="also a new data key for every owner")
        only.add_argument("--retire", action="store_true", help="add nothing; take old keys away")

    def handle(self, *args: Any, first: bool, fresh: bool, retire: bool, **options: Any) -> None:
        try:
            if first:
                self._first()
            elif retire:
                self._retire()
            else:
                self._rotate(fresh=fresh)
        except keyring.KeyFileError as error:
            raise CommandError(str(error)) from error

    def _first(self) -> None:
        if sealing.masters_in_use():
            raise CommandError("The database holds keys that another key file wraps: restore that file.")
        if not keyring.make(settings.KEY_FILE):
            raise CommandError(f"{settings.KEY_FILE} is there already.")
        self.stdout.write(f"{settings.KEY_FILE} is made. Keep a copy apart from the backups of the database.")

    def _rotate(self, *, fresh: bool) -> None:
        done = sealing.rotate(by=None, fresh=fresh)
        self.stdout.write(f"Master key {done.master} is added to {settings.KEY_FILE}: copy that file now.")
        self.stdout.write(f"{done.rewrapped} data keys wrapped with it.")
        self.stdout.write(f"{done.renewed} data keys made anew, {done.resealed} values sealed anew.")
        if done.unreadable:
            listed = "\n".join(f"  {place}" for place in done.unreadable)
            raise CommandError(f"{len(done.unreadable)} could not be opened, and stay as they are:\n{listed}")

    def _retire(self) -> None:
        done = sealing.retire(by=None)
        self.stdout.write(f"{done.data_keys} data keys and {len(done.masters)} master keys taken away.")
        for line in _what_stays(done):
            self.stdout.write(line)
        if done.busy:
            raise CommandError(
                "Master keys that are still in use stay. Run `tegenstroom rotate-keys` and try again."
            )


def _what_stays(done: sealing.Retired) -> Iterator[str]:
    for key, count in done.busy.items():
        yield f"Master key {key} still wraps {count} data keys."
    for key, moment in done.young.items():
        yield f"Master key {key} can go from {timezone.localtime(moment):%Y-%m-%d %H:%M} on."
