"""Several questions on one page: all that stood in one letter, or all that is open on her own page."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.coaches import access, doors
from tegenstroom.coaches.actions import assignments as actions
from tegenstroom.coaches.actions import cut, her_list, in_the_way, money, silence
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.forms.answers import AnswersForm
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.answers import shown_to_others
from tegenstroom.coaches.rules.assignments import ANSWERS, State
from tegenstroom.coaches.views.assignments import LOOK_AGAIN, shown_on
from tegenstroom.coaches.words import OBSTACLES_TO_HER


@dataclass(frozen=True, slots=True)
class Choice:
    """One moment on the page. `field` is None where it is too late to choose; amounts in euro.

    `rate` is the network's, where her yes brings less because of the law.
    """

    row: Assignment
    field: BoundField | None
    with_whom: list[Person]
    theme: str
    offer: money.Offer | None
    amount: Decimal
    rate: Decimal | None


@by_link
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The questions of one letter, behind its link."""
    rows = doors.assignments_of(token)
    for row in rows:
        # Whoever holds her letter, or printed it, does not read which no it was.
        row.state = shown_to_others(State(row.state))
    return _answered(request, rows, by=None, then=reverse("coaches:questions_link", args=[token]))


@guarded(access.own_profile)
def of_her_own(request: PersonRequest) -> HttpResponse:
    """Every question that is open, on her own page."""
    coach = access.own_profile(request.user).person
    rows = silence.still_asks(coach)
    if not rows:
        return redirect("coaches:questions")
    return _answered(request, rows, by=coach, then=reverse("coaches:questions"), is_own_page=True)


def _answered(
    request: HttpRequest, rows: list[Assignment], *, by: Person | None, then: str, is_own_page: bool = False
) -> HttpResponse:
    """Keep what she says of each, or of all with one tap; what cannot be kept is said."""
    form = AnswersForm(rows, request.POST if request.method == "POST" else None)
    said = _said(form, request.POST.get("all"))
    shown = shown_on(request, rows)
    says_yes = [row for row, answer in said or [] if answer is State.YES]
    if by and her_list.changed_since(shown, says_yes, coach=by):
        messages.info(request, LOOK_AGAIN)
        form, said = AnswersForm(rows), None
    if said is None:
        # For her eyes: whoever holds her letter does not learn it.
        meets = her_list.that_meet(by, rows) if by else {}
        marks = her_list.shown_marks(by, rows) if by else {}
        taken = set(in_the_way.of_each(by, form.open_rows())) if by else set()
        hers = {"is_own_page": is_own_page, "meets": meets, "marks": marks, "taken": taken}
        page = {**_page(form), "form": form, **hers}
        return render(request, "coaches/questions_together.html", page)
    for obstacle in actions.answer_each(answers=said, by=by):
        messages.error(request, str(OBSTACLES_TO_HER[obstacle]))
    if by:
        her_list.comes_all_the_same(assignments=rows, shown=shown, by=by)
    messages.success(request, _("We weten het. Dank je wel."))
    return redirect(then)


def _said(form: AnswersForm, to_all: str | None) -> list[tuple[Assignment, State]] | None:
    """Her answers; None when there are none yet."""
    if to_all is None:
        return form.said() if form.is_valid() else None
    if to_all not in ANSWERS or (to_all == State.RATHER_NOT and not _theme(form.open_rows())):
        raise BadRequest
    return [(row, State(to_all)) for row in form.open_rows()]


def _page(form: AnswersForm) -> dict[str, Any]:
    lines = [_choice(row, field) for row, field in form.lines()]
    offers = [line.offer for line in lines if line.offer]
    return {
        "lines": lines,
        "theme": _theme(form.open_rows()),
        "asked": [row for row in form.open_rows() if row.state == State.ASKED],
        "offers": money.all_of(offers),
        "is_open": bool(form.open_rows()),
        "own_page": doors.own_questions_url(),
    }


def _choice(row: Assignment, field: BoundField | None) -> Choice:
    return Choice(
        row=row,
        field=field,
        with_whom=company_of(row),
        theme=row.themes[0]["name"] if row.themes else "",
        offer=money.offer(row) if field and row.state == State.ASKED else None,
        amount=money.amount_of(row),
        rate=cut.rate_before(row),
    )


def _theme(rows: list[Assignment]) -> str:
    """The theme of all these moments, empty when they have none or differ."""
    themes = {row.themes[0]["name"] if row.themes else "" for row in rows}
    return themes.pop() if len(themes) == 1 else ""
