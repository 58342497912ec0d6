"""How a page is dressed: for who comes with an old phone it is as bare as her other pages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.roles import COACH


def dressed(
    request: PersonRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, on the base of a coach or on that of anyone else."""
    plain = request.user.has_role(COACH) or not request.user.email
    base = "base/coach.html" if plain else "base/personal.html"
    return render(request, template, {"base": base, **context}, status=status)
