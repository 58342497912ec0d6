"""What someone left in a dialogue that is still hers, on one page, each with the way to take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.roles import COACH
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access.dialogues import own_seat
from tegenstroom.dialogue.actions import own
from tegenstroom.dialogue.models import Signal
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.words import FIELDS, PHASES


@guarded(own_seat)
@require_GET
def what_i_said(request: PersonRequest, pk: int) -> HttpResponse:
    """All of hers in a dialogue and nothing of anyone else, also after she left."""
    dialogue = own_seat(request.user, pk).dialogue
    hers = own.own_in(request.user, dialogue)
    words = [
        (one, FIELDS[one.field] if one.field else PHASES[one.phase], hers.seconds.get(one.word.pk))
        for one in hers.words
    ]
    page = {"dialogue": dialogue, "own": hers, "words": words, "says_yes": request.user.has_role(COACH)}
    return dressed(request, "dialogue/what_i_said.html", page)


@guarded(own_seat)
@require_http_methods(["GET", "POST"])
def sentence_back(request: PersonRequest, pk: int, signal: int) -> HttpResponse:
    """A sentence for policy that she named: one question first, for a thumb that slipped."""
    dialogue = own_seat(request.user, pk).dialogue
    hers = Signal.objects.filter(pk=signal, mentions__dialogue=dialogue, mentions__by=request.user).first()
    if request.method == "POST":
        if hers is not None:
            own.take_sentence_back(dialogue=dialogue, signal=hers, by=request.user)
        messages.success(request, _("Jij noemt deze zin hier niet meer."))
    elif hers is not None:
        return dressed(request, "dialogue/what_i_said_sentence.html", {"dialogue": dialogue, "signal": hers})
    # Taken back before, named by another, nowhere: the same answer, which tells her nothing of others.
    return redirect("dialogue:what_i_said", pk)
