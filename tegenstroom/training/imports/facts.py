"""What the network knows of the people, organisations and editions in a file, in a few queries a batch."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.training.imports.lines import Line, folded
from tegenstroom.training.imports.rules import Edition as EditionFacts
from tegenstroom.training.imports.rules import World
from tegenstroom.training.models import Edition, Enrolment, Price
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import ACTIVE, SEATED, EnrolmentState, closed_because

# Well below the number of parameters that an SQLite query may have.
BATCH = 500


def world_of(lines: Sequence[Line]) -> World:
    """Everything that deciding on these lines may need."""
    world = World()
    _houses(world)
    _people_by_email(world, lines)
    _people_without_email(world, lines)
    _members(world, lines)
    _editions(world, {line.edition for line in lines if line.edition > 0})
    return world


def _houses(world: World) -> None:
    rows = Organisation.objects.values_list("pk", "name", "enterprise_number")
    world.houses = {pk: (name, number or "") for pk, name, number in rows}


def _people_by_email(world: World, lines: Sequence[Line]) -> None:
    for emails in _batches(line.email for line in lines):
        _add_people(world, Person.objects.filter(email__in=emails))


def _people_without_email(world: World, lines: Sequence[Line]) -> None:
    for postcodes in _batches(line.postcode for line in lines if not line.email):
        _add_people(world, Person.objects.filter(postcode__in=postcodes))


def _add_people(world: World, people: QuerySet[Person]) -> None:
    for pk, email, given, family, postcode in people.values_list(
        "pk", "email", "given_name", "family_name", "postcode"
    ):
        world.people[pk] = (f"{given} {family}".strip(), postcode)
        if email:
            world.emails[email] = pk


def _members(world: World, lines: Sequence[Line]) -> None:
    """People of the houses in the file, so that a name with a house is recognised."""
    names = {folded(line.organisation) for line in lines if line.organisation}
    numbers = {line.enterprise_number for line in lines if line.enterprise_number}
    meant = (pk for pk, (name, number) in world.houses.items() if folded(name) in names or number in numbers)
    for houses in _batches(meant):
        current = Membership.objects.current().filter(organisation__in=houses)
        _add_people(world, Person.objects.filter(pk__in=current.values("person")))
        world.members.update(current.values_list("person", "organisation"))


def _editions(world: World, wanted: Iterable[int]) -> None:
    for numbers in _batches(wanted):
        editions = Edition.objects.filter(pk__in=numbers).select_related("version")
        kinds: dict[int, set[str]] = {}
        for number, kind in Price.objects.filter(edition__in=numbers).values_list("edition", "kind"):
            kinds.setdefault(number, set()).add(kind)
        taken = _enrolments(world, numbers)
        for edition in editions:
            seats, waiting = taken.get(edition.pk, (set(), 0))
            world.editions[edition.pk] = EditionFacts(
                title=edition.version.title,
                maximum=edition.maximum,
                taken=frozenset(seats),
                waiting=waiting,
                closed=_closed(edition),
                kinds=frozenset(kinds.get(edition.pk, ())),
            )


def _enrolments(world: World, numbers: Sequence[int]) -> dict[int, tuple[set[int], int]]:
    """Fill in who is or was in these editions; seats taken and number waiting of each."""
    taken: dict[int, tuple[set[int], int]] = {}
    rows = Enrolment.objects.filter(edition__in=numbers).values_list("person", "edition", "state", "seat")
    for person, edition, state, seat in rows:
        seats, waiting = taken.get(edition, (set(), 0))
        if state in SEATED and seat is not None:
            seats.add(seat)
        taken[edition] = (seats, waiting + (state == EnrolmentState.WAITING))
        (world.enrolled if state in ACTIVE else world.ended).add((person, edition))
    return taken


def _closed(edition: Edition) -> str:
    return (
        closed_because(
            EditionState(edition.state),
            starts_on=edition.starts_on,
            enrol_until=edition.enrol_until,
            today=timezone.localdate(),
        )
        or ""
    )


def _batches[T: (int, str)](values: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Distinct values that say something, in batches."""
    return batched(sorted({value for value in values if value}), BATCH, strict=False)
