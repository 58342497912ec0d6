"""How a page is dressed: for who comes with an old phone it is as bare as her other pages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegenstroom.accounts.roles import COACH


def dressed(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, on the base of a coach or on that of anyone else; the latter too for who holds a letter only."""
    user = request.user
    is_bare = user.is_authenticated and (user.has_role(COACH) or not user.email)
    base = "base/coach.html" if is_bare else "base/personal.html"
    return render(request, template, {"base": base, "is_bare": is_bare, **context}, status=status)
