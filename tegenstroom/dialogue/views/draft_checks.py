"""The last questions before a draft goes: what no machine answers, what stays, who reads along, and sending it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import drafts as access
from tegenstroom.dialogue.actions import draft_contents, looking, second_readers
from tegenstroom.dialogue.actions import drafts as actions
from tegenstroom.dialogue.draft_readers import asked_of, recognised, to_ask, why
from tegenstroom.dialogue.draft_rows import details_left, doubt_rows, left_direct, still_there
from tegenstroom.dialogue.draft_words import STEPS
from tegenstroom.dialogue.forms.drafts import DetailsForm, QuestionsForm, ReaderForm
from tegenstroom.dialogue.models import RawDraft, SecondReader
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import Obstacle, UnfitError
from tegenstroom.dialogue.rules.road import STEP_OF, Step
from tegenstroom.dialogue.views.draft_road import (
    address,
    goes,
    keeps_typed,
    leads_on,
    page_of,
    to_step,
    where_to_mend,
)
from tegenstroom.dialogue.words import OBSTACLES


@keeps_typed
@guarded(access.draft_of)
@require_http_methods(["GET", "POST"])
def questions(request: PersonRequest, key: UUID) -> HttpResponse:
    """Five questions, on one page, without a right answer."""
    draft = access.draft_of(request.user, key)
    there = {question: "ja" if said else "nee" for question, said in draft.answers.items()}
    form = QuestionsForm(request.POST if request.method == "POST" else None, initial=there)
    if request.method == "POST":
        valid = form.is_valid()
        actions.answer(draft=draft, answers=form.answers(), by=request.user)
        if valid:
            return leads_on(request, draft, Step.QUESTIONS)
    return render(request, "dialogue/draft_questions.html", page_of(draft, Step.QUESTIONS, form=form))


@keeps_typed
@guarded(access.draft_of)
@require_http_methods(["GET", "POST"])
def details(request: PersonRequest, key: UUID) -> HttpResponse:
    """Which of six things stay as they are. Above the number of the network someone else reads along."""
    draft = access.draft_of(request.user, key)
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(data, initial={"fine": sorted(draft_contents.fine_of(draft))})
    if request.method == "POST" and form.is_valid():
        before = draft.fine
        draft = actions.answer(draft=draft, fine=form.cleaned_data["fine"], by=request.user)
        # Once: who was told that someone must read along may go on, and ask later.
        if goes(request) == "on" and draft.fine != before and _waits_for_a_reader(draft):
            return redirect(f"{address(draft, Step.DETAILS)}#lezer")
        return leads_on(request, draft, Step.DETAILS)
    stands = draft_contents.as_it_stands(draft)
    page = page_of(
        draft,
        Step.DETAILS,
        form=form,
        left=details_left(draft),
        most=actions.most_fine(),
        to_read=second_readers.read_as_others(draft),
        needs_reader=stands.weighed or stands.was_recognised,
        before_asking=_in_the_way(draft, rules.against_asking(stands)),
        **asked_of(draft),
        **to_ask(draft),
    )
    return render(request, "dialogue/draft_details.html", page)


@keeps_typed
@guarded(access.draft_of)
@require_POST
def reader(request: PersonRequest, key: UUID) -> HttpResponse:
    """Ask someone of the group to read along."""
    draft = access.draft_of(request.user, key)
    form = ReaderForm(request.POST, people=second_readers.candidates(draft))
    if not form.is_valid():
        messages.error(request, _("Kies iemand van de groep."))
        return to_step(draft, Step.DETAILS)
    try:
        second_readers.ask(draft=draft, person=form.chosen(), by=request.user)
    except UnfitError as no:
        first = no.obstacles[0]
        if first in {Obstacle.GONE, Obstacle.NOT_YOURS}:
            raise
        messages.error(request, OBSTACLES[first])
        return to_step(draft, Step.FINDINGS if first is Obstacle.OPEN_FINDING else Step.DETAILS)
    messages.success(request, _("Je vraag is weg. Je kunt intussen verder werken."))
    return to_step(draft, Step.DETAILS)


@guarded(access.reading_for)
@require_http_methods(["GET", "POST"])
def reading(request: PersonRequest, key: UUID) -> HttpResponse:
    """For who is asked: the decided text, and whether anyone can be known by it. Never the raw one."""
    asked = access.reading_for(request.user, key)
    if request.method == "POST" and request.POST.get("agrees") in {"ja", "nee"}:
        try:
            agrees = request.POST["agrees"] == "ja"
            second_readers.say(reading=asked, agrees=agrees, mark=request.POST.get("mark", ""), by=request.user)
        except UnfitError as no:
            if Obstacle.CHANGED not in no.obstacles:
                raise Http404 from no
            messages.warning(request, OBSTACLES[Obstacle.CHANGED])
        else:
            messages.success(request, _("Dank je. Wie het schreef, ziet je antwoord."))
        return redirect("dialogue:second_reading", key)
    page = {"asked": asked, "to_read": second_readers.to_read(asked)}
    return render(request, "dialogue/draft_reading.html", page)


@keeps_typed
@guarded(access.draft_or_case_of)
@require_http_methods(["GET", "POST"])
def last(request: PersonRequest, key: UUID) -> HttpResponse:
    """All of it as others will read it, and what still stands in the way. Sent twice is sent once."""
    draft = access.draft_or_case_of(request.user, key)
    if draft is None:
        return redirect("dialogue:draft_sent", key)
    if request.method == "POST" and goes(request) != "on":
        return leads_on(request, draft, Step.LAST)
    rows = doubt_rows(looking.doubts(draft), request.POST if request.method == "POST" else None)
    obstacles = actions.against_confirming(draft)
    if request.method == "POST":
        reasons = {row.doubt.key: row.form.reason() for row in rows if row.form.is_valid()}
        try:
            case = looking.send(draft=draft, reasons=reasons, by=request.user)
            return redirect("dialogue:draft_sent", case.pk)
        except UnfitError as no:
            obstacles = no.obstacles
    page = page_of(
        draft,
        Step.LAST,
        rows=rows,
        in_the_way=_in_the_way(draft, obstacles),
        may_go=not set(obstacles) - {Obstacle.LOOK_AGAIN},
        must_look=Obstacle.LOOK_AGAIN in obstacles,
        to_read=second_readers.read_as_others(draft),
        refused=request.method == "POST",
        left_direct=left_direct(draft),
        **asked_of(draft),
    )
    return render(request, "dialogue/draft_last.html", page)


def _in_the_way(draft: RawDraft, obstacles: tuple[Obstacle, ...]) -> list[tuple[str, object, object]]:
    """What still stands in the way: where it goes away, the name of that step, and what it is."""
    found: list[tuple[str, object, object]] = []
    for obstacle in obstacles:
        if obstacle is Obstacle.NOT_AGREED:
            where = reverse("dialogue:circle_contract", args=[draft.circle_id])
            found.append((where, _("Wat we afspreken"), OBSTACLES[obstacle]))
        elif obstacle is Obstacle.STILL_THERE:
            found += [
                (
                    address(draft, step),
                    STEPS[step],
                    _("“%(words)s” haalde je weg, en staat er nog.") % {"words": words},
                )
                for step, words in still_there(draft)
            ]
        elif obstacle is not Obstacle.LOOK_AGAIN:
            step = where_to_mend(draft, STEP_OF.get(obstacle, Step.STORY))
            found.append((address(draft, step), STEPS[step], _said(draft, obstacle)))
    return found


def _said(draft: RawDraft, obstacle: Obstacle) -> str:
    """An obstacle in words; where someone must agree, or knew someone, with why and who."""
    match obstacle:
        case Obstacle.SECOND_READER:
            return " ".join((*why(draft, draft_contents.as_it_stands(draft)), str(OBSTACLES[obstacle])))
        case Obstacle.RECOGNISED:
            return " ".join((recognised(draft), _("Verander eerst de tekst. Vraag het daarna opnieuw.")))
        case _:
            return str(OBSTACLES[obstacle])


def _waits_for_a_reader(draft: RawDraft) -> bool:
    stands = draft_contents.as_it_stands(draft)
    needs = bool(rules.causes(stands, most_fine=actions.most_fine()))
    return needs and not SecondReader.objects.filter(draft=draft).exists()
