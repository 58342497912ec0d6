"""Pages that compose what the apps below them know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegenstroom.base.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Who we are, and the way to the offer."""
    return render(request, "front/home.html")
