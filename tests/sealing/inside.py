"""What the processes of `test_at_once.py` do, each in an interpreter of its own; answers are one line of JSON.

python -m tests.sealing.inside write 0 3
"""

import json
import random
import sys
import time
from io import StringIO

import django

django.setup()

# The models can only be imported once Django stands.
# ruff: noqa: E402
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import audit, keyring, sealing
from tegenstroom.base.models import DataKey
from tegenstroom.base.sealing import rotation, seal, unseal
from tegenstroom.billing.models import BankAccount
from tests.sealing.rows import account

# So many accounts for each writer.
EACH = 6


def prepare(writers: str) -> None:
    """Make the keys and the accounts of all writers."""
    call_command("rotate_keys", first=True, stdout=StringIO())
    for number in range(int(writers) * EACH):
        _newcomer(number % int(writers))


def _newcomer(writer: object) -> Person:
    # Without an address: those of the factory are numbered in each process from the start.
    person = PersonFactory(family_name=f"writer {writer}", email=None)
    account(person, iban="start", holder="start")
    return person


def write(writer: str, seconds: str) -> dict[str, list[str]]:
    """Change our accounts for a while, and add new ones; by person what we wrote last and is committed."""
    ours = list(Person.objects.filter(family_name=f"writer {writer}").order_by("pk"))
    last = {str(person.pk): ["start", "start"] for person in ours}
    end, count = time.monotonic() + float(seconds), 0
    while time.monotonic() < end:
        count += 1
        if count % 20 == 0:
            ours.append(_newcomer(writer))
            last[str(ours[-1].pk)] = ["start", "start"]
        person = random.choice(ours)
        last[str(person.pk)] = _change(person, f"{writer}-{count}", last[str(person.pk)])
    return last


def _change(person: Person, text: str, before: list[str]) -> list[str]:
    """One field anew; the other goes back as it was read, as a form does that holds a row for a moment."""
    row = BankAccount.objects.get(pk=person.pk)
    assert [_text(row, field) for field in ("sealed_iban", "sealed_holder")] == before
    time.sleep(random.random() / 200)
    with transaction.atomic():
        row.sealed_iban = seal(text, row=row, field="sealed_iban", owner=person)
        row.save()
    return [text, before[1]]


def rotate(seconds: str) -> int:
    """Change all keys again and again; how often."""
    print("begun", file=sys.stderr, flush=True)  # noqa: T201
    end, count = time.monotonic() + float(seconds), 0
    while time.monotonic() < end:
        done = sealing.rotate(by=None, fresh=True)
        assert done.unreadable == ()
        sealing.retire(by=None)
        count += 1
    return count


def finish() -> dict[str, object]:
    """Change keys once more, take the old ones away as if hours had passed, and tell what is left."""
    done = sealing.rotate(by=None, fresh=True)
    sealing.retire(by=None, now=timezone.now() + 2 * rotation.GRACE)
    rows = BankAccount.objects.select_related("person")
    return {
        "texts": {str(row.pk): [_text(row, "sealed_iban"), _text(row, "sealed_holder")] for row in rows},
        "unreadable": done.unreadable,
        "data_keys": DataKey.objects.count(),
        "masters": len(keyring.current().keys),
        "broken_audit": audit.first_broken_row(),
    }


def _text(row: BankAccount, field: str) -> str:
    return unseal(getattr(row, field), row=row, field=field, owner=row.person)


if __name__ == "__main__":
    verbs = {verb.__name__: verb for verb in (prepare, write, rotate, finish)}
    json.dump(verbs[sys.argv[1]](*sys.argv[2:]), sys.stdout)
