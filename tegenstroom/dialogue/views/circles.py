"""Her groups: what is asked of her now, who is in them, and the contract that comes before everything else."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded, signed_in
from tegenstroom.dialogue.access.circles import circle_for, membership
from tegenstroom.dialogue.access.signals import reads_signals
from tegenstroom.dialogue.actions import circles as actions
from tegenstroom.dialogue.actions import contracts, drafts
from tegenstroom.dialogue.actions import leaving as actions_of_leaving
from tegenstroom.dialogue.doors import draft_path
from tegenstroom.dialogue.forms.leaving import LeaveForm
from tegenstroom.dialogue.hers import page_of, table_of
from tegenstroom.dialogue.models import Contract
from tegenstroom.dialogue.views.dress import dressed


@signed_in
@require_GET
def mine(request: PersonRequest) -> HttpResponse:
    """Everything of hers: one thing that is asked now first, then her groups, dialogues, cases and drafts."""
    page = {"mine": page_of(request.user), "reads_signals": reads_signals(request.user)}
    return dressed(request, "dialogue/circles.html", page)


@guarded(membership)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """A group, for who agreed to its contract; anyone else reads that first."""
    member = membership(request.user, pk)
    if not member.stands:
        return redirect("dialogue:circle_contract", pk)
    page = {"member": member, "table": table_of(request.user, member), "key": uuid4()}
    return dressed(request, "dialogue/circle.html", page)


@guarded(membership)
@require_http_methods(["GET", "POST"])
def contract(request: PersonRequest, pk: int) -> HttpResponse:
    """The words on trust, and one button. Her yes is to the very words that she read."""
    member = membership(request.user, pk)
    if request.method == "POST" and not member.stands:
        read = _read(request)
        if not contracts.in_force(read):
            messages.info(request, _("Deze woorden zijn net vernieuwd. Lees ze nog eens, en zeg dan ja."))
            return redirect("dialogue:circle_contract", pk)
        actions.agree(member=member, contract=read, by=request.user)
        messages.success(request, _("Je zei ja. Welkom in deze groep."))
        return redirect("dialogue:circle", pk)
    words = member.contract if member.stands else contracts.newest(request.user.language)
    return dressed(request, "dialogue/circle_contract.html", {"member": member, "contract": words})


@guarded(membership)
@require_http_methods(["GET", "POST"])
def leaving(request: PersonRequest, pk: int) -> HttpResponse:
    """She leaves the group, with all its dialogues, also before she said yes. One button, no reason."""
    member = membership(request.user, pk)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions_of_leaving.leave_circle(member=member, take_words=form.takes_words(), by=request.user)
        messages.success(request, _("Je zit niet meer in deze groep. Dat is goed. Niemand vraagt waarom."))
        return redirect("dialogue:circles")
    return dressed(request, "dialogue/circle_leaving.html", {"member": member, "form": form})


@guarded(circle_for)
@require_POST
def bring_case(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin a draft of a case for this group; the same form twice is one draft."""
    circle = circle_for(request.user, pk)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise BadRequest from error
    return redirect(draft_path(drafts.begin(circle=circle, key=key, by=request.user).pk))


def _read(request: PersonRequest) -> Contract:
    """The contract that stood on the page. A form without one is no yes."""
    number = request.POST.get("contract", "")
    found = Contract.objects.in_force().filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise BadRequest
    return found
