"""Errors in plain words, the pulse of the machine, and the page of parts."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tegenstroom.base.access import public


@public
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
def components(request: HttpRequest) -> HttpResponse:
    """All parts of the interface on one page."""
    return render(request, "base/components.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "base/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "base/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "base/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "base/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere: say what to do."""
    return render(request, "base/csrf.html", status=403)
