"""The short address on paper: whoever has no camera types her code."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.actions import throttle
from tegenstroom.accounts.rules import TooSoonError, address_block
from tegenstroom.base.access import public
from tegenstroom.base.forms import TOO_SOON
from tegenstroom.measurement.actions.paper import whose
from tegenstroom.measurement.doors import paper_token
from tegenstroom.measurement.forms.answering import CodeForm
from tegenstroom.measurement.models import Invitation, Wave


@public
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """A code opens the questions of the round that is open, to answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not _too_many(request, form):
        invitation = _invitation(form.cleaned_data["code"])
        if invitation:
            return redirect("measurement:begin", paper_token(invitation))
        form.add_error("code", _("Met deze code kan je nu niet antwoorden. Kijk ze nog eens na, of bel ons."))
    return render(request, "measurement/by_code.html", {"form": form})


def _invitation(code: str) -> Invitation | None:
    """Among the rounds that are open: which of them this code is of."""
    for wave in Wave.objects.taking_answers(timezone.localdate()).select_related("measurement"):
        participant = whose(wave.measurement, code)
        if participant is not None:
            return Invitation.objects.filter(wave=wave, participant=participant).first()
    return None


def _too_many(request: HttpRequest, form: CodeForm) -> bool:
    """Count each guess: too many from one place wait."""
    address = address_block(get_adapter().get_client_ip(request))
    try:
        throttle.spend({f"measurement-code:{address}": settings.PUBLIC_FORMS})
    except TooSoonError:
        sentence = _("Er is hier te vaak geprobeerd. Wacht even, en probeer het dan opnieuw.")
        form.add_error(None, ValidationError(sentence, TOO_SOON))
        return True
    return False
