"""The numbers that a law or the network sets, at the desk."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import figures as numbers
from tegenstroom.base.access import guarded
from tegenstroom.base.models import Figure
from tegenstroom.coaches.actions import numbers as coach_numbers
from tegenstroom.coaches.actions import travel_waiting
from tegenstroom.front import access
from tegenstroom.front.forms import FigureForm


@guarded(access.figures_at_desk)
def figures(request: PersonRequest) -> HttpResponse:
    """Every declared number with the value that holds today."""
    rows = access.figures_at_desk(request.user)
    today = timezone.localdate()
    # Ordered by day: the last one that has begun is the one that holds; what is set anew, for its own period only.
    begun = {row.key: row for row in rows if row.valid_from <= today}
    now = {key: row for key, row in begun.items() if _holds(row, today)}
    declared = sorted(numbers.DECLARED.values(), key=lambda declaration: str(declaration.meaning))
    found = [(declaration, now.get(declaration.key)) for declaration in declared]
    lines = [(declaration, row, declaration.shown(row) if row else "") for declaration, row in found]
    return render(request, "front/figures.html", {"rows": lines, "missing": coach_numbers.missing(today)})


@guarded(access.figures_at_desk)
def figure(request: PersonRequest, key: str) -> HttpResponse:
    """One number: all its values with their source, and a new one from a day on."""
    rows = access.figures_at_desk(request.user).filter(key=key)
    if (declaration := numbers.DECLARED.get(key)) is None:
        raise Http404
    form = FigureForm(request.POST or None, instance=Figure(key=key))
    if request.method == "POST" and form.is_valid():
        numbers.add(declaration=declaration, by=request.user, **form.cleaned_data)
        # The clock does this too: whoever waited need not wait for it.
        travel_waiting.work_out_waiting()
        messages.success(request, _("Het nieuwe getal staat klaar."))
        return redirect("front:figure", key)
    lines = [(row, declaration.shown(row)) for row in rows.reverse()]
    return render(request, "front/figure.html", {"declaration": declaration, "rows": lines, "form": form})


def _holds(row: Figure, today: date) -> bool:
    declaration = numbers.DECLARED.get(row.key)
    return declaration is not None and row.valid_from >= declaration.holds_from(today)
