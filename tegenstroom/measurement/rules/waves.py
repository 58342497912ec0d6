"""When people are asked, how often they hear of it, and which steps a measurement takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise


class Moment(StrEnum):
    """The waves of a measurement, in order."""

    BEFORE = "before"
    END = "end"
    LATER = "later"


# Before the first day, on the day after the last one, and three months on.
DAYS_BEFORE, DAYS_AFTER, DAYS_LATER = 7, 1, 91
DAYS_OPEN = {Moment.BEFORE: 7, Moment.END: 28, Moment.LATER: 91}


class WavesFault(StrEnum):
    """Why waves cannot be planned so."""

    NONE = "none"
    ORDER = "order"
    CLOSES_FIRST = "closes_first"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class PlannedWave:
    """A wave: invitations go from one day on, answers are taken until and with the other."""

    moment: Moment
    invites_on: date
    closes_on: date


def proposed(starts_on: date, ends_on: date, *, today: date) -> list[PlannedWave]:
    """Three waves around the days of an edition; what lies behind us is left out."""
    days = {
        Moment.BEFORE: starts_on - timedelta(days=DAYS_BEFORE),
        Moment.END: ends_on + timedelta(days=DAYS_AFTER),
        Moment.LATER: ends_on + timedelta(days=DAYS_LATER),
    }
    waves = []
    for moment, day in days.items():
        closes = (
            starts_on - timedelta(days=1) if moment is Moment.BEFORE else day + timedelta(days=DAYS_OPEN[moment])
        )
        if closes > today:
            waves.append(PlannedWave(moment, max(day, today), closes))
    return waves


def faults(waves: Sequence[PlannedWave], *, today: date) -> list[WavesFault]:
    """All that is wrong with these waves, each once."""
    found = set()
    if not waves:
        found.add(WavesFault.NONE)
    if any(wave.closes_on < wave.invites_on for wave in waves):
        found.add(WavesFault.CLOSES_FIRST)
    if any(wave.invites_on < today for wave in waves):
        found.add(WavesFault.PAST)
    order = list(Moment)
    in_order = sorted(waves, key=lambda wave: order.index(wave.moment))
    for one, after in pairwise(in_order):
        if after.moment == one.moment or after.invites_on <= one.invites_on:
            found.add(WavesFault.ORDER)
    return sorted(found)


def is_open(invites_on: date, closes_on: date, *, today: date) -> bool:
    """Whether answers are taken."""
    return invites_on <= today <= closes_on


def reminder_is_due(
    *, invited_on: date, reminded_on: date | None, sent: int, most: int, days: int, closes_on: date, today: date
) -> bool:
    """Once more after so many days without an answer, never more than `most` times, never when it is over."""
    last = reminded_on or invited_on
    return sent < most and today - last >= timedelta(days=days) and today <= closes_on


class Purpose(StrEnum):
    """What answers may be used for; each asks a yes of its own."""

    GROUP = "group"
    RESEARCH = "research"
    NORMS = "norms"


def may_be_used(purpose: Purpose, *, given: Iterable[Purpose]) -> bool:
    """Only for what she said yes to: silence is no."""
    return purpose in set(given)
