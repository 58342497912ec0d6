"""The desk asks a coach for an edition: for all its days, and for a moment before and after them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches.actions import notice
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.words import OBSTACLES, SHORT_NOTICE
from tegenstroom.training import access, words
from tegenstroom.training.actions import coach_days
from tegenstroom.training.actions.company import candidates
from tegenstroom.training.forms.coach_days import AskSheet
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import RefusedError


@guarded(access.edition_at_desk)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Who can be asked, for what; why someone is not on the list is hers."""
    edition = access.edition_at_desk(request.user, pk)
    found = candidates(edition)
    sheet = AskSheet.of(edition, found.free, request.POST or None)
    if request.POST and sheet.is_valid() and _asked(request, edition, sheet):
        return redirect("training:desk_edition", pk)
    page = {"edition": edition, "found": found, "sheet": sheet, "ahead": notice.days_ahead()}
    return render(request, "training/desk/coaches.html", page)


def _asked(request: HttpRequest, edition: Edition, sheet: AskSheet) -> bool:
    """Whether she is asked for anything; what stood in the way is said above the form."""
    try:
        asked = coach_days.ask(edition=edition, by=access.at_desk(request.user), **sheet.wanted())
    except asking.RefusedError as refused:
        problems = [str(OBSTACLES[obstacle]) for obstacle in refused.obstacles]
    except RefusedError as refused:
        problems = [words.sentence(problem) for problem in refused.problems]
    except NoFigureError as missing:
        problems = [str(missing)]
    else:
        _say(request, asked)
        return True
    for problem in problems:
        sheet.form.add_error(None, problem)
    return False


def _say(request: HttpRequest, asked: coach_days.Asked) -> None:
    said = {"name": asked.member.person.name, "n": len(asked.made)}
    messages.success(
        request,
        ngettext(
            "We schreven %(name)s een brief met de vraag.",
            "We schreven %(name)s een brief met de %(n)s vragen.",
            len(asked.made),
        )
        % said,
    )
    if notice.is_short(one.starts_at for one in asked.made):
        messages.warning(request, SHORT_NOTICE)
