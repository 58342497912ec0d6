"""How a page is dressed: for who comes with an old phone it is as bare as her other pages."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tegenstroom.accounts.roles import COACH
from tegenstroom.dialogue.access import circles as access


def after_her_yes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a dialogue. Who has new words to say yes to comes there first, also with an older link."""

    @wraps(view)
    def led(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Http404:
            member = access.waits_for_yes(request.user, pk)
            if member is None:
                raise
            return redirect("dialogue:circle_contract", member.circle_id)

    return led


def dressed(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, on the base of a coach or on that of anyone else; the latter too for who holds a letter only."""
    user = request.user
    is_bare = user.is_authenticated and (user.has_role(COACH) or not user.email)
    base = "base/coach.html" if is_bare else "base/personal.html"
    return render(request, template, {"base": base, "is_bare": is_bare, **context}, status=status)
