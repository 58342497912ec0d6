"""What must happen inside the server's own database: each answer is one line of JSON.

python -m tests.concurrency.inside prepare 20
"""

import json
import sys
from typing import Any

import django

django.setup()

# The models can only be imported once Django stands.
# ruff: noqa: E402
from django.db import connection

from tegenstroom.accounts.actions import find_or_add_person
from tegenstroom.base.models import Letter
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.tests.factories import EditionFactory


def prepare(maximum: str) -> int:
    """Make one edition of so many places; gives its id."""
    return EditionFactory(maximum=int(maximum)).pk


def know(count: str) -> None:
    """Make the people of this test beforehand: who is known writes nothing before her place is decided."""
    for number in range(int(count)):
        find_or_add_person(given_name=f"Cliënt {number}", email=f"client{number}@example.org")


def forget_the_seats() -> None:
    """Take away what else would stop two people on one chair: the constraint in the database."""
    constraint = next(rule for rule in Enrolment._meta.constraints if rule.name == "a_seat_is_held_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Enrolment, constraint)


def enrolments(edition: str) -> list[dict[str, Any]]:
    """All enrolments in the order in which they were queued, with the number that the letter told."""
    letters = dict(Letter.objects.filter(kind="enrolment.waiting").values_list("about", "body"))
    rows = Edition.objects.get(pk=edition).enrolments.order_by("queued_at", "pk").select_related("person")
    return [
        {
            "pk": row.pk,
            "email": row.person.email,
            "state": row.state,
            "seat": row.seat,
            "told": _number_in(letters.get(f"training.enrolment:{row.pk}", "")),
            "steps": row.steps.count(),
        }
        for row in rows
    ]


def _number_in(body: str) -> int | None:
    _before, found, after = body.partition("als nummer ")
    return int(after.partition(".")[0]) if found else None


if __name__ == "__main__":
    verbs = {verb.__name__: verb for verb in (prepare, know, forget_the_seats, enrolments)}
    json.dump(verbs[sys.argv[1]](*sys.argv[2:]), sys.stdout)
