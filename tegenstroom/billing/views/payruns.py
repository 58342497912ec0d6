"""Pay runs at the desk: what can be paid, making a run, and following it until everyone has her money."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.downloads import download
from tegenstroom.billing import tables, words
from tegenstroom.billing.access import payout_at_desk, run_at_desk, runs_at_desk
from tegenstroom.billing.actions import bankfile, ledger, payruns
from tegenstroom.billing.forms.payruns import NewRunForm, PaidForm, SignedForm
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.billing.papers.receipts import receipts as receipts_pdf
from tegenstroom.billing.rules.payruns import Method, RefusedError, Share

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """Someone's share as the desk reads it."""

    person: Person
    share: Share

    @property
    def how(self) -> str:
        return str(words.METHODS_AT_DESK[self.share.method])

    @property
    def why_not(self) -> str:
        return str(words.OBSTACLES[self.share.obstacle]) if self.share.obstacle else ""


@guarded(runs_at_desk)
@require_http_methods(["GET", "POST"])
def runs(request: PersonRequest) -> HttpResponse:
    """What waits, who would get what, and the runs so far. A POST makes a run."""
    everything = runs_at_desk(request.user)
    form = NewRunForm(request.POST or None)
    if form.is_valid():
        made = _tried(request, lambda: _make(request, form))
        return redirect("billing:desk_run", made.pk) if made else redirect("billing:desk_runs")
    kept = Q(payouts__bounced_at=None)
    counted = everything.annotate(people=Count("payouts", filter=kept), total=Sum("payouts__amount", filter=kept))
    page = Paginator(counted.order_by("-made_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "billing/desk/runs.html", {"form": form, "page": page, **_waiting()})


@guarded(run_at_desk)
@require_http_methods(["GET", "POST"])
def run(request: PersonRequest, pk: int) -> HttpResponse:
    """One run: who gets what and how far it is. A POST says on which day the transfers were paid."""
    found = run_at_desk(request.user, pk)
    form = PaidForm(request.POST or None, since=timezone.localdate(found.made_at))
    if form.is_valid():
        day = form.cleaned_data["paid_on"]
        _tried(request, lambda: payruns.settle(run=found, paid_on=day, by=request.user))
        return redirect("billing:desk_run", pk)
    return render(request, "billing/desk/run.html", {"run": found, "form": form, **_counted(found)})


@guarded(run_at_desk)
@require_POST
def sending(request: PersonRequest, pk: int) -> HttpResponse:
    """The run leaves: from now on it cannot be undone."""
    found = run_at_desk(request.user, pk)
    _tried(request, lambda: payruns.send(run=found, by=request.user))
    return redirect("billing:desk_run", pk)


@guarded(run_at_desk)
@require_POST
def undoing(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back a run that did not leave: its amounts wait again."""
    found = run_at_desk(request.user, pk)
    if _tried(request, lambda: payruns.undo(run=found, by=request.user)):
        messages.success(request, _("De uitbetaling is ongedaan gemaakt. De bedragen wachten op de volgende."))
    return redirect("billing:desk_run", pk)


@guarded(run_at_desk)
@require_POST
def bank_file(request: PersonRequest, pk: int) -> HttpResponse:
    """The file to upload at the bank. It holds account numbers: it is kept nowhere, here nor on the way."""
    found = run_at_desk(request.user, pk)
    written = _tried(request, lambda: bankfile.bank_file(run=found, by=request.user))
    if written is None:
        return redirect("billing:desk_run", pk)
    response = download(written, "application/xml", f"uitbetaling-{pk}.xml")
    response.headers["Cache-Control"] = "no-store"
    return response


@guarded(run_at_desk)
@require_GET
def receipts(request: PersonRequest, pk: int) -> HttpResponse:
    """A sheet to sign for everyone who gets her money in her hand."""
    found = run_at_desk(request.user, pk)
    rows = found.payouts.standing().filter(method=Method.CASH).select_related("person").prefetch_related("dues")
    if not rows:
        messages.info(request, _("In deze uitbetaling krijgt niemand geld in de hand."))
        return redirect("billing:desk_run", pk)
    return pdf.answer(receipts_pdf(rows), f"ontvangstbewijzen-{pk}.pdf")


@guarded(run_at_desk)
@require_GET
def table(request: PersonRequest, pk: int, suffix: str) -> HttpResponse:
    """The run as a spreadsheet."""
    header, rows = tables.run_table(run_at_desk(request.user, pk))
    return tables.RESPONSES[suffix](_("uitbetaling %(number)s") % {"number": pk}, header, rows)


@guarded(payout_at_desk)
@require_http_methods(["GET", "POST"])
def payout(request: PersonRequest, pk: int) -> HttpResponse:
    """What one person gets, for what. A POST says on which day she signed for it."""
    found = payout_at_desk(request.user, pk)
    form = SignedForm(request.POST or None, since=timezone.localdate(found.run.made_at))
    if form.is_valid():
        day = form.cleaned_data["paid_on"]
        _tried(request, lambda: payruns.hand_over(payout=found, on=day, by=request.user))
        return redirect("billing:desk_run", found.run_id)
    return render(request, "billing/desk/payout.html", {"payout": found, "run": found.run, "form": form})


@guarded(payout_at_desk)
@require_POST
def bouncing(request: PersonRequest, pk: int) -> HttpResponse:
    """The bank gave it back, or nobody came for it: it waits for the next run."""
    found = payout_at_desk(request.user, pk)
    if _tried(request, lambda: payruns.bounce(payout=found, by=request.user)):
        sentence = _("Genoteerd. Wat %(name)s moet krijgen, wacht op de volgende uitbetaling.")
        messages.success(request, sentence % {"name": found.person.name})
    return redirect("billing:desk_run", found.run_id)


def _make(request: PersonRequest, form: NewRunForm) -> PayRun:
    key = form.cleaned_data["once_key"].hex
    return payruns.make(pay_on=form.cleaned_data["pay_on"], once_key=key, by=request.user)


def _tried[Done](request: HttpRequest, verb: Callable[[], Done]) -> Done | None:
    """What the verb gives; None, with a sentence for the reader, when it may not be done now."""
    try:
        return verb()
    except RefusedError as refused:
        messages.error(request, words.REFUSALS[refused.refusal] % {"whom": refused.whom})
        return None


def _waiting() -> dict[str, object]:
    """What is owed and in no run yet, and whether the house can pay at all."""
    dues = list(Due.objects.unpaid().select_related("person"))
    plan = payruns.plan(dues)
    people = {due.person_id: due.person for due in dues}
    held = [due for due in dues if due.pk in plan.held]
    # With a day that must still come nothing is wrong: one line says enough.
    to_come = [due for due in held if due.day > timezone.localdate()]
    return {
        "payable": [Line(people[share.person], share) for share in plan.payable],
        "total": plan.total,
        "left_out": [Line(people[share.person], share) for share in plan.left_out],
        "held": [(due, plan.held[due.pk]) for due in held if due not in to_come],
        "to_come": len(to_come),
        "to_come_total": sum((due.amount for due in to_come), Decimal(0)),
        "may_transfer": _can_transfer(),
        "books_hold": not ledger.check(),
    }


def _can_transfer() -> bool:
    try:
        bankfile.own_account()
    except RefusedError:
        return False
    return True


def _counted(found: PayRun) -> dict[str, object]:
    """The people of a run, and what of it still waits for the desk."""
    payouts = list(found.payouts.select_related("person").order_by("person__family_name", "pk"))
    kept = [row.amount for row in payouts if row.bounced_at is None]
    waits = Q(paid_on=None, bounced_at=None)
    open_by = dict(Payout.objects.filter(waits, run=found).values_list("method").annotate(Count("pk")))
    return {
        "payouts": payouts,
        "people": len(kept),
        "total": sum(kept),
        "transfers": sum(row.method == Method.TRANSFER for row in payouts),
        "came_back": any(row.method == Method.TRANSFER and row.bounced_at for row in payouts),
        "cash": sum(row.method == Method.CASH for row in payouts),
        "transfers_open": open_by.get(Method.TRANSFER, 0),
        "cash_open": open_by.get(Method.CASH, 0),
    }
