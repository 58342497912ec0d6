"""What tests of other apps need of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier, Thread

from django.db import connection

from tegenstroom.base import delivery
from tegenstroom.base.models import Letter


@dataclass(frozen=True)
class Someone:
    """A recipient and an actor for tests of base, which knows no people."""

    pk: int | None = 7
    name: str = "Ann Peeters"
    short_name: str = "Annie"
    email: str | None = "ann@example.org"
    address: str = "Kerkstraat 1\n2000 Antwerpen"
    language: str = "nl"
    reached_by: str = "mail"


def deliver_all() -> int:
    """Do what the worker would: try every letter that is due. How many were tried."""
    due = list(Letter.objects.due().order_by("pk").values_list("pk", flat=True))
    for letter_id in due:
        delivery.try_once(letter_id)
    return len(due)


def letters_to(email: str) -> list[Letter]:
    """Letters for this address, oldest first."""
    return list(Letter.objects.filter(to_email=email).order_by("pk"))


def together(*works: Callable[[], object]) -> list[str]:
    """Start all at once; the names of the errors that came out."""
    start, errors = Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except Exception as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
