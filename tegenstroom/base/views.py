"""Errors in plain words, the pulse of the machine, the demo's own pages, and the page of parts."""

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tegenstroom.base import demo, examples, vitals
from tegenstroom.base.access import public, signed_in
from tegenstroom.base.context import site
from tegenstroom.base.plain import TextForm


@public
def health(request: HttpRequest) -> JsonResponse:
    """200 while all is well, 503 when someone must look."""
    try:
        pulse = vitals.pulse()
    except Error:
        pulse = vitals.Pulse(database=False)
    return JsonResponse(pulse.as_json(), status=200 if pulse.well else 503)


@public
def demo_logins(request: HttpRequest) -> HttpResponse:
    """Whom you can be in the demo."""
    _only_in_demo()
    return render(request, "base/demo.html", {"logins": demo.logins()})


@public
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mail that the demo would have sent."""
    _only_in_demo()
    return render(request, "base/demo_mail.html", {"mails": demo.mails()})


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@public
def components(request: HttpRequest) -> HttpResponse:
    """All parts of the interface on one page."""
    return render(request, "base/components.html", examples.context(request.GET))


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we promise about using this site, what is not good yet, and whom to tell."""
    return render(request, "base/accessibility.html")


@public
def stopped(request: HttpRequest) -> HttpResponse:
    """Whoever held the link of a letter stopped there: nothing changed, and she may come back."""
    return render(request, "base/stopped.html")


@signed_in
def plain(request: HttpRequest) -> HttpResponse:
    """How plain a text is, on a page of its own or below the field where it is written. Nothing is kept."""
    form = TextForm(request.POST or None, field=request.GET.get("veld", "text"))
    page = {"form": form, "reading": form.reading()}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "parts/plain_reading.html" if is_part else "base/plain.html", page)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came in could not be read."""
    return render(request, "base/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: only libraries say this; what is not yours does not exist with us."""
    return render(request, "base/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it is not there, or it is not yours."""
    return render(request, "base/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, in a page that cannot fail a second time."""
    # Without the request: no session and no person is looked up.
    return HttpResponse(render_to_string("base/500.html", site(request)), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere: say what to do."""
    return HttpResponse(render_to_string("base/csrf.html", site(request)), status=403)
