"""Other days for a round, unless reports of two groups could then be laid beside one another."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.actions.overlap import beside, elsewhere_of
from tegenstroom.measurement.actions.planning import PlanError
from tegenstroom.measurement.actions.releasing import standing_of
from tegenstroom.measurement.figures import KEY_MONTHS, SMALLEST_GROUP
from tegenstroom.measurement.models import Measurement, PastDays, Wave
from tegenstroom.measurement.rules.release import stays
from tegenstroom.measurement.rules.waves import Moment, PlanFault, Round, fault_of, is_forgotten


@transaction.atomic
def move(*, wave: Wave, opens_on: date, closes_on: date, by: Person) -> Wave:
    """Give a round other days.

    PlanError when it would not fit between the others, or comes so near to a round of another group that what
    stands in a report could be read by subtraction; once it is forgotten who took part: everyone would be
    asked anew, under another code; and when it was dropped with its group meanwhile.
    """
    wave = _held(wave)
    if _is_forgotten(wave.measurement):
        raise PlanError(PlanFault.FORGOTTEN)
    moved = Wave(pk=wave.pk, moment=wave.moment, opens_on=opens_on, closes_on=closes_on)
    if fault := fault_of([_round(row) for row in [*wave.measurement.waves.exclude(pk=wave.pk), moved]]):
        raise PlanError(fault)
    before = set(beside(wave).values_list("pk", flat=True))
    _remember(wave, moved)
    wave.opens_on, wave.closes_on = opens_on, closes_on
    wave.save(update_fields=["opens_on", "closes_on"])
    if not all(_stays(each) for each in _giving_way(wave, before)):
        raise PlanError(PlanFault.SHARED)
    audit.record("measurement.move", by=by, about=wave.measurement, moment=wave.moment)
    return wave


def _is_forgotten(measurement: Measurement) -> bool:
    today = timezone.localdate()
    last = max(each.closes_on for each in measurement.waves.all())
    return is_forgotten(last, today, int(KEY_MONTHS.on(today)))


def _held(wave: Wave) -> Wave:
    """The round as it is now, while nothing that is asked the same is let into a report."""
    asked_the_same = Measurement.objects.filter(version__instrument__versions__measurements__waves=wave.pk)
    list(Measurement.objects.select_for_update().filter(pk__in=asked_the_same.values("pk")).order_by("pk"))
    found = Wave.objects.select_for_update(of=("self",)).select_related("measurement").filter(pk=wave.pk).first()
    if found is None:
        raise PlanError(PlanFault.GONE)
    return found


def _remember(wave: Wave, moved: Wave) -> None:
    """Keep the days on which someone may have answered, unless they are among the new ones."""
    last = min(wave.closes_on, timezone.localdate())
    among = moved.opens_on <= wave.opens_on and last <= moved.closes_on
    if wave.opens_on <= last and not among:
        PastDays.objects.create(wave=wave, opens_on=wave.opens_on, closes_on=last)


def _giving_way(wave: Wave, before: set[int]) -> list[Measurement]:
    """Of each two groups that are asked the same at the same time since this move, the one planned later."""
    own = wave.measurement
    new = [other.measurement for other in beside(wave).exclude(pk__in=before)]
    return list({each.pk: each for each in (max(own, other, key=lambda row: row.pk) for other in new)}.values())


def _stays(measurement: Measurement) -> bool:
    smallest = int(SMALLEST_GROUP.on(timezone.localdate()))
    return stays(standing_of(measurement), smallest=smallest, elsewhere=elsewhere_of(measurement))


def _round(wave: Wave) -> Round:
    return Round(Moment(wave.moment), wave.opens_on, wave.closes_on)
