"""The desk asks one coach for a moment beside the days: a supervision, preparing, looking back, a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches.access import profile_at_desk
from tegenstroom.coaches.actions import notice
from tegenstroom.coaches.actions.short_day import short_day
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.words import SHORT_NOTICE
from tegenstroom.training import words
from tegenstroom.training.actions import moments
from tegenstroom.training.forms.moments import MomentForm
from tegenstroom.training.rules.editions import RefusedError


@guarded(profile_at_desk)
def ask(request: PersonRequest, pk: int) -> HttpResponse:
    """For what, and with which group; why she cannot be asked is hers. A day that is nearly full is said first."""
    coach = profile_at_desk(request.user, pk).person
    form, short = MomentForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            short = short_day(form.as_asked(coach))
            if short is None or request.POST.get("read") == short.mark:
                return _asked(request, moments.ask(coach=coach, by=request.user, **form.wanted()))
        except asking.RefusedError as refused:
            for obstacle in refused.obstacles:
                form.say(obstacle)
        except RefusedError as refused:
            form.add_error("edition", " ".join(words.sentence(problem) for problem in refused.problems))
        except NoFigureError as missing:
            form.add_error("date", str(missing))
    page = {"form": form, "coach": coach, "short": short, "ahead": notice.days_ahead()}
    return render(request, "training/desk/moment.html", page)


def _asked(request: PersonRequest, asked: Assignment) -> HttpResponse:
    messages.success(request, _said(asked))
    if notice.is_short([asked.starts_at]):
        messages.warning(request, SHORT_NOTICE)
    return redirect("coaches:desk_assignment", asked.pk)


def _said(asked: Assignment) -> str:
    letter = _("%(name)s krijgt een brief met de vraag.") % {"name": asked.coach.name}
    return f"{letter} {_('Dit is zwaar: achteraf bellen we haar op.')}" if asked.is_heavy else letter
