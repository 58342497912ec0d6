"""Plainly invented coaches: with a profile and a signed agreement, and numbers of the law for any year."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Figure
from tegenstroom.coaches.actions import stories
from tegenstroom.coaches.models import Agreement, AgreementText, Assignment, CoachProfile, Consent, Story, Wording
from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.stories import Read, Use

ZONE = timezone.get_default_timezone()


class ProfileFactory(factory.django.DjangoModelFactory):
    """A coach who signed nothing yet."""

    class Meta:
        model = CoachProfile

    person = factory.SubFactory(PersonFactory, roles=[COACH])


class AgreementTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementText
        django_get_or_create = ("terms", "number")

    terms = Terms.VOLUNTEER
    number = 1
    aim = "Samen leren."
    legal_form = "Een vzw."
    insurance = "Je bent verzekerd."
    reimbursement = "Je krijgt een vergoeding."
    discretion = "Wat je hoort, blijft onder ons."
    published_at = factory.LazyFunction(timezone.now)


class AgreementFactory(factory.django.DjangoModelFactory):
    """Signed long ago, running still."""

    class Meta:
        model = Agreement

    text = factory.SubFactory(AgreementTextFactory)
    signed_on = date(2004, 9, 1)


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A row as it is, without letter or allowance; `days=3` is three days from now, 9.30 to 16.30 h."""

    class Meta:
        model = Assignment

    class Params:
        days = 30
        day = factory.LazyAttribute(lambda row: timezone.localdate() + timedelta(days=row.days))

    kind = Kind.TRAINING
    title = factory.Sequence(lambda n: f"Vorming {n}")
    starts_at = factory.LazyAttribute(lambda row: at(row.day, 9, 30))
    ends_at = factory.LazyAttribute(lambda row: at(row.day, 16, 30))


def coach(**profile: Any) -> Person:
    """A coach who may be asked: role, profile and a running agreement."""
    person: Person = ProfileFactory(**profile).person
    AgreementFactory(coach=person, text__terms=profile.get("terms", Terms.VOLUNTEER))
    return person


def story(
    of: Person | None = None, *, title: str = "De brieven", text: str = "Ik deed ze niet meer open."
) -> Story:
    """Something that she told, with words."""
    who = of or coach()
    begun = stories.begin(coach=who, title=title, key=uuid4(), by=who)
    return stories.change(story=begun, text=text, by=who)


def an_older_yes(told: Story) -> Consent:
    """A yes to the first wording, which was to every group that she helps give."""
    wording = Wording.objects.filter(use=Use.THIS_GROUP, language="nl").earliest("valid_from")
    until = timezone.localdate() + timedelta(days=300)
    return Consent.objects.create(story=told, use=Use.THIS_GROUP, wording=wording, read=Read.HERSELF, until=until)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment here."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def know(year: int, *, day: str = "44.02", in_a_year: str = "1760.83", car: str = "0.4449") -> None:
    """Enter the ceilings and km rates of a year, where they are not known: the days of a test may fall in any."""
    january, july = date(year, 1, 1), date(year, 7, 1)
    quarters = [("coaches.car_by_quarter", date(year, month, 1), car) for month in (1, 4, 7, 10)]
    of_july = [("coaches.car_by_year", july, car), ("coaches.car_yearly", july, "1")]
    of_the_year = [
        ("coaches.day_ceiling", january, day),
        ("coaches.year_ceiling", january, in_a_year),
        ("coaches.bicycle", january, "0.37"),
    ]
    for key, since, value in (*of_the_year, *quarters, *of_july):
        filled = {"value": Decimal(value), "source": "een test"}
        Figure.objects.get_or_create(key=key, valid_from=since, defaults=filled)
