"""What a person chose, applied to every request."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from tegenstroom.accounts.access import Visitor
from tegenstroom.accounts.roles import ROLES

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


STAFF_KEYS = frozenset(role.key for role in ROLES if role.staff)
# Pages of logging in and of one's own security: without them nobody could set a second factor.
OPEN_VIEWS = ("account_", "mfa_")


class StaffSecondFactor:
    """Sends staff without a second factor to the page where they set one, before anything else.

    Public pages and visitors cost nothing. Who logged in costs the question for her roles, which the page
    asks anyway; only staff costs one more.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Runs once the page is known, so that public pages are left alone."""
        match = request.resolver_match
        is_open = match is None or match.view_name.startswith(OPEN_VIEWS)
        if is_open or not settings.STAFF_SECOND_FACTOR_REQUIRED or not getattr(view, "login_required", True):
            return None
        return redirect("mfa_index") if lacks_second_factor(request.user) else None


def lacks_second_factor(person: Visitor) -> bool:
    """True for staff who can still be impersonated by whoever reads their mail."""
    if not person.is_authenticated or not person.role_keys & STAFF_KEYS:
        return False
    return not is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
