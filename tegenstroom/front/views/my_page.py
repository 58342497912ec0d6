"""One's own page."""

from django.http import HttpResponse
from django.shortcuts import render

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.base.access import signed_in
from tegenstroom.base.pagecache import kept_for_her
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.front.mine import page_of
from tegenstroom.front.views.coach_page import coach_page


@signed_in
def my_page(request: PersonRequest) -> HttpResponse:
    """What comes next, first; then what she follows, what she gives, and what she earned."""
    return kept_for_her(request, lambda: _fresh(request))


def _fresh(request: PersonRequest) -> HttpResponse:
    if request.user.has_role(COACH) and CoachProfile.objects.filter(person=request.user).exists():
        return coach_page(request)
    page = {"mine": page_of(request.user), "at_desk": request.user.has_role(COORDINATOR)}
    return render(request, "front/my_page.html", page)
