"""The page of one edition: everything about it, and what is still to be done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.base.access import guarded
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.pagecache import kept_for_her
from tegenstroom.training import access, desk, tables, words
from tegenstroom.training.actions import editions
from tegenstroom.training.board import board_of
from tegenstroom.training.counts import letters_about
from tegenstroom.training.doors import in_company_url
from tegenstroom.training.forms.desk_page import CallOffForm, TaskForm, TrainerForm
from tegenstroom.training.models import (
    Approval,
    Attendance,
    Edition,
    Enrolment,
    EvaluationInvitation,
    TandemMember,
)
from tegenstroom.training.models.evaluations import WAVES
from tegenstroom.training.rules.editions import LIVE, Channel, EditionState, RefusedError
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.views.tandem import ANSWERS, keep


@guarded(access.at_desk)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition."""
    access.at_desk(request.user)
    return kept_for_her(request, lambda: _fresh(request, pk))


def _fresh(request: HttpRequest, pk: int) -> HttpResponse:
    edition = access.edition_at_desk(request.user, pk)
    return render(request, "training/desk/edition.html", _page(edition))


@guarded(access.edition_at_desk)
def people(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """Who takes part, as a spreadsheet."""
    edition = access.edition_at_desk(request.user, pk)
    header, rows = tables.people_table(_enrolments(edition))
    return tables.RESPONSES[suffix](_("deelname %(number)s") % {"number": edition.pk}, header, rows)


@guarded(access.edition_at_desk)
@require_POST
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it for enrolments."""
    edition = access.edition_at_desk(request.user, pk)
    return _try(
        request,
        edition,
        lambda: editions.announce(edition=edition, by=access.at_desk(request.user)),
        _("Vanaf nu kunnen mensen inschrijven."),
    )


@guarded(access.edition_at_desk)
@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is sure to be given."""
    edition = access.edition_at_desk(request.user, pk)
    return _try(
        request,
        edition,
        lambda: editions.confirm(edition=edition, by=access.at_desk(request.user)),
        _("De vorming gaat zeker door. Iedereen krijgt een brief."),
    )


@guarded(access.edition_at_desk)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away."""
    edition = access.edition_at_desk(request.user, pk)
    return _try(
        request,
        edition,
        lambda: editions.close(edition=edition, by=access.at_desk(request.user)),
        _("Deze vorming is afgerond."),
    )


@guarded(access.edition_at_desk)
def calling_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why it is not given, and let everyone know."""
    edition = access.edition_at_desk(request.user, pk)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], access.at_desk(request.user)
        return _try(
            request,
            edition,
            lambda: editions.call_off(edition=edition, reason=reason, by=by),
            _("De vorming gaat niet door. Iedereen krijgt een brief met de reden."),
        )
    people = edition.enrolments.active().count()
    return render(request, "training/desk/call_off.html", {"edition": edition, "form": form, "people": people})


@guarded(access.edition_at_desk)
@require_POST
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick or untick the room or the material."""
    edition = access.edition_at_desk(request.user, pk)
    what, ready = request.POST.get("what"), request.POST.get("ready") == "1"
    if what in {"room", "material"}:
        editions.set_ready(edition=edition, by=access.at_desk(request.user), **{what: ready})
    return redirect("training:desk_edition", pk)


@guarded(access.edition_at_desk)
@require_POST
def tandem(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a trainer."""
    edition = access.edition_at_desk(request.user, pk)
    form = TrainerForm(request.POST, edition=edition)
    if not form.is_valid():
        return render(request, "training/desk/edition.html", {**_page(edition), "trainer_form": form})
    person = form.cleaned_data["person"]
    return _try(
        request,
        edition,
        lambda: editions.ask(edition=edition, person=person, by=access.at_desk(request.user)),
        _("%(name)s krijgt een brief met de vraag.") % {"name": person.name},
    )


@guarded(access.member_at_desk)
@require_POST
def tandem_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answer of someone who phoned."""
    member = access.member_at_desk(request.user, pk)
    if (answer := request.POST.get("answer", "")) in ANSWERS:
        keep(request, member, answer, by=access.at_desk(request.user))
    return redirect("training:desk_edition", member.edition_id)


@guarded(access.edition_at_desk)
@require_POST
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a task."""
    edition = access.edition_at_desk(request.user, pk)
    form = TaskForm(request.POST, edition=edition)
    if not form.is_valid():
        return render(request, "training/desk/edition.html", {**_page(edition), "task_form": form})
    editions.add_task(edition=edition, by=access.at_desk(request.user), **form.cleaned_data)
    messages.success(request, _("De taak staat in de lijst."))
    return redirect("training:desk_edition", pk)


@guarded(access.task_at_desk)
@require_POST
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A task is done."""
    task = access.task_at_desk(request.user, pk)
    editions.finish_task(task=task, by=access.at_desk(request.user))
    return redirect("training:desk_edition", task.edition_id)


def _try(request: HttpRequest, edition: Edition, verb: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and say so, or say what stands in the way; then back to the page of the edition."""
    try:
        verb()
    except RefusedError as refused:
        for problem in refused.problems:
            messages.error(request, words.sentence(problem))
    else:
        messages.success(request, done)
    return redirect("training:desk_edition", edition.pk)


def _page(edition: Edition) -> dict[str, Any]:
    [line] = desk.lines([edition])
    state = EditionState(edition.state)
    return {
        "edition": edition,
        "line": line,
        **_people_in(edition),
        "board": board_of(edition),
        "trainers": edition.tandem.filter(part=TandemMember.Part.TRAINER).select_related("person"),
        "trainer_form": TrainerForm(edition=edition),
        "task_form": TaskForm(edition=edition),
        "days": _days(edition),
        "letters": letters_about(edition),
        "letters_about": subject_of(edition),
        "waves": _waves(edition),
        "state": state,
        "live": state in LIVE,
        "may_change": state in {EditionState.DRAFT, *LIVE},
        "now": timezone.now(),
        "over": edition.ends_on is not None and edition.ends_on <= timezone.localdate(),
        "in_company_link": in_company_url(edition) if _is_shared_by_link(edition) else "",
    }


def _people_in(edition: Edition) -> dict[str, list[Enrolment]]:
    """Enrolments by where they stand; the waiting in their order."""
    by_state: dict[str, list[Enrolment]] = {state.value: [] for state in EnrolmentState}
    for enrolment in _enrolments(edition):
        by_state[enrolment.state].append(enrolment)
    placed = by_state[EnrolmentState.PLACED]
    return {
        "needs": [row for row in placed if row.needs],
        "placed": [row for row in placed if not _waits_for_her_leader(row)],
        "asked": [row for row in placed if _waits_for_her_leader(row)],
        "offered": by_state[EnrolmentState.OFFERED],
        "waiting": sorted(by_state[EnrolmentState.WAITING], key=lambda row: (row.queued_at, row.pk)),
    }


def _waits_for_her_leader(enrolment: Enrolment) -> bool:
    approval = getattr(enrolment, "approval", None)
    return approval is not None and approval.answer == Approval.Answer.ASKED


def _enrolments(edition: Edition) -> list[Enrolment]:
    active = edition.enrolments.active().select_related("person", "organisation", "approval")
    return list(active.order_by("person__given_name", "person__family_name"))


def _days(edition: Edition) -> Any:
    kept = Count("attendance", filter=~Q(attendance__mark=Attendance.Mark.EXCUSED))
    of_the_group = Count("attendance", filter=Q(attendance__enrolment__state=EnrolmentState.PLACED))
    unmarked = Value(edition.enrolments.placed().count()) - of_the_group
    present = Count("attendance", filter=Q(attendance__mark=Attendance.Mark.PRESENT))
    days = edition.sessions.select_related("part").only("starts_at", "ends_at", "part__title")
    # A query that groups forgets the order of the table.
    counted = days.annotate(marked=Count("attendance"), kept=kept, present=present, unmarked=unmarked)
    return counted.annotate(closed_at=F("closing__closed_at")).order_by("starts_at")


def _waves(edition: Edition) -> list[dict[str, Any]]:
    """For each wave how many were asked and how many answered."""
    invitations = EvaluationInvitation.objects.filter(enrolment__edition=edition).values("wave")
    asked = {
        row["wave"]: row
        for row in invitations.annotate(invited=Count("pk"), answered=Count("pk", filter=Q(answered=True)))
    }
    return [{"name": name, **asked[wave]} for wave, name in WAVES.items() if wave in asked]


def _is_shared_by_link(edition: Edition) -> bool:
    return edition.channel == Channel.IN_COMPANY and edition.state in LIVE
