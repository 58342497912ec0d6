"""The offer, a module, an edition: for everybody, without logging in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tegenstroom.base import stamps
from tegenstroom.base.access import public
from tegenstroom.base.pagecache import kept_while
from tegenstroom.base.voices import Voice
from tegenstroom.library.models import Publication
from tegenstroom.training import schema_org
from tegenstroom.training.forms.offer import OfferFilter
from tegenstroom.training.models import Edition, ModuleVersion, TandemMember
from tegenstroom.training.programme import cards, upcoming
from tegenstroom.training.words import CLOSED

A_PAGE = 20
DATES_OF_A_MODULE = 12
BOOKS_OF_A_MODULE = 6


@public
@kept_while(stamps.PROGRAMME)
def offer(request: HttpRequest) -> HttpResponse:
    """All open editions to come, narrowed by what the reader looks for."""
    form = OfferFilter(request.GET)
    page = Paginator(form.narrow(upcoming()), A_PAGE).get_page(request.GET.get("bladzijde"))
    return render(request, "training/offer.html", {"form": form, "page": page, "cards": cards(page)})


@public
@kept_while(stamps.PROGRAMME)
def module(request: HttpRequest, slug: str) -> HttpResponse:
    """What a module is about, and when it is given."""
    version = get_object_or_404(ModuleVersion.objects.published().select_related("module"), module__slug=slug)
    dates = cards(upcoming().filter(version__module=version.module_id)[:DATES_OF_A_MODULE])
    books = Publication.objects.filter(themes__in=version.themes.all()).distinct()[:BOOKS_OF_A_MODULE]
    context = {
        "version": version,
        "parts": version.parts.all(),
        "themes": version.themes.all(),
        "books": books,
        "cards": dates,
        "spoken": _voices(version, len(books)),
        "schema_org": schema_org.block(schema_org.course(version, dates)),
    }
    return render(request, "training/module.html", context)


@public
@kept_while(stamps.PROGRAMME)
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: when, where, with whom, at what price, and the way in."""
    row = get_object_or_404(Edition.objects.public().select_related("version__module", "place"), pk=pk)
    (card,) = cards([row])
    prices = list(row.prices.all())
    context = {
        "card": card,
        "edition": row,
        "version": row.version,
        "closed": CLOSED.get(card.closed) if card.closed else "",
        "prices": prices,
        "tandem": row.tandem.filter(answer=TandemMember.Answer.YES)
        .select_related("person")
        .order_by("part", "pk"),  # coaches first
        "schema_org": schema_org.block(
            {**schema_org.course(row.version), "hasCourseInstance": [schema_org.instance(card, prices)]}
        ),
    }
    return render(request, "training/edition.html", context)


def _voices(version: ModuleVersion, books: int) -> list[tuple[Voice, float]]:
    """Who speaks in a module: coaches first, then trainers, and research through books, never the loudest."""
    return [
        (Voice.LIVED, version.coaches_needed),
        (Voice.PRACTICE, version.trainers_needed),
        (Voice.RESEARCH, min(books, version.coaches_needed)),
    ]
