"""Someone phones to take part: the desk fills in the form for her."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.training.access import edition_at_desk
from tegenstroom.training.actions.enrolment import EnrolmentRefused
from tegenstroom.training.actions.newcomers import enrol_newcomer
from tegenstroom.training.actions.waiting import number_for_a_newcomer, number_in_line
from tegenstroom.training.forms.enrolments import DeskEnrolForm
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.views.enrolling import why_closed


@guarded(edition_at_desk)
@require_http_methods(["GET", "POST"])
def enrolling(request: PersonRequest, pk: int) -> HttpResponse:
    """Enrol someone in any edition that takes enrolments, also one made to measure; she gets her letter."""
    edition = edition_at_desk(request.user, pk)
    form = DeskEnrolForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid() and (enrolment := _enrolled(form, edition, request.user)):
        messages.success(request, _outcome(form, enrolment))
        return redirect("training:desk_edition", pk)
    seen = {
        "edition": edition,
        "sessions": edition.sessions.select_related("place"),
        "form": form,
        "closed": why_closed(edition),
        "number": number_for_a_newcomer(edition),
    }
    return render(request, "training/desk/enrolling.html", seen)


def _enrolled(form: DeskEnrolForm, edition: Edition, by: Person) -> Enrolment | None:
    """The enrolment, or None and a sentence on the form."""
    key = form.cleaned_data["form_key"]
    try:
        return enrol_newcomer(edition=edition, newcomer=form.newcomer(), form_key=key, by=by, **form.choices())
    except EnrolmentRefused as refused:
        form.add_error(None, str(refused))
        return None


def _outcome(form: DeskEnrolForm, enrolment: Enrolment) -> str:
    """Who has a place, waits, or stood on the list before: what the desk says on the phone."""
    name = enrolment.person.name
    if not form.brought_about(enrolment):
        state = enrolment.get_state_display()
        return _("%(name)s stond al op de lijst: %(state)s.") % {"name": name, "state": state}
    if enrolment.state == EnrolmentState.WAITING:
        said = {"name": name, "number": number_in_line(enrolment)}
        return _("%(name)s staat op de wachtlijst, als nummer %(number)s. De brief is onderweg.") % said
    return _("%(name)s heeft een plaats. De brief is onderweg.") % {"name": name}
