"""What the desk does with one enrolment: see its whole road, cancel, pass on, give the next place, note needs."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.base.models import Letter
from tegenstroom.training.access import enrolment_at_desk
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.newcomers import hand_over_to
from tegenstroom.training.forms.enrolments import DeskCancelForm, DeskNeedsForm, HandOverForm
from tegenstroom.training.models import Enrolment
from tegenstroom.training.rules.places import ACTIVE, EnrolmentState
from tegenstroom.training.words import ENROLMENT_STATES


@guarded(enrolment_at_desk)
def enrolment(request: PersonRequest, pk: int) -> HttpResponse:
    """Every step, every letter, and what makes it easier for her."""
    row = enrolment_at_desk(request.user, pk)
    return render(request, "training/desk/enrolment.html", _page(row))


@guarded(enrolment_at_desk)
@require_POST
def cancellation(request: PersonRequest, pk: int) -> HttpResponse:
    """Cancel for someone who phoned."""
    row = enrolment_at_desk(request.user, pk)
    form = DeskCancelForm(request.POST)
    if not form.is_valid():
        return render(request, "training/desk/enrolment.html", _page(row, cancel_form=form))
    try:
        actions.cancel(enrolment=row, by=request.user, **form.cleaned_data)
    except actions.EnrolmentRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De inschrijving van %(name)s is geannuleerd.") % {"name": row.person.name})
    return redirect("training:desk_enrolment", pk)


@guarded(enrolment_at_desk)
@require_POST
def hand_over(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a colleague take the place."""
    row = enrolment_at_desk(request.user, pk)
    form = HandOverForm(request.POST)
    if form.is_valid():
        try:
            colleague = hand_over_to(enrolment=row, newcomer=form.newcomer(), by=request.user)
        except actions.EnrolmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De plaats is nu van %(name)s.") % {"name": colleague.person.name})
            return redirect("training:desk_enrolment", colleague.pk)
    return render(request, "training/desk/enrolment.html", _page(row, hand_over_form=form))


@guarded(enrolment_at_desk)
@require_POST
def place(request: PersonRequest, pk: int) -> HttpResponse:
    """The next step to a place: offer one to who waits first, or note that she takes the offer."""
    row = enrolment_at_desk(request.user, pk)
    try:
        row = actions.give_place(enrolment=row, by=request.user)
    except actions.EnrolmentRefused as refused:
        messages.error(request, str(refused))
    else:
        said = {"name": row.person.name, "state": ENROLMENT_STATES[EnrolmentState(row.state)]}
        messages.success(request, _("%(name)s: %(state)s.") % said)
    return redirect("training:desk_enrolment", pk)


@guarded(enrolment_at_desk)
@require_POST
def needs(request: PersonRequest, pk: int) -> HttpResponse:
    """What makes it easier, for someone who phoned."""
    row = enrolment_at_desk(request.user, pk)
    form = DeskNeedsForm(request.POST)
    if not form.is_valid():
        return render(request, "training/desk/enrolment.html", _page(row, needs_form=form))
    try:
        actions.change_needs(enrolment=row, by=request.user, **form.cleaned_data)
    except actions.EnrolmentRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Dit staat nu bij de inschrijving van %(name)s.") % {"name": row.person.name})
    return redirect("training:desk_enrolment", pk)


def _page(row: Enrolment, **forms: Form) -> dict[str, object]:
    """All of one enrolment; a form that was sent and refused takes the place of the fresh one."""
    return {
        "enrolment": row,
        "edition": row.edition,
        "approval": getattr(row, "approval", None),
        "steps": row.steps.select_related("by"),
        "letters": Letter.objects.about(row).order_by("queued_at"),
        "number": actions.number_in_line(row) if row.state == EnrolmentState.WAITING else None,
        "active": row.state in ACTIVE,
        "may_hand_over": actions.may_hand_over(row),
        "fee": actions.fee_for_cancelling(row),
        "may_change_needs": actions.may_change_needs(row),
        "cancel_form": DeskCancelForm(),
        "hand_over_form": HandOverForm(),
        "needs_form": DeskNeedsForm(initial={"needs": row.needs}),
        **forms,
    }
