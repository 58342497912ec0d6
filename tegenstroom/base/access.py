"""Marks that say who may reach a view. A view without a mark fails the architecture test."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase

from tegenstroom.base import audit

type View = Callable[..., HttpResponseBase]

MARK = "access_mark"


def public(view: View) -> View:
    """Anyone, without logging in."""
    setattr(view, MARK, "public")
    return login_not_required(view)


def by_link(view: View) -> View:
    """Whoever holds the link of a letter: the view checks the signature in it, the audit says that it was one."""

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with audit.by_link():
            return view(*args, **kwargs)

    setattr(opened, MARK, "by_link")
    return login_not_required(opened)


def signed_in(view: View) -> View:
    """Any person who logged in; the view shows her own things only."""
    setattr(view, MARK, "signed_in")
    return view


def guarded(guard: Callable[..., Any]) -> Callable[[View], View]:
    """A logged-in person whom `guard` lets through; the view calls it in its first line."""

    def mark(view: View) -> View:
        setattr(view, MARK, f"guarded:{guard.__module__}.{guard.__qualname__}")
        return view

    return mark
