"""Her year on paper: what she got, for what and when; what is still to come, and how far the ceiling is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import pdf, saying
from tegenstroom.coaches.actions.money import day_of
from tegenstroom.coaches.actions.money_year import Line, YearOfCoach
from tegenstroom.coaches.models import Travel
from tegenstroom.coaches.rules.late_pay import Late
from tegenstroom.coaches.words import ROAD_WAITS

TEMPLATE = Path(__file__).with_name("money.typ")


def year_pdf(coach: Person, year: YearOfCoach) -> bytes:
    """The overview of one calendar year, in her own language."""
    with translation.override(coach.language):
        return pdf.render(TEMPLATE, _data(coach, year))


def _data(coach: Person, year: YearOfCoach) -> dict[str, Any]:
    sums = [
        (_("Wat je hier kreeg en nog krijgt"), year.earned),
        (_("Voor de weg"), year.travel),
        *([(_("Daarvan kijken we nog na"), year.looked_at)] if year.looked_at else []),
        (_("Wat je elders kreeg"), year.elsewhere),
    ]
    if year.ceilings and year.left is not None:
        law = _("Het plafond in deze demo") if year.ceilings.is_example else _("Het plafond van de wet")
        sums += [(law, year.ceilings.year), (_("Wat je nog mag krijgen"), year.left)]
    return {
        "title": _("Mijn geld in %(year)s") % {"year": year.year},
        "name": coach.name,
        "made": _("Gemaakt op %(day)s") % {"day": saying.day(timezone.localdate())},
        "columns": [_("Dag"), _("Waarvoor"), _("Bedrag"), _("Betaald")],
        "rows": [
            *map(_road, year.roads),
            *(_not_paid(row) for row in year.cut if row.due is None),
            *map(_row, year.lines),
        ],
        "nothing": _("In dit jaar was er nog niets."),
        "sums": [[word, saying.euro(amount)] for word, amount in sums],
        "waits": str(ROAD_WAITS) if year.roads else "",
        "missing": year.missing,
        "late": _late(year.late),
    }


def _late(late: Late | None) -> str:
    """The words of her page and her letter."""
    if late is None:
        return ""
    text = render_to_string("coaches/emails/_late.txt", {"late": late, "network": settings.NETWORK})
    return f"{_('Je geld is te laat.')} {' '.join(text.split())}"


def _road(row: Travel) -> list[str]:
    what = _("de weg: %(title)s") % {"title": row.assignment.title}
    return [saying.day_short(day_of(row.assignment)), what, "–", _("komt nog")]


def _not_paid(row: Travel) -> list[str]:
    what = _("de weg: %(title)s") % {"title": row.assignment.title}
    return [saying.day_short(day_of(row.assignment)), what, saying.euro(0), _("meer mag niet van de wet")]


def _row(line: Line) -> list[str]:
    if not line.amount:
        paid = "–"
    elif line.paid_on:
        paid = saying.day_short(line.paid_on)
    elif line.late_since:
        paid = _("te laat sinds %(day)s") % {"day": saying.day_short(line.late_since)}
    elif line.waits:
        paid = _("wacht op jou")
    elif line.is_looked_at:
        paid = _("we kijken dit nog na")
    else:
        paid = _("rond %(day)s") % {"day": saying.day_short(line.expected_on)}
    return [saying.day_short(line.day), _what(line), saying.euro(line.amount), paid]


def _what(line: Line) -> str:
    """What it was for; where the law let less, that too, in the words of her page."""
    if line.rate is None:
        return line.label
    return f"{line.label}. {render_to_string('coaches/parts/more_is_not_allowed.html', {'rate': line.rate})}"
