"""Books and themes, as anyone may read them; and which themes are heavy, for the desk."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded, public
from tegenstroom.library import access
from tegenstroom.library.actions import set_heavy
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


@guarded(access.themes_at_desk)
def themes_at_desk(request: PersonRequest) -> HttpResponse:
    """All themes, each with a button that says whether it is heavy."""
    return render(request, "library/desk_themes.html", {"themes": access.themes_at_desk(request.user)})


@guarded(access.theme_at_desk)
@require_POST
def weight(request: PersonRequest, slug: str) -> HttpResponse:
    """A theme is heavy, or it is not."""
    theme = access.theme_at_desk(request.user, slug)
    set_heavy(theme=theme, heavy=request.POST.get("heavy") == "1", by=request.user)
    return redirect("library:desk_themes")
