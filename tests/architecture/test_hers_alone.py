"""What a coach keeps to herself stands on no page of anyone else, whatever its address.

Her list, her themes, her papers and her bank account bear words that stand nowhere else. Every role opens each
page that it reaches, for her own things and for another's, and none of them may read those words. Papers, tables
and data files are unpacked first.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import accounts
from tegenstroom.coaches.actions import benefits, dependencies, profiles
from tegenstroom.coaches.models import AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.tests.factories import ProfileFactory
from tests.architecture.access import ALL, TABLE
from tests.architecture.test_access_matrix import url_of
from tests.support.depth import only_thorough
from tests.support.reading import words_of
from tests.support.world import ROLES, VISITOR, World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IBAN = "BE68539007547034"
# The last four are what the desk is shown of an account.
HERS = ("Geheimhuyse", "Zwijgzaemens", "Stilgehouden", IBAN, "5390 0754", "53900754")
UNTIL = ("2 februari 2099", "2 feb 2099", "2099-02-02")
OTHER_COACH = "another coach"
OTHERS = [*(role for role in ROLES if role != COACH.key), OTHER_COACH]
# Who stand nearest to her, and may never know: looked at each time.
NEAREST = {COORDINATOR.key, TRAINER.key, OTHER_COACH}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One network in which the coach of the world keeps a secret of each kind."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        she = made.people[COACH.key]
        for line in (Depended(Kind.SERVICE, "Dienst Geheimhuyse"), Depended(Kind.PERSON, "Zita Zwijgzaemens")):
            dependencies.add(coach=she, depended=line, by=she)
        AvoidedTheme.objects.create(coach=she, slug="stilgehouden", name="Stilgehouden")
        profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=she), most=0, by=she)
        benefits.answer(coach=she, state=CheckState.IN_ORDER, until=date(2099, 2, 2), by=she)
        accounts.keep(person=she, iban=IBAN, holder=she.name, by=she)
        made.people[OTHER_COACH] = ProfileFactory(person=PersonFactory(roles=[COACH])).person
        yield made
        transaction.set_rollback(True)


def pages(world: World, role: str) -> Iterator[tuple[str, str]]:
    """Each page that this role reaches, by address."""
    reached = COACH.key if role == OTHER_COACH else role
    person: Person | None = world.people.get(role)
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for address in TABLE:
        reach = address.reach.get(reached)
        for own in (True, False):
            if reach is None or (reach is not ALL and not own):
                continue
            url = url_of(address, world, reached, own=own)
            with transaction.atomic():
                response = client.get(url)
                transaction.set_rollback(True)
            if response.status_code == 200:
                yield url, words_of(b"".join(response))


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in NEAREST else only_thorough) for role in OTHERS]
)
def test_nobody_else_reads_what_is_hers_alone(world: World, role: str) -> None:
    hidden = HERS if role == COORDINATOR.key else (*HERS, *UNTIL)
    told = [f"{url}: {words}" for url, page in pages(world, role) for words in hidden if words in page]
    assert told == []


def test_she_reads_it_herself(world: World) -> None:
    """The negative control: the words do stand on her own pages, so that finding none elsewhere says something."""
    read = "".join(page for _url, page in pages(world, COACH.key))
    assert [
        words for words in ("Geheimhuyse", "Zwijgzaemens", "Stilgehouden", UNTIL[0]) if words not in read
    ] == []


def test_her_own_paper_is_read_through_its_packing(world: World) -> None:
    """The negative control of files: her name is in the paper of her money, and not to be found in its bytes."""
    she, client = world.people[COACH.key], Client()
    client.force_login(she, backend=settings.AUTHENTICATION_BACKENDS[-1])
    paper = client.get(reverse("coaches:money_paper", args=[timezone.localdate().year])).content
    assert she.name not in paper.decode(errors="ignore")
    assert she.name in words_of(paper)


def test_a_visitor_reads_pages_at_all(world: World) -> None:
    assert len(list(pages(world, VISITOR))) > 5
