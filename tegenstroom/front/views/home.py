"""Pages that compose what the apps below them know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegenstroom.base.access import public, signed_in


@public
def home(request: HttpRequest) -> HttpResponse:
    """Who we are, and the way to the offer."""
    return render(request, "front/home.html")


@signed_in
def my_page(request: HttpRequest) -> HttpResponse:
    """Today and next, for whoever logged in."""
    return render(request, "front/my_page.html")
