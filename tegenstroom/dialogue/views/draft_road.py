"""What all pages of a draft share: where the pressed button leads, what is typed comes back, who goes on where."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from tegenstroom.base.sealing import SealError
from tegenstroom.dialogue.actions import drafts
from tegenstroom.dialogue.draft_words import STEPS
from tegenstroom.dialogue.models import RawDraft
from tegenstroom.dialogue.rules import road
from tegenstroom.dialogue.rules.drafts import Choice, Obstacle, Source, UnfitError
from tegenstroom.dialogue.rules.road import Step

type View = Callable[..., HttpResponseBase]

NO_WORDS = frozenset(("csrfmiddlewaretoken", "go", "key", "mark", "nth", "exactly"))
# Fields of rows that hold no words: a choice, a tick.
NO_WORDS_IN_ROWS = ("-choice", "-everywhere")


def keeps_typed(view: View) -> View:
    """When the draft is gone while she types, her words come back on the page, so that she can copy them.

    The answer is the same whether it is gone, never was, or is another's: 404, with nothing but what came in.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            reason = ""
        except UnfitError as no:
            if not {Obstacle.GONE, Obstacle.NOT_YOURS} & set(no.obstacles):
                raise
            reason = ""
        except SealError as error:
            reason = str(error)
        page = {"typed": typed(request), "reason": reason}
        return render(request, "dialogue/draft_gone.html", page, status=404)

    hidden: View = sensitive_post_parameters()(kept)
    return hidden


def typed(request: HttpRequest) -> list[str]:
    """All words that came in with a form."""
    return [
        words
        for name, values in request.POST.lists()
        if name not in NO_WORDS and not name.endswith(NO_WORDS_IN_ROWS)
        for words in values
        if isinstance(words, str) and words.strip()
    ]


def page_of(draft: RawDraft, step: Step, **more: Any) -> dict[str, Any]:
    """What every page of the road shows: which step it is, and until when the draft is there."""
    return {
        "draft": draft,
        "step": step,
        "number": road.ORDER.index(step) + 1,
        "total": len(road.ORDER),
        "steps": [(one, address(draft, one), name) for one, name in STEPS.items()],
        "heading": STEPS[step],
        **more,
    }


def goes(request: HttpRequest) -> str:
    """Which button was pressed: on, back or stop."""
    return request.POST.get("go", "on")


def leads_on(request: HttpRequest, draft: RawDraft, step: Step) -> HttpResponse:
    """Where the pressed button leads: to the next question, the one before, or out."""
    if goes(request) == "stop":
        return redirect("dialogue:drafts")
    to = road.before(step) if goes(request) == "back" else road.after(step)
    return to_step(draft, to) if to else redirect("dialogue:drafts")


def to_step(draft: RawDraft, step: Step) -> HttpResponse:
    """The page of a step."""
    return redirect(address(draft, step))


def address(draft: RawDraft, step: Step) -> str:
    """The address of a step."""
    return reverse(f"dialogue:draft_{step.name.lower()}", args=[draft.pk])


def where_she_is(draft: RawDraft) -> Step:
    """The first step at which something still stands in the way."""
    return where_to_mend(draft, road.first_open(drafts.against_confirming(draft)))


def where_to_mend(draft: RawDraft, step: Step) -> Step:
    """The same step; what she marked herself is decided on the page where she marked it."""
    is_told_there = bool(draft.sealed_lost_marks)
    open_rows = draft.findings.filter(choice=Choice.OPEN, source=Source.ENGINE)
    if step is Step.FINDINGS and not is_told_there and not open_rows.exists():
        return Step.MARKS
    return step
