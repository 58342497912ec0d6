"""A case for who brought it: to read again, and to take back with one button."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import cases as access
from tegenstroom.dialogue.access.dialogues import dialogues_of, sits_in, version_for
from tegenstroom.dialogue.actions import leaving
from tegenstroom.dialogue.doors import room_path
from tegenstroom.dialogue.hers import words_of
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.polling import nothing_new
from tegenstroom.dialogue.views.cases import gone_page
from tegenstroom.dialogue.views.dress import dressed


@guarded(access.case_written)
@require_GET
def one(request: PersonRequest, key: UUID) -> HttpResponse:
    """What she brought, in both versions, and until when it stays."""
    case = access.case_written(request.user, key)
    if gone := gone_page(request, case):
        return gone
    dialogue = Dialogue.objects.filter(case=case).defer(*access.CASE_WORDS).first()
    page = {
        "case": case,
        "words": words_of(case, request.user),
        "dialogue": dialogue,
        "room": room_path(dialogue) if dialogue and sits_in(request.user, dialogue.pk) else "",
    }
    return dressed(request, "dialogue/case_own.html", page)


@guarded(access.case_written)
@require_safe
def still_there(request: PersonRequest, key: UUID) -> HttpResponse:
    """For a page that is open: whether her case still stands, or the page must go."""
    # The number first, as in a room: what changes while the answer is made is asked anew.
    dialogue = dialogues_of(request.user).filter(case=key).values_list("pk", flat=True).first()
    version = version_for(request.user, dialogue) if dialogue else ""
    if access.case_written(request.user, key).is_gone:
        return HttpResponse(status=HTTPStatus.RESET_CONTENT)
    return nothing_new(request, dialogue, version) if dialogue else HttpResponse(status=HTTPStatus.NO_CONTENT)


@guarded(access.case_written)
@require_http_methods(["GET", "POST"])
def withdrawal(request: PersonRequest, key: UUID) -> HttpResponse:
    """She takes it back: it is gone at once, with all that was said about it."""
    case = access.case_written(request.user, key)
    if gone := gone_page(request, case):
        return gone
    if request.method == "POST":
        leaving.withdraw_case(case=case, by=request.user)
        return redirect("dialogue:own_case", key)
    dialogue = Dialogue.objects.filter(case=case).defer(*access.CASE_WORDS).first()
    return dressed(request, "dialogue/case_withdrawal.html", {"case": case, "dialogue": dialogue})
