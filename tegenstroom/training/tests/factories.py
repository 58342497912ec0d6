"""Modules, editions and enrolments for tests: `EditionFactory()` is open, with two days to come."""

from datetime import timedelta

import factory
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.organisations.tests.factories import PlaceFactory
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


class ModuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Module

    slug = factory.Sequence(lambda n: f"module-{n}")


class ModuleVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ModuleVersion
        skip_postgeneration_save = True

    module = factory.SubFactory(ModuleFactory)
    number = 1
    title = factory.Sequence(lambda n: f"Module {n}")
    summary = "Een vorming in twee dagen."
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def parts(self, create: bool, extracted: int | None) -> None:
        """`parts=3` makes three parts; two by default."""
        for order in range(1, (2 if extracted is None else extracted) + 1):
            ModulePart.objects.create(version=self, order=order, title=f"Deel {order}")


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition
        skip_postgeneration_save = True

    version = factory.SubFactory(ModuleVersionFactory)
    place = factory.SubFactory(PlaceFactory)
    state = EditionState.OPEN
    minimum = 1
    maximum = 16

    @factory.post_generation
    def days(self, create: bool, extracted: tuple[int, ...] | None) -> None:
        """`days=(30, 44)`: sessions that many days from today, 9.30 to 16.30 h; `days=()` makes none."""
        today = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
        parts = list(self.version.parts.all())
        for index, offset in enumerate((30, 44) if extracted is None else extracted):
            start = today + timedelta(days=offset)
            Session.objects.create(
                edition=self,
                part=parts[index] if index < len(parts) else None,
                starts_at=start,
                ends_at=start + timedelta(hours=7),
            )
        days = sorted(timezone.localdate(session.starts_at) for session in self.sessions.all())
        if days:
            self.starts_on, self.ends_on = days[0], days[-1]
            self.save(update_fields=["starts_on", "ends_on"])

    @factory.post_generation
    def tandem_says(self, create: bool, extracted: str | None) -> None:
        """`tandem_says="yes"`: one trainer and two coaches with that answer, for every day."""
        if extracted:
            trainer = PersonFactory(roles=[TRAINER])
            TandemMember.objects.create(edition=self, person=trainer, part="trainer", answer=extracted)
            for _number in range(2):
                gives(self, coach(), answer=extracted)


def gives(edition: Edition, who: Person, *, answer: str = "yes", heavy: bool = False) -> TandemMember:
    """A coach who is asked for every day of an edition and answered so; rows only, no letters and no money."""
    member = TandemMember.objects.create(edition=edition, person=who, part="coach", answer=answer)
    tie(member, heavy=heavy)
    return member


def tie(member: TandemMember, *, heavy: bool = False) -> None:
    """Give a coach of an edition an assignment for each of its days, with the answer that she gave."""
    edition = member.edition
    for session in edition.sessions.all():
        asked = AssignmentFactory(
            coach=member.person,
            title=edition.version.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            place=edition.place,
            is_heavy=heavy,
            state=member.answer,
        )
        CoachDay.objects.create(member=member, session=session, assignment=asked)


class PriceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Price

    edition = factory.SubFactory(EditionFactory)
    kind = Price.Kind.PROFESSIONAL
    amount = 240


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PersonFactory)
    kind = Price.Kind.PROFESSIONAL
    state = EnrolmentState.PLACED
    seat = factory.LazyAttribute(
        lambda o: (
            o.edition.enrolments.seated().count() + 1
            if o.state in {EnrolmentState.PLACED, EnrolmentState.OFFERED}
            else None
        )
    )
