"""Whether a group has a report, and of each of its rounds why it is in it or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.base.saying import day
from tegenstroom.measurement.actions.releasing import standing_of, waits_for
from tegenstroom.measurement.figures import SMALLEST_GROUP
from tegenstroom.measurement.models import Measurement, Wave
from tegenstroom.measurement.reports.words import upper
from tegenstroom.measurement.rules.groups import may_be_shown
from tegenstroom.measurement.rules.release import Wait

WAITS = {
    Wait.CLOCK: gettext_lazy("voorbij, het verslag komt binnen het uur"),
    Wait.OTHERS: gettext_lazy("voorbij, maar naast het verslag van een andere groep zou het te veel tonen"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A measurement as its trainer finds it: `smallest` people are needed for a report, `rounds` in words."""

    measurement: Measurement
    has_report: bool
    smallest: int
    rounds: Sequence[str]


def standing(measurement: Measurement, now: datetime) -> Standing:
    """How far it is at this moment."""
    smallest = int(SMALLEST_GROUP.on(timezone.localdate(now)))
    joined = standing_of(measurement)
    shown = {pk for pk, codes in joined.items() if may_be_shown(len(codes), smallest=smallest)}
    rounds = [
        f"{upper(wave.get_moment_display())}: {_state(wave, measurement, now, is_shown=wave.pk in shown)}"
        for wave in measurement.waves.in_order()
    ]
    return Standing(measurement, bool(shown), smallest, rounds)


def _state(wave: Wave, measurement: Measurement, now: datetime, *, is_shown: bool) -> str:
    today = timezone.localdate(now)
    if is_shown:
        return _("staat in het verslag")
    if (wait := waits_for(wave=wave, now=now)) in WAITS:
        return str(WAITS[wait])
    if measurement.ended_at:
        return _("gestopt")
    if wave.closes_on < today:
        return _("voorbij, maar te weinig mensen zeiden ja op een verslag")
    if wave.opens_on > today:
        return _("van %(first)s tot en met %(last)s") % {"first": day(wave.opens_on), "last": day(wave.closes_on)}
    return _("tot en met %(day)s") % {"day": day(wave.closes_on)}
