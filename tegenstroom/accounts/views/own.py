"""One's own account: data, ways to log in, language."""

from allauth.account import models as allauth_account
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts import actions
from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.forms import LanguageForm, OwnDataForm
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ROLES
from tegenstroom.base.access import public, signed_in


@public
@require_http_methods(["GET", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages on this device; also of her letters when she is logged in."""
    form = LanguageForm(request.POST or None, initial={"language": translation.get_language()})
    if not form.is_valid():
        return render(request, "accounts/language.html", {"form": form, "next": _safe_next(request)})
    chosen = form.cleaned_data["language"]
    response = redirect(_safe_next(request) or "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, secure=settings.HTTPS, samesite="Lax"
    )
    if isinstance(request.user, Person):
        actions.change_person(person=request.user, by=request.user, language=chosen)
    return response


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


@signed_in
@require_http_methods(["GET", "POST"])
def data(request: PersonRequest) -> HttpResponse:
    """What we know of her, as far as she can change it by herself."""
    person = request.user
    form = OwnDataForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if form.is_valid():
        actions.change_person(person=person, by=person, **form.cleaned_data)
        messages.success(request, _("Je gegevens zijn bewaard."))
        return redirect("accounts:data")
    return render(request, "accounts/data.html", {"form": form, "person": person})


@signed_in
@require_GET
def ways_in(request: PersonRequest) -> HttpResponse:
    """How she can log in, and what more she could set."""
    person = request.user
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    seen = {
        "person": person,
        "card": person.cards.valid().first(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "app": Authenticator.Type.TOTP in kinds,
        "pending": allauth_account.EmailAddress.objects.get_new(person),
    }
    return render(request, "accounts/ways_in.html", seen)


@signed_in
@require_POST
def end_sessions(request: PersonRequest) -> HttpResponse:
    """Log out everywhere but here: for a phone that was lost or lent."""
    person = request.user
    actions.end_sessions(person=person, by=person)
    update_session_auth_hash(request, person)
    messages.success(request, _("Op alle andere toestellen ben je nu afgemeld."))
    return redirect("accounts:ways_in")


@signed_in
@require_GET
def roles(request: PersonRequest) -> HttpResponse:
    """What each role may do, in words, for everyone of the house."""
    return render(request, "accounts/roles.html", {"roles": ROLES, "mine": request.user.role_keys})
