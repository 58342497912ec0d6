"""What a late cancellation costs: the desk reads the rules and adds a new dated set."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.training.access import at_desk
from tegenstroom.training.actions.terms import add_terms
from tegenstroom.training.forms.terms import TermsForm
from tegenstroom.training.models import CancellationTerm


@guarded(at_desk)
def terms(request: PersonRequest) -> HttpResponse:
    """All sets, the newest first, and a form for the next."""
    person = at_desk(request.user)
    form = TermsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_terms(**form.set(), by=person)
        messages.success(request, _("De nieuwe regels zijn bewaard."))
        return redirect("training:cancellation_terms")
    rows = CancellationTerm.objects.order_by("-valid_from", "-days_before")
    return render(request, "training/desk/cancellation_terms.html", {"rows": rows, "form": form})
