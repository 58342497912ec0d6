"""What happens around every request."""

import time
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegenstroom.base.figures import NoFigureError

log = structlog.get_logger("tegenstroom.request")

type Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class RequestLog:
    """One line a request: the route, not the path, because a path can hold a key."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None:
            log.info(
                "request",
                method=request.method,
                route=match.view_name or match.route,
                status=response.status_code,
                ms=round((time.perf_counter() - start) * 1000, 1),
            )
        return response


class MissingFigure:
    """A number that nobody entered yet stops the page with a sentence, never with a guess."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NoFigureError):
            return None
        return render(request, "base/no_figure.html", {"sentence": str(exception)}, status=503)


class ButtonOnly:
    """Who opens the address behind a button reads what it is, instead of an empty page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "base/405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class SafeHeaders:
    """Headers that every page bears; pages of a person are never kept by a browser or a proxy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # For browsers on old phones, which do not know frame-ancestors.
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
