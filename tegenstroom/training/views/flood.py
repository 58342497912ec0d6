"""A limit on the forms that anyone may fill in: one script must not fill an edition, nor mail every leader."""

from math import ceil

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import ngettext

from tegenstroom.accounts.actions import throttle
from tegenstroom.accounts.rules import TooSoonError, address_block
from tegenstroom.base.forms import TOO_SOON


def too_many(request: HttpRequest, form: Form) -> bool:
    """Count a form that is filled in well; True, with a sentence above the form, when too many came from here."""
    address = get_adapter().get_client_ip(request)
    try:
        throttle.spend({f"form:{address_block(address)}": settings.PUBLIC_FORMS})
    except TooSoonError as refused:
        minutes = ceil(refused.wait.total_seconds() / 60)
        sentence = ngettext(
            "Er kwamen hier veel formulieren tegelijk toe. Wat je invulde, staat er nog. "
            "Wacht %(minutes)s minuut en verstuur het dan opnieuw.",
            "Er kwamen hier veel formulieren tegelijk toe. Wat je invulde, staat er nog. "
            "Wacht %(minutes)s minuten en verstuur het dan opnieuw.",
            minutes,
        )
        form.add_error(None, ValidationError(sentence % {"minutes": minutes}, TOO_SOON))
        return True
    return False
