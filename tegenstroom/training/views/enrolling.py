"""Enrolling without an account: one page, and the page that says what happens now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, public
from tegenstroom.organisations.access import organisations_led_by
from tegenstroom.training.actions.enrolment import EnrolmentRefused, enrol, refuse_when_closed
from tegenstroom.training.actions.newcomers import enrol_newcomer
from tegenstroom.training.actions.waiting import number_for_a_newcomer, number_in_line
from tegenstroom.training.doors import RECEIPT, enrolment_of, in_company_of, receipt_token
from tegenstroom.training.forms.enrolments import EnrolForm, NewcomerEnrolForm
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.views.flood import too_many


@public
def enrolling(request: HttpRequest, pk: int) -> HttpResponse:
    """Enrol in an edition of the open offer."""
    editions = Edition.objects.public().select_related("version", "place", "organisation")
    return _enrolling(request, get_object_or_404(editions, pk=pk))


@by_link
def enrolling_in_company(request: HttpRequest, token: str) -> HttpResponse:
    """Enrol in an edition made to measure: the organisation passed the link on to its own people."""
    return _enrolling(request, in_company_of(token))


@by_link
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What the form brought about, and what happens now. It says no name: anyone can type someone's address."""
    enrolment = enrolment_of(RECEIPT, token)
    return render(
        request,
        "training/enrolled.html",
        {
            "enrolment": enrolment,
            "edition": enrolment.edition,
            "sessions": enrolment.edition.sessions.select_related("place"),
            "number": number_in_line(enrolment) if enrolment.state == EnrolmentState.WAITING else None,
            "approval": getattr(enrolment, "approval", None),
            "calendar_token": token,
        },
    )


def _enrolling(request: HttpRequest, edition: Edition) -> HttpResponse:
    person = request.user if request.user.is_authenticated else None
    form_class = EnrolForm if person else NewcomerEnrolForm
    form = form_class(request.POST or None, edition=edition)
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many(request, form):
            status = 429
        elif enrolment := _enrolled(form, edition, person):
            return _onward(request, form, enrolment)
    return render(request, "training/enrol.html", _page(edition, form, person), status=status)


def _enrolled(form: EnrolForm, edition: Edition, person: Person | None) -> Enrolment | None:
    """The enrolment, or None and a sentence on the form."""
    try:
        return _enrol(form, edition, person)
    except EnrolmentRefused as refused:
        form.add_error(None, str(refused))
        return None


def _enrol(form: EnrolForm, edition: Edition, person: Person | None) -> Enrolment:
    key = form.cleaned_data["form_key"]
    if person:
        return enrol(edition=edition, person=person, by=person, form_key=key, **form.choices())
    assert isinstance(form, NewcomerEnrolForm)
    return enrol_newcomer(edition=edition, newcomer=form.newcomer(), form_key=key, by=None, **form.choices())


def _onward(request: HttpRequest, form: EnrolForm, enrolment: Enrolment) -> HttpResponse:
    if enrolment.person_id == request.user.pk:
        return redirect("training:my_enrolment", enrolment.pk)
    if isinstance(form, NewcomerEnrolForm) and not form.brought_about(enrolment):
        # Anyone can type someone's address: how she stands is in her own letters.
        return render(request, "training/enrolled_before.html", {"edition": enrolment.edition})
    return redirect("training:enrolled", receipt_token(enrolment))


def why_closed(edition: Edition) -> str:
    """Why nobody can enrol now, in a sentence; empty when anyone can."""
    try:
        refuse_when_closed(edition)
    except EnrolmentRefused as refused:
        return str(refused)
    return ""


def _page(edition: Edition, form: EnrolForm, person: Person | None) -> dict[str, Any]:
    return {
        "layout": "base/personal.html" if person else "base.html",
        "edition": edition,
        "sessions": edition.sessions.select_related("place"),
        "form": form,
        "closed": why_closed(edition),
        "number": number_for_a_newcomer(edition),
        "leads": person is not None and organisations_led_by(person).exists(),
    }
