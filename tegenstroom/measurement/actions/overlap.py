"""Who is in two groups that are asked the same in the same weeks. It looks at who was asked, never at answers."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.measurement.figures import SAME_TIME_DAYS
from tegenstroom.measurement.models import Invitation, Measurement, Participant, Wave
from tegenstroom.measurement.rules.gatherings import shared

type Names = frozenset[tuple[str, object]]


def elsewhere_of(measurement: Measurement) -> dict[int, int]:
    """By round, how many who answered in it were asked the same in another group that was planned before."""
    found = {wave.pk: _earlier(wave, measurement) for wave in measurement.waves.in_order()}
    return {pk: _shared(pk, earlier) for pk, earlier in found.items() if earlier}


def _earlier(wave: Wave, measurement: Measurement) -> list[int]:
    """Rounds in which others were asked the same at the same time, of measurements that were planned before."""
    margin = timedelta(days=int(SAME_TIME_DAYS.on(timezone.localdate())))
    rows = Wave.objects.filter(
        measurement__version__instrument__versions=measurement.version_id,
        measurement__lt=measurement.pk,
        opens_on__lt=wave.closes_on + margin,
        closes_on__gt=wave.opens_on - margin,
    )
    return list(rows.values_list("pk", flat=True))


def _shared(wave: int, earlier: list[int]) -> int:
    here = _names(Invitation.objects.filter(wave=wave, done=True))
    there = _names(Invitation.objects.filter(wave__in=earlier))
    return shared(here, {name for names in there for name in names})


def _names(asked: QuerySet[Invitation]) -> list[Names]:
    return [_names_of(row.participant) for row in asked.select_related("participant__person")]


def _names_of(participant: Participant) -> Names:
    """How someone can be found again: a guest of one group may have an account in the other."""
    found: Iterable[tuple[str, object]] = [
        ("account", participant.person_id),
        ("name", participant.name.casefold()),
        ("mail", participant.email),
    ]
    return frozenset((kind, value) for kind, value in found if value)
