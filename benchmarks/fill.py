"""Fills an empty database with so many editions and prints, as JSON, where to look and who is logged in.

python -m benchmarks.fill 10000
"""

import json
import os
import sys
from datetime import timedelta
from itertools import batched, product

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH
from django.utils import timezone
from django.utils.crypto import get_random_string

from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import COACH, COORDINATOR, TRAINER, Role
from tegenstroom.base.sessions import SessionStore
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.library.models import Theme
from tegenstroom.organisations.models import Place
from tegenstroom.training.models import (
    CoachDay,
    Edition,
    Enrolment,
    Module,
    ModulePart,
    ModuleVersion,
    Price,
    Session,
    TandemMember,
)
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState

MODULES, PLACES, PARTICIPANTS = 5, 40, 12
# Editions with people in them: enough for every page that is measured.
LIVELY = 60


def prepare() -> None:
    """Tables, numbers, questions, files."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_figures", verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)


def person(name: str, *roles: Role) -> Person:
    found = Person.objects.create(given_name=name, family_name="Voorbeeld", email=f"{name.lower()}@example.org")
    RoleGrant.objects.bulk_create(RoleGrant(person=found, role=role.key) for role in roles)
    return found


def versions() -> list[ModuleVersion]:
    """Modules as long as real ones."""
    made = []
    for number in range(MODULES):
        module = Module.objects.create(slug=f"module-{number}")
        version = ModuleVersion.objects.create(
            module=module,
            number=1,
            title=f"Krachtgericht werken {number}",
            summary="Je leert zien wat iemand kan, samen met mensen die het zelf meemaakten.",
            description="We werken in kleine groepen, met **eigen ervaring** en met oefeningen.\n\n" * 3,
            aims="Je ziet krachten voor je problemen ziet\nJe laat de groep zelf beslissen\nJe durft te vragen",
            published_at=timezone.now(),
        )
        version.themes.add(Theme.objects.create(slug=f"thema-{number}", name=f"Thema {number}"))
        for order in (1, 2):
            ModulePart.objects.create(version=version, order=order, title=f"Deel {order}", content="Luisteren.")
        made.append(version)
    return made


def editions(number: int) -> list[Edition]:
    """Four in five to come, a few a day; the rest past."""
    today = timezone.localdate()
    homes = Place.objects.bulk_create(
        Place(name=f"Zaal {n}", street="Voorbeeldstraat 1", postcode="2000", municipality=f"Gemeente {n}")
        for n in range(PLACES)
    )
    taught = versions()
    rows = []
    for index in range(number):
        past = index % 5 == 4
        starts = today + timedelta(days=-30 - index // 20 if past else 10 + index // 20)
        rows.append(
            Edition(
                version=taught[index % MODULES],
                place=homes[index % PLACES],
                state=EditionState.CLOSED if past else EditionState.OPEN,
                starts_on=starts,
                ends_on=starts + timedelta(days=14),
            )
        )
    made = [
        edition for batch in batched(rows, 1000, strict=False) for edition in Edition.objects.bulk_create(batch)
    ]
    for batch in batched(made, 1000, strict=False):
        _complete(batch)
    return made


def _complete(batch: tuple[Edition, ...]) -> None:
    morning = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
    today = timezone.localdate()
    Session.objects.bulk_create(
        Session(edition=edition, starts_at=start, ends_at=start + timedelta(hours=7))
        for edition in batch
        for start in (morning + (day - today) for day in (edition.starts_on, edition.ends_on) if day)
    )
    kinds = ((Price.Kind.PROFESSIONAL, 240), (Price.Kind.VOLUNTEER, 60), (Price.Kind.LIVED, 0))
    Price.objects.bulk_create(
        Price(edition=edition, kind=kind, amount=amount) for edition, (kind, amount) in product(batch, kinds)
    )


def people(made: list[Edition]) -> tuple[Person, Person]:
    """A tandem and participants in the first editions; gives the coordinator and a participant."""
    coordinator, trainer = person("Els", COORDINATOR), person("Tom", TRAINER)
    tandem = [(trainer, "trainer"), (person("Rosa", COACH), "coach"), (person("Ali", COACH), "coach")]
    participants = [person(f"Deelnemer{number}") for number in range(PARTICIPANTS)]
    lively = [edition for edition in made if edition.state == EditionState.OPEN][:LIVELY]
    TandemMember.objects.bulk_create(
        TandemMember(edition=edition, person=member, part=part, answer="yes")
        for edition, (member, part) in product(lively, tandem)
    )
    _give(lively)
    Enrolment.objects.bulk_create(
        Enrolment(edition=edition, person=each, kind="professional", state=EnrolmentState.PLACED, seat=seat)
        for edition in lively
        for seat, each in enumerate(participants[:8], start=1)
    )
    # One person is in three editions, as people are; the rest of hers would be a page of sixty.
    mine = [edition.pk for edition in lively[:3]]
    Enrolment.objects.filter(person=participants[0]).exclude(edition__in=mine).delete()
    return coordinator, participants[0]


def _give(lively: list[Edition]) -> None:
    """The coaches said yes to every day."""
    coaches = TandemMember.objects.filter(edition__in=lively, part="coach").select_related("person")
    days = [(member, session) for member in coaches for session in member.edition.sessions.all()]
    asked = Assignment.objects.bulk_create(
        Assignment(
            coach=member.person,
            title="Een dag",
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            state=State.YES,
        )
        for member, session in days
    )
    CoachDay.objects.bulk_create(
        CoachDay(member=member, session=session, assignment=row)
        for (member, session), row in zip(days, asked, strict=True)
    )


def cookie(who: Person) -> str:
    """A logged-in session."""
    session = SessionStore()
    session[SESSION_KEY] = str(who.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = who.get_session_auth_hash()
    session.save()
    # Who logged in posted a form, so she has the secret of forms too.
    secret = get_random_string(CSRF_SECRET_LENGTH, CSRF_ALLOWED_CHARS)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={secret}"


def main(number: int) -> None:
    prepare()
    made = editions(number)
    coordinator, participant = people(made)
    edition = next(edition for edition in made if edition.state == EditionState.OPEN)
    print(
        json.dumps(
            {
                "edition": edition.pk,
                "module": edition.version.module.slug,
                "coordinator": cookie(coordinator),
                "participant": cookie(participant),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
