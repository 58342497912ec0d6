"""Who is in two groups that are asked the same in the same weeks. It looks at who was asked, never at answers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.measurement.actions.groups import people_of
from tegenstroom.measurement.figures import SAME_TIME_DAYS
from tegenstroom.measurement.models import Invitation, Measurement, Participant, Wave
from tegenstroom.measurement.models.plans import of
from tegenstroom.measurement.rules.gatherings import reach, shared

type Names = frozenset[tuple[str, object]]


def elsewhere_of(measurement: Measurement) -> dict[int, int]:
    """By round, how many who answered in it are asked the same, sooner or later, in a group planned before."""
    found = {}
    for wave in measurement.waves.in_order():
        here = _names(Invitation.objects.filter(wave=wave, done=True))
        earlier = list(beside(wave).filter(measurement__lt=measurement.pk)) if here else []
        if earlier:
            there = [*_names(Invitation.objects.filter(wave__in=earlier)), *_expected(earlier)]
            found[wave.pk] = shared(here, {name for names in there for name in names})
    return found


def beside(wave: Wave) -> QuerySet[Wave]:
    """Rounds in which other groups are asked the same at the same time: also when either was moved afterwards."""
    days = [(wave.opens_on, wave.closes_on), *wave.past_days.values_list("opens_on", "closes_on")]
    margin = int(SAME_TIME_DAYS.on(timezone.localdate()))
    near = Q()
    for first, last in days:
        begins, ends = reach(first, last, margin=margin)
        near |= Q(opens_on__lt=begins, closes_on__gt=ends)
        near |= Q(past_days__opens_on__lt=begins, past_days__closes_on__gt=ends)
    version = wave.measurement.version_id
    others = Wave.objects.filter(measurement__version__instrument__versions=version)
    found = others.exclude(measurement=wave.measurement_id).filter(near).values("pk")
    return Wave.objects.filter(pk__in=found).select_related(*of("measurement"))


def _names(asked: QuerySet[Invitation]) -> list[Names]:
    return [_names_of(row.participant) for row in asked.select_related("participant__person")]


def _expected(waves: Iterable[Wave]) -> list[Names]:
    """Who may still be asked, in groups of which a round is not over."""
    today = timezone.localdate()
    running = [wave.measurement for wave in waves if wave.closes_on >= today]
    found: list[Names] = []
    for measurement in {each.pk: each for each in running if each.ended_at is None}.values():
        found += [_names_of(row) for row in measurement.participants.select_related("person")]
        found += [_names_of(person) for person in people_of(measurement.of, before=True)]
    return found


def _names_of(who: Participant | Person) -> Names:
    """How someone can be found again: a guest of one group may have an account in the other."""
    found: Iterable[tuple[str, object]] = [
        ("account", who.person_id if isinstance(who, Participant) else who.pk),
        ("name", who.name.casefold()),
        ("mail", who.email),
    ]
    return frozenset((kind, value) for kind, value in found if value)
