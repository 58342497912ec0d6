"""Her papers: the agreement, and whether a benefit of hers is safe. One question a page."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import agreements, benefits
from tegenstroom.coaches.forms.benefits import YES, HasBenefitForm, InOrderForm, PaperForm, UntilForm
from tegenstroom.coaches.models import Agreement
from tegenstroom.coaches.papers.benefits import benefit_pdf
from tegenstroom.coaches.rules.benefits import CheckState, Paper
from tegenstroom.coaches.words import BENEFITS


@guarded(access.own_profile)
@require_GET
def papers(request: PersonRequest) -> HttpResponse:
    """Her agreement, and how it stands with her papers this year."""
    profile = access.own_profile(request.user)
    papers = agreements.for_their_coach(Agreement.objects.filter(coach=request.user))
    signed = papers.exclude(signed_on=None).order_by("-signed_on")
    seen = {
        "profile": profile,
        "agreement": signed.first(),
        "on_paper": papers.filter(signed_on=None, ended_on=None).exists(),
        "standing": benefits.standing_of(request.user),
    }
    return render(request, "coaches/benefit_papers.html", seen)


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def question(request: PersonRequest) -> HttpResponse:
    """Is there anything to look after? Her answer is kept at once."""
    access.own_profile(request.user)
    form = HasBenefitForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["answer"] == YES:
            benefits.begin(coach=request.user, by=request.user)
            return redirect("coaches:benefit_list")
        benefits.answer(coach=request.user, state=CheckState.NOT_APPLICABLE, by=request.user)
        return redirect("coaches:papers")
    return render(request, "coaches/benefit_question.html", {"form": form})


@guarded(access.own_profile)
@require_GET
def paper_list(request: PersonRequest) -> HttpResponse:
    """What to do for each benefit, and a letter for each. Everyone sees the same list."""
    access.own_profile(request.user)
    return render(request, "coaches/benefit_list.html", {"benefits": BENEFITS})


@sensitive_post_parameters("paper")
@guarded(access.own_profile)
@require_POST
def paper(request: PersonRequest) -> HttpResponse:
    """The letter that she wants now. Nothing is written down: no row, no audit, no address that tells."""
    access.own_profile(request.user)
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    content = benefit_pdf(request.user, Paper(form.cleaned_data["paper"]))
    return pdf.answer(content, _("brief.pdf"))


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def in_order(request: PersonRequest) -> HttpResponse:
    """Whether everything is in order by now."""
    access.own_profile(request.user)
    form = InOrderForm(request.POST or None)
    if form.is_valid():
        is_so = form.cleaned_data["answer"] == YES
        state = CheckState.IN_ORDER if is_so else CheckState.NOT_YET
        benefits.answer(coach=request.user, state=state, by=request.user)
        return redirect("coaches:benefit_until" if is_so else "coaches:papers")
    return render(request, "coaches/benefit_in_order.html", {"form": form})


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def until(request: PersonRequest) -> HttpResponse:
    """The last day on her paper, where there is one."""
    access.own_profile(request.user)
    form = UntilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["until"]
        benefits.answer(coach=request.user, state=CheckState.IN_ORDER, until=day, by=request.user)
        return redirect("coaches:papers")
    return render(request, "coaches/benefit_until.html", {"form": form})
