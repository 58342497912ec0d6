"""The account on which someone gets her money: her own pages, and the desk's that writes it down for her."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded, signed_in
from tegenstroom.billing.access import account_owner_at_desk
from tegenstroom.billing.actions import accounts, askers
from tegenstroom.billing.forms.accounts import DeskAccountForm, HolderForm, NumberForm
from tegenstroom.billing.rules.payruns import Method


@signed_in
@require_GET
def account(request: PersonRequest) -> HttpResponse:
    """Which account we know of her: only how it ends."""
    if accounts.account_of(request.user) is None:
        return redirect("billing:account_number")
    return render(request, "billing/account.html", {**_known(request.user), "in_hand": _in_hand(request.user)})


@signed_in
@sensitive_post_parameters("iban")
@require_http_methods(["GET", "POST"])
def number(request: PersonRequest) -> HttpResponse:
    """Her account number, asked once. It is shown no more once it is kept."""
    me = request.user
    form = NumberForm(request.POST or None)
    if form.is_valid():
        known = accounts.account_of(me)
        holder = (known and accounts.holder_of(known)) or me.name
        accounts.keep(person=me, iban=form.cleaned_data["iban"], holder=holder, by=me)
        messages.success(request, _("Je rekening is bewaard."))
        return redirect("billing:account")
    return render(request, "billing/account_number.html", {"form": form, "in_hand": _in_hand(me)})


@signed_in
@sensitive_post_parameters("holder")
@require_http_methods(["GET", "POST"])
def holder(request: PersonRequest) -> HttpResponse:
    """The name on the account, when it is not her own."""
    me = request.user
    known = accounts.account_of(me)
    if known is None:
        return redirect("billing:account_number")
    form = HolderForm(request.POST or None, initial={"holder": accounts.holder_of(known)})
    if form.is_valid():
        accounts.name_holder(person=me, holder=form.cleaned_data["holder"], by=me)
        messages.success(request, _("De naam is bewaard."))
        return redirect("billing:account")
    return render(request, "billing/account_holder.html", {"form": form})


@signed_in
@require_POST
def removal(request: PersonRequest) -> HttpResponse:
    """She takes her account away."""
    if accounts.forget(person=request.user, by=request.user):
        messages.success(request, _("Je rekening is weg. Wij bewaren het nummer niet meer."))
    return redirect("billing:account")


@guarded(account_owner_at_desk)
@sensitive_post_parameters("iban", "holder")
@require_http_methods(["GET", "POST"])
def desk_account(request: PersonRequest, pk: int) -> HttpResponse:
    """The desk writes down what someone said on the phone, and never sees the number again."""
    person = account_owner_at_desk(request.user, pk)
    form = DeskAccountForm(request.POST or None, initial={"holder": person.name})
    if form.is_valid():
        accounts.keep(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("De rekening is bewaard. %(name)s krijgt een brief.") % {"name": person.name})
        return redirect("billing:desk_account", pk)
    return render(request, "billing/desk/account.html", {"form": form, "person": person, **_known(person)})


@guarded(account_owner_at_desk)
@require_POST
def desk_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """The desk takes an account away, because someone asked."""
    person = account_owner_at_desk(request.user, pk)
    if accounts.forget(person=person, by=request.user):
        messages.success(request, _("De rekening is weg. %(name)s krijgt een brief.") % {"name": person.name})
    return redirect("billing:desk_account", pk)


def _in_hand(person: Person) -> bool:
    """Whether she is paid in her hand now, whatever account we know of her."""
    return askers.methods([person.pk]).get(person.pk) == Method.CASH


def _known(person: Person) -> dict[str, object]:
    known = accounts.account_of(person)
    if known is None:
        return {"account": None}
    return {"account": known, "ending": accounts.ending_of(known), "holder": accounts.holder_of(known)}
