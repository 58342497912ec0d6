"""Certificates: issuing them at the desk, downloading one's own, and checking one by its code."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded, public
from tegenstroom.training import access
from tegenstroom.training.actions import certificates as actions
from tegenstroom.training.figures import ATTENDANCE_NEEDED
from tegenstroom.training.forms.after import CodeForm, RevocationForm
from tegenstroom.training.models import Certificate
from tegenstroom.training.papers.certificates import certificate_pdf, hours_in_words


@guarded(access.edition_at_desk)
def certificates(request: PersonRequest, pk: int) -> HttpResponse:
    """Who earned one, who did not and why. A POST issues all that are due."""
    edition = access.edition_at_desk(request.user, pk)
    if request.method == "POST":
        count = len(actions.issue(edition=edition, by=request.user))
        messages.success(request, _issued(count))
        return redirect("training:certificates", pk)
    rows = actions.standings(edition)
    page = {
        "edition": edition,
        "rows": rows,
        "due": sum(row.awaits for row in rows),
        "needed": ATTENDANCE_NEEDED.on(edition.ends_on) if edition.ends_on else None,
    }
    return render(request, "training/certificates.html", page)


@guarded(access.enrolment_at_desk)
@require_POST
def certificate_again(request: PersonRequest, pk: int) -> HttpResponse:
    """A new certificate for someone whose first one was revoked."""
    enrolment = access.enrolment_at_desk(request.user, pk)
    count = 1 if actions.issue_again(enrolment=enrolment, by=request.user) else 0
    messages.success(request, _issued(count))
    return redirect("training:certificates", enrolment.edition_id)


@guarded(access.certificate_at_desk)
def certificate_revocation(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one back, with a reason."""
    certificate = access.certificate_at_desk(request.user, pk)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(certificate=certificate, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Het attest van %(name)s is ingetrokken.") % {"name": certificate.name})
        return redirect("training:certificates", certificate.enrolment.edition_id)
    page = {"form": form, "certificate": certificate, "edition": certificate.enrolment.edition}
    return render(request, "training/certificate_revocation.html", page)


@guarded(access.certificate_of)
def certificate_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The sheet itself: one's own, or any at the desk."""
    certificate = access.certificate_of(request.user, pk)
    return pdf.answer(certificate_pdf(certificate), f"attest-{certificate.code}.pdf")


@public
def certificate_lookup(request: HttpRequest) -> HttpResponse:
    """Type a code over from a certificate."""
    form = CodeForm({"code": request.GET["code"]} if "code" in request.GET else None)
    if form.is_valid():
        return redirect("training:certificate_check", form.cleaned_data["code"])
    return render(request, "training/certificate_lookup.html", {"form": form})


@public
def certificate_check(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, taken back, or unknown; and only what stands on the certificate itself."""
    form = CodeForm({"code": code})
    if not form.is_valid():
        return render(request, "training/certificate_lookup.html", {"form": form}, status=404)
    if form.cleaned_data["code"] != code:
        return redirect("training:certificate_check", form.cleaned_data["code"])
    certificate = Certificate.objects.filter(code=code).first()
    page = {
        "code": code,
        "certificate": certificate,
        "hours": hours_in_words(certificate) if certificate else "",
        "issuer": settings.NETWORK["name"],
        "form": CodeForm(),
    }
    return render(request, "training/certificate_check.html", page, status=200 if certificate else 404)


def _issued(count: int) -> str:
    if not count:
        return _("Er was geen attest om op te maken.")
    return ngettext(
        "Er is %(count)d attest opgemaakt. De brief staat klaar.",
        "Er zijn %(count)d attesten opgemaakt. De brieven staan klaar.",
        count,
    ) % {"count": count}
