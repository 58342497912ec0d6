"""The door for who has a card."""

from datetime import timedelta
from math import ceil

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts import devices
from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.actions import change_pin, try_card
from tegenstroom.accounts.forms import CardForm, PinForm
from tegenstroom.accounts.models import Card, Person
from tegenstroom.accounts.rules import TooSoonError
from tegenstroom.base.access import public, signed_in
from tegenstroom.base.forms import TOO_SOON


@public
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("number", "pin")
def card_login(request: HttpRequest) -> HttpResponseBase:
    """Number and PIN, or only the PIN when the card was scanned."""
    scanned = devices.scanned_number(request)
    form = CardForm(request.POST or None, scanned=scanned)
    if form.is_valid() and (card := _try(request, form, form.whole_number, form.cleaned_data["pin"])):
        return _welcome(request, card)
    return render(request, "accounts/card_login.html", {"form": form, "last_digits": scanned[-4:]})


@public
@require_GET
def card_scan(request: HttpRequest, number: str) -> HttpResponse:
    """Where the QR code leads: the number leaves the address bar at once."""
    response = redirect("accounts:card_login")
    devices.keep_number(response, number)
    return response


@public
@require_POST
def card_forget(request: HttpRequest) -> HttpResponse:
    """It is another card: ask for its number."""
    response = redirect("accounts:card_login")
    devices.drop_number(response)
    return response


@signed_in
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("number", "old_pin", "pin", "again")
def pin(request: PersonRequest) -> HttpResponseBase:
    """Another PIN for one's own card."""
    person = request.user
    form = PinForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"]
        if card := _try(request, form, number, form.cleaned_data["old_pin"], of=person):
            change_pin(card=card, number=number, pin=form.cleaned_data["pin"], by=person)
            messages.success(request, _("Je nieuwe PIN is bewaard. Vanaf nu geldt die."))
            return redirect("accounts:ways_in")
    return render(request, "accounts/pin.html", {"form": form})


def _try(request: HttpRequest, form: Form, number: str, pin: str, of: Person | None = None) -> Card | None:
    """The card, or None and a sentence on the form."""
    address = get_adapter().get_client_ip(request)
    try:
        card = try_card(number=number, pin=pin, address=address, device=devices.device_of(request))
    except TooSoonError as refused:
        form.add_error(None, ValidationError(_too_soon(refused.wait), TOO_SOON))
        return None
    if card is None or (of and card.person_id != of.pk):
        form.add_error(None, _("Dit nummer en deze PIN horen niet samen. Kijk ze nog eens na."))
        return None
    return card


def _too_soon(wait: timedelta) -> str:
    minutes = ceil(wait / timedelta(minutes=1))
    return ngettext(
        "Er is te vaak geprobeerd. Wacht %(minutes)s minuut en probeer het dan opnieuw. Je kaart blijft geldig.",
        "Er is te vaak geprobeerd. Wacht %(minutes)s minuten en probeer het dan opnieuw. Je kaart blijft geldig.",
        minutes,
    ) % {"minutes": minutes}


def _welcome(request: HttpRequest, card: Card) -> HttpResponseBase:
    device = devices.device_of(request).with_card(card)
    response: HttpResponse = perform_login(request, card.person)
    devices.remember_device(response, device)
    devices.drop_number(response)
    return response
