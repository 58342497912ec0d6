"""Dates, hours, money and names as people say them, in the language of the reader."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats, timezone, translation
from django.utils.dateformat import format as write_date
from django.utils.dateformat import time_format as write_time
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# A number and its sign stay on one line: no "€" or "u." stands alone on a narrow phone.
STAYS = "\N{NO-BREAK SPACE}"

# On the hour, and not on the hour; in the letters of Django's date formats.
HOURS = {
    "nl": (rf"G{STAYS}\u.", rf"G.i{STAYS}\u."),
    "fr": (rf"G{STAYS}\h", rf"G{STAYS}\h{STAYS}i"),
    "en": ("G:i", "G:i"),
}


def day(moment: date) -> str:
    """`donderdag 13 december`; with the year when it is not this year."""
    return _written(moment, "l j F")


def day_short(moment: date) -> str:
    """`do 13 dec`; with the year when it is not this year."""
    return _written(moment, "D j M" if translation.get_language() == "en" else "D j b")


def hour(moment: datetime | time) -> str:
    """`9 u.` or `9.30 u.`."""
    at = _local(moment).timetz() if isinstance(moment, datetime) else moment
    on_the_hour, otherwise = HOURS.get(translation.get_language() or "nl", HOURS["en"])
    return write_time(at, otherwise if at.minute else on_the_hour)


def moment(at: datetime) -> str:
    """`donderdag 13 december, 9.30 u.`."""
    return f"{day(at)}, {hour(at)}"


def hours(start: datetime | time, end: datetime | time) -> str:
    """`9.30 u. tot 16.30 u.`."""
    return _("%(start)s tot %(end)s") % {"start": hour(start), "end": hour(end)}


def duration(minutes: int) -> str:
    """`6 uur`, `3 uur 30`, `45 minuten`."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s minuten") % {"minutes": rest}
    if not rest:
        return _("%(hours)s uur") % {"hours": whole}
    return _("%(hours)s uur %(minutes)02d") % {"hours": whole, "minutes": rest}


def lasting(seconds: int) -> str:
    """`40 seconden`, `3 minuten`, `1 minuut 30`: how long someone speaks."""
    whole, rest = divmod(seconds, 60)
    if not whole:
        return ngettext("%(seconds)s seconde", "%(seconds)s seconden", rest) % {"seconds": rest}
    minutes = ngettext("%(minutes)s minuut", "%(minutes)s minuten", whole) % {"minutes": whole}
    return f"{minutes} {rest:02d}" if rest else minutes


def euro(amount: Decimal | float | str) -> str:
    """`€ 1.044,02`: always two digits for the cents, rounded as money is."""
    cents = Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    written = formats.number_format(abs(cents), 2, use_l10n=True, force_grouping=True)
    return f"{'−' if cents < 0 else ''}€{STAYS}{written}"


def initials(name: str) -> str:
    """`EP` for Els Peeters: the first and the last word, at most two letters."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in ends).upper()


def _written(moment: date, pattern: str) -> str:
    local = _local(moment).date() if isinstance(moment, datetime) else moment
    this_year = local.year == timezone.localdate().year
    return _named(local, pattern if this_year else f"{pattern} Y", translation.get_language())


@lru_cache(maxsize=1024)
def _named(local: date, pattern: str, _language: str | None) -> str:
    # A page names the same days again and again, and Django takes its time to find their names.
    return write_date(local, pattern)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
