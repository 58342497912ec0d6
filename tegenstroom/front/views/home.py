"""The first page: who we are, what is next, and the ways in."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tegenstroom.base import stamps
from tegenstroom.base.access import public
from tegenstroom.base.pagecache import kept_while
from tegenstroom.training.models import Edition

NEXT = 3


@public
@kept_while(stamps.PROGRAMME)
def home(request: HttpRequest) -> HttpResponseBase:
    """Who we are, and the way to the offer."""
    coming = Edition.objects.public().to_come().select_related("version", "place")[:NEXT]
    return render(request, "front/home.html", {"next_editions": coming})
