"""One's own page."""

from django.http import HttpResponse
from django.shortcuts import render

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base.access import signed_in
from tegenstroom.base.pagecache import kept_for_her
from tegenstroom.front.mine import page_of


@signed_in
def my_page(request: PersonRequest) -> HttpResponse:
    """What comes next, first; then what she follows, what she gives, and what she earned."""
    return kept_for_her(request, lambda: _fresh(request))


def _fresh(request: PersonRequest) -> HttpResponse:
    page = {"mine": page_of(request.user), "at_desk": request.user.has_role(COORDINATOR)}
    return render(request, "front/my_page.html", page)
