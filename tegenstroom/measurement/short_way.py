"""The short way to the questions behind a link: they are answered before anyone looks who is logged in.

These pages know their reader by her link alone. A whole network answers at the same time, and what Django does for
sessions, messages and roles costs a fifth of such a page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, ResolverMatch, resolve

type Handler = Callable[[HttpRequest], HttpResponseBase]
type View = Callable[..., HttpResponseBase]

BEGINNING = "/meten/"
MARK = "knows_her_by_link_alone"


def link_alone(view: View) -> View:
    """For a view that is opened `@by_link`, and asks nothing of the session, not even who is logged in."""
    setattr(view, MARK, True)
    return view


class ShortWay:
    """Stands behind what protects every page, and before what looks who someone is; passes on everything else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.forms = CsrfViewMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match = _alone(request.path_info)
        if match is None:
            return self.get_response(request)
        request.resolver_match = match
        # Django looks at the token of a form only when it knows the view.
        refused = self.forms.process_view(request, match.func, match.args, match.kwargs)
        return refused or match.func(request, *match.args, **match.kwargs)


def _alone(path: str) -> ResolverMatch | None:
    """The page at this address, when it knows its reader by her link alone."""
    if not path.startswith(BEGINNING):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, MARK, False) else None
