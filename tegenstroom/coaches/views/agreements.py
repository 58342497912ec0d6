"""The agreement: its text in versions, the paper of each coach, and her own view of it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import agreements
from tegenstroom.coaches.forms.agreements import DayForm, TextForm
from tegenstroom.coaches.models import Agreement
from tegenstroom.coaches.papers.agreements import agreement_pdf, text_pdf
from tegenstroom.coaches.rules.agreements import RefusedError
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.words import PROBLEMS


@guarded(access.texts_at_desk)
@require_GET
def texts(request: PersonRequest) -> HttpResponse:
    """All versions of both texts, newest first."""
    found = list(access.texts_at_desk(request.user))
    of_each = [(terms, [text for text in found if text.terms == terms]) for terms in Terms]
    return render(request, "coaches/desk/coach_texts.html", {"of_each": of_each})


@guarded(access.texts_at_desk)
@require_POST
def text_new(request: PersonRequest) -> HttpResponse:
    """A new version that begins as the last one, or the draft that is open."""
    access.texts_at_desk(request.user)
    terms = request.POST.get("terms", Terms.VOLUNTEER)
    if terms not in Terms:
        raise Http404
    return redirect("coaches:agreement_text", agreements.draft_text(by=request.user, terms=Terms(terms)).pk)


@guarded(access.text_at_desk)
@require_http_methods(["GET", "POST"])
def text(request: PersonRequest, pk: int) -> HttpResponse:
    """Write a draft; read what was published."""
    found = access.text_at_desk(request.user, pk)
    if found.published_at:
        return render(request, "coaches/desk/coach_text.html", {"text": found})
    form = TextForm(request.POST or None, instance=access.text_at_desk(request.user, pk))
    if form.is_valid():
        agreements.write_text(text=found, by=request.user, **form.cleaned_data)
        if "publish" in request.POST:
            agreements.publish_text(text=found, by=request.user)
            messages.success(request, _("Versie %(n)s geldt voor wie nu tekent.") % {"n": found.number})
        else:
            messages.success(request, _("De tekst is bewaard. Nog niemand anders ziet hem."))
        return redirect("coaches:agreement_text", pk)
    return render(request, "coaches/desk/coach_text_edit.html", {"text": found, "form": form})


@guarded(access.text_at_desk)
@require_GET
def text_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The text as it will look on paper."""
    return pdf.answer(text_pdf(access.text_at_desk(request.user, pk)), _("afspraak.pdf"))


@guarded(access.profile_at_desk)
@require_POST
def make(request: PersonRequest, pk: int) -> HttpResponse:
    """A paper to sign, twice the same."""
    profile = access.profile_at_desk(request.user, pk)
    try:
        agreement = agreements.make(coach=profile.person, by=request.user)
    except RefusedError as refused:
        messages.error(request, PROBLEMS[refused.problem])
        return redirect("coaches:agreement_texts")
    return pdf.answer(agreement_pdf(agreement), _("afspraak.pdf"))


@guarded(access.agreement_at_desk)
@require_GET
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The paper once more."""
    return pdf.answer(agreement_pdf(access.agreement_at_desk(request.user, pk)), _("afspraak.pdf"))


@guarded(access.agreement_at_desk)
@require_POST
def signature(request: PersonRequest, pk: int) -> HttpResponse:
    """She signed, and the paper is here."""
    agreement = access.agreement_at_desk(request.user, pk)
    return _on_a_day(request, agreement, lambda day: agreements.sign(agreement=agreement, on=day, by=request.user))


@guarded(access.agreement_at_desk)
@require_POST
def ending(request: PersonRequest, pk: int) -> HttpResponse:
    """The agreement ends: from then on she is not asked any more."""
    agreement = access.agreement_at_desk(request.user, pk)
    return _on_a_day(request, agreement, lambda day: agreements.end(agreement=agreement, on=day, by=request.user))


@guarded(access.own_profile)
@require_GET
def own_paper(request: PersonRequest) -> HttpResponse:
    """Her own agreement, as it stands on the paper that she signed or will sign."""
    coach = access.own_profile(request.user).person_id
    mine = Agreement.objects.filter(coach=coach).select_related("text", "coach")
    # What she signed on other terms is read only while there is no paper of those of today.
    mine = agreements.for_their_coach(mine) if agreements.for_their_coach(mine).exists() else mine
    agreement = mine.exclude(signed_on=None).order_by("-signed_on").first() or mine.first()
    if agreement is None:
        raise Http404
    return pdf.answer(agreement_pdf(agreement), _("afspraak.pdf"))


def _on_a_day(request: PersonRequest, agreement: Agreement, act: Callable[[date], Agreement]) -> HttpResponse:
    """Do it on the day that was given, or say why that day cannot be."""
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            act(form.day_given())
        except RefusedError as refused:
            messages.error(request, PROBLEMS[refused.problem])
        else:
            messages.success(request, _("Bewaard."))
    else:
        messages.error(request, str(form.errors["day"][0]))
    return redirect("coaches:desk_coach", agreement.coach_id)
