"""Books and themes, as anyone may read them."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tegenstroom.base.access import public
from tegenstroom.library.models import Publication, Theme


@public
def books(request: HttpRequest) -> HttpResponse:
    """The network's own series first, then what others wrote."""
    every = Publication.objects.prefetch_related("themes")
    shelves = {
        "own": [book for book in every if book.in_series],
        "others": [book for book in every if not book.in_series],
    }
    return render(request, "library/books.html", shelves)


@public
def themes(request: HttpRequest) -> HttpResponse:
    """All themes, with how many books each has."""
    every = Theme.objects.annotate(books=Count("publications")).order_by("name")
    return render(request, "library/themes.html", {"themes": every})


@public
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme and its books."""
    found = get_object_or_404(Theme, slug=slug)
    own_words = {"theme": found, "books": found.publications.all()}
    return render(request, "library/theme.html", own_words)
