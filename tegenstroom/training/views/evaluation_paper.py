"""Typing over what people without mail wrote on the sheet with questions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.training import access
from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.forms.after import PaperForm
from tegenstroom.training.models import Edition, EvaluationInvitation
from tegenstroom.training.models.evaluations import WAVES


@guarded(access.edition_at_desk)
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose sheet is it, and from when?"""
    edition = access.edition_at_desk(request.user, pk)
    page = {"edition": edition, "waves": _unanswered(edition)}
    return render(request, "training/evaluation_papers.html", page)


@guarded(access.paper_invitation_at_desk)
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """All questions on one page. What she began herself is not shown: only she may read that."""
    invitation = access.paper_invitation_at_desk(request.user, pk)
    if invitation.answered:
        return _back(request, invitation, done=False)
    questions = list(actions.questions_of(invitation.wave))
    form = PaperForm(request.POST if request.method == "POST" else None, questions=questions)
    if request.method == "POST" and form.is_valid():
        return _back(request, invitation, done=_hand_in(invitation, form, request))
    page = {"invitation": invitation, "edition": invitation.enrolment.edition, "form": form}
    return render(request, "training/evaluation_paper.html", page)


def _hand_in(invitation: EvaluationInvitation, form: PaperForm, request: PersonRequest) -> bool:
    """Whether it was kept; she may have answered meanwhile."""
    share = form.cleaned_data["share_with_coaches"]
    try:
        actions.enter_paper(invitation=invitation, answers=form.answers, share_with_coaches=share, by=request.user)
    except actions.AlreadyFinishedError:
        return False
    return True


def _back(request: HttpRequest, invitation: EvaluationInvitation, *, done: bool) -> HttpResponse:
    name = {"name": invitation.enrolment.person.name}
    if done:
        messages.success(request, _("De antwoorden van %(name)s zijn afgegeven, zonder naam erbij.") % name)
    else:
        messages.info(request, _("%(name)s antwoordde al. Die antwoorden blijven zoals ze zijn.") % name)
    return redirect("training:evaluation_papers", invitation.enrolment.edition_id)


def _unanswered(edition: Edition) -> list[tuple[str, list[EvaluationInvitation]]]:
    """For each wave who was asked on paper and did not answer yet, by name."""
    asked = EvaluationInvitation.objects.on_paper().filter(enrolment__edition=edition, answered=False)
    by_name = asked.select_related("enrolment__person").order_by(
        "enrolment__person__given_name", "enrolment__person__family_name"
    )
    waves = {wave: [row for row in by_name if row.wave == wave] for wave in WAVES}
    return [(str(WAVES[wave]), rows) for wave, rows in waves.items() if rows]
