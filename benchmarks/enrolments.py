"""Enrolments a second through the same verb as the form, by several processes at once.

python -m benchmarks.enrolments FIRST COUNT     enrol COUNT new people, numbered from FIRST; prints seconds
"""

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from tegenstroom.accounts.models import Person
from tegenstroom.training.actions.enrolment import enrol
from tegenstroom.training.models import Edition, Price


def main(first: int, count: int) -> float:
    """Seconds that `count` enrolments took, letters queued and audit rows written."""
    editions = list(Edition.objects.public().to_come()[:20])
    people = [
        Person.objects.create(given_name=f"Nieuw{number}", email=f"nieuw{number}@example.org")
        for number in range(first, first + count)
    ]
    start = time.perf_counter()
    for number, person in enumerate(people):
        enrol(edition=editions[number % len(editions)], person=person, kind=Price.Kind.PROFESSIONAL, by=person)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(main(int(sys.argv[1]), int(sys.argv[2])))
