"""What keeps coming back: named in a dialogue, let through by coaches, read by who carries it further."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue import tables
from tegenstroom.dialogue.access.dialogues import dialogue_for
from tegenstroom.dialogue.access.signals import signal_for, signal_reader, signals_elsewhere, signals_of
from tegenstroom.dialogue.actions import signals as actions
from tegenstroom.dialogue.actions.policy import Policy
from tegenstroom.dialogue.forms.policy import PolicyFilter
from tegenstroom.dialogue.forms.rooms import SignalForm
from tegenstroom.dialogue.models import Signal
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.harvest import Snag, SnagError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import tell
from tegenstroom.dialogue.words import SNAGS


@guarded(dialogue_for)
@require_http_methods(["GET", "POST"])
def of_dialogue(request: PersonRequest, pk: int) -> HttpResponse:
    """Name what came up here and comes up elsewhere too; what others named can be chosen with one button."""
    dialogue = dialogue_for(request.user, pk)
    room = Room(dialogue, request.user)
    if not room.may_make_lessons:
        raise Http404
    form = SignalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_signal(dialogue=dialogue, sentence=form.cleaned_data["sentence"], by=request.user)
            messages.success(request, _("Het staat erbij. De coaches beslissen of het verder mag."))
            return redirect("dialogue:room_signals", pk)
        except SnagError as snag:
            _say_why(form, snag)
    here = Signal.objects.filter(mentions__dialogue=dialogue)
    others = signals_elsewhere(request.user, dialogue)
    page = {"room": room, "dialogue": dialogue, "form": form, "here": here, "others": others}
    return dressed(request, "dialogue/room_signals.html", page)


@guarded(dialogue_for)
@require_POST
def end(request: PersonRequest, pk: int, signal: int) -> HttpResponse:
    """It does not stand here as it should: it counts no more for this dialogue."""
    dialogue = dialogue_for(request.user, pk)
    if not Room(dialogue, request.user).may_make_lessons:
        raise Http404
    named = get_object_or_404(Signal, pk=signal, mentions__dialogue=dialogue)
    actions.unname_signal(dialogue=dialogue, signal=named, by=request.user)
    messages.success(request, _("De zin telt hier niet meer mee."))
    return redirect("dialogue:room_signals", pk)


@guarded(signals_of)
@require_GET
def of_coach(request: PersonRequest) -> HttpResponse:
    """Each sentence, and whether she lets it be heard."""
    signals = signals_of(request.user)
    hers = set(signals_of(request.user).filter(approvals__coach=request.user).values_list("pk", flat=True))
    return dressed(
        request, "dialogue/room_my_signals.html", {"signals": [(one, one.pk in hers) for one in signals]}
    )


@guarded(signal_for)
@require_POST
def approval(request: PersonRequest, pk: int) -> HttpResponse:
    """A coach lets it be heard, or thinks better of it."""
    signal = signal_for(request.user, pk)
    try:
        if request.POST.get("answer") == "no":
            actions.take_approval_back(signal=signal, by=request.user)
        else:
            actions.approve_signal(signal=signal, by=request.user)
    except SnagError as snag:
        tell(request, snag)
    return redirect("dialogue:my_signals")


@guarded(signal_reader)
@require_GET
def for_policy(request: PersonRequest) -> HttpResponse:
    """What came back often enough and stands with enough coaches behind it: that, and nothing else."""
    signal_reader(request.user)
    policy = Policy()
    wanted = PolicyFilter(request.GET, policy=policy)
    part = wanted.part()
    page = {
        "filter": wanted,
        "signals": tables.lines(policy.shown(part)) if part else [],
        "is_told": part is not None and policy.can_tell(part),
        "least": policy.least,
        "query": request.GET.urlencode(),
    }
    return dressed(request, "dialogue/signals.html", page)


@guarded(signal_reader)
@require_GET
def table(request: PersonRequest, suffix: str) -> HttpResponse:
    """The sentences of the same filter, as a spreadsheet; what is on no list is told on the page."""
    signal_reader(request.user)
    policy = Policy()
    part = PolicyFilter(request.GET, policy=policy).part()
    if part is None:
        return redirect(reverse("dialogue:signals", query=request.GET))
    header, rows = tables.signals_table(policy.shown(part))
    return tables.RESPONSES[suffix](_("wat telkens terugkomt"), header, rows)


def _say_why(form: SignalForm, snag: SnagError) -> None:
    if snag.snag is Snag.POINTS_AT_SOMEONE:
        words = ", ".join(snag.words)
        form.add_error(
            "sentence", _("Haal dit eruit: %(words)s. Het kan iemand herkenbaar maken.") % {"words": words}
        )
    else:
        form.add_error(None, str(SNAGS[snag.snag]))
