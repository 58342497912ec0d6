"""Who is there: the trainer's list, the code on the screen, and the list in the room."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import by_link, guarded
from tegenstroom.training import access, words
from tegenstroom.training.actions import attendance as actions
from tegenstroom.training.actions.closing import close_day, may_close
from tegenstroom.training.addresses import room_url, session_of
from tegenstroom.training.forms.after import MarkForm
from tegenstroom.training.models import Attendance, DayClosing, Enrolment, Session
from tegenstroom.training.papers.attendance import attendance_pdf
from tegenstroom.training.rules.attendance import may_be_marked, room_code_holds, room_names
from tegenstroom.training.rules.editions import RefusedError


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list, with her mark when she has one."""

    enrolment: Enrolment
    attendance: Attendance | None

    @property
    def mark(self) -> str:
        return self.attendance.mark if self.attendance else ""

    @property
    def by_herself(self) -> bool:
        mark = self.attendance
        return mark is not None and mark.marked_by_id in (None, self.enrolment.person_id)


@guarded(access.session_given_by)
def attendance(request: PersonRequest, pk: int) -> HttpResponse:
    """One row a person, three buttons a row. With htmx a tap swaps its row; without, the page comes back there."""
    session = access.session_given_by(request.user, pk)
    if request.method == "POST":
        return _tapped(request, session)
    return render(request, "training/attendance.html", _list(session))


@guarded(access.session_given_by)
@require_POST
def attendance_rest(request: PersonRequest, pk: int) -> HttpResponse:
    """Whoever was not marked yet was there."""
    session = access.session_given_by(request.user, pk)
    try:
        actions.mark_the_rest(session=session, by=request.user)
    except actions.NotOnTheListError:
        return _refused(request, session)
    return redirect("training:attendance", pk)


@guarded(access.session_given_by)
@require_POST
def day_closing(request: PersonRequest, pk: int) -> HttpResponse:
    """This day is done with; or what is still to be done for it."""
    session = access.session_given_by(request.user, pk)
    try:
        close_day(session=session, by=request.user)
    except RefusedError as refused:
        for problem in refused.problems:
            messages.error(request, words.sentence(problem))
    else:
        messages.success(request, _("Deze dag is rond. Dank je wel."))
    if request.POST.get("from") == "desk":
        return redirect("training:desk_edition", session.edition_id)
    return redirect("training:attendance", pk)


@guarded(access.session_given_by)
def attendance_sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """The list to print and pass round."""
    session = access.session_given_by(request.user, pk)
    return pdf.answer(attendance_pdf(session.edition), f"aanwezigheid-{session.edition_id}.pdf")


@guarded(access.session_given_by)
def room_code(request: PersonRequest, pk: int) -> HttpResponse:
    """The QR on the screen; a POST draws another and makes this one worthless."""
    session = access.session_given_by(request.user, pk)
    if request.method == "POST":
        actions.new_room_code(session=session, by=request.user)
        return redirect("training:room_code", pk)
    today = room_code_holds(timezone.localdate(session.starts_at), today=timezone.localdate())
    return render(
        request,
        "training/attendance_code.html",
        {"session": session, "edition": session.edition, "address": room_url(session), "today": today},
    )


@by_link
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """The list in the room: tap your own name. Only names that nobody marked yet stand on it."""
    session = session_of(token)
    if session is None:
        return render(request, "training/attendance_closed.html", status=410)
    waiting = actions.unmarked(session)
    if request.method == "POST":
        return _came(request, session, waiting)
    names = room_names({row.pk: (row.person.short_name, row.person.family_name) for row in waiting})
    return render(request, "training/attendance_room.html", {"session": session, "names": names})


def _list(session: Session) -> dict[str, Any]:
    """Everything on the trainer's page, in seven queries whatever the size of the group."""
    marks = {row.enrolment_id: row for row in session.attendance.select_related("marked_by")}
    placed = session.edition.enrolments.placed().select_related("person")
    rows = [
        Row(enrolment, marks.get(enrolment.pk))
        for enrolment in placed.order_by("person__given_name", "person__family_name")
    ]
    return {
        "session": session,
        "edition": session.edition,
        "sessions": session.edition.sessions.all(),
        "rows": rows,
        "marks": Attendance.Mark.choices,
        "may_mark": may_be_marked(timezone.localdate(session.starts_at), today=timezone.localdate()),
        "total": len(rows),
        "present": sum(row.mark == Attendance.Mark.PRESENT for row in rows),
        "unmarked": sum(not row.mark for row in rows),
        "closing": DayClosing.objects.select_related("closed_by").filter(session=session).first(),
        "may_close": may_close(session),
    }


def _tapped(request: PersonRequest, session: Session) -> HttpResponse:
    form = MarkForm(request.POST, edition=session.edition_id)
    if not form.is_valid():
        return _refused(request, session)
    enrolment = form.cleaned_data["enrolment"]
    try:
        actions.mark(session=session, enrolment=enrolment, mark=form.cleaned_data["mark"], by=request.user)
    except actions.NotOnTheListError:
        return _refused(request, session)
    if not request.headers.get("HX-Request"):
        return redirect(reverse("training:attendance", args=[session.pk]) + f"#rij-{enrolment.pk}")
    page = _list(session)
    row = next(row for row in page["rows"] if row.enrolment.pk == enrolment.pk)
    return render(request, "training/attendance_tapped.html", {**page, "row": row})


def _refused(request: PersonRequest, session: Session) -> HttpResponse:
    """The list as it is now: someone left the group since the page was opened, or the day has yet to come."""
    messages.error(
        request, _("Dat kon niet: de lijst was veranderd of de dag moet nog komen. Dit is de lijst van nu.")
    )
    if request.headers.get("HX-Request"):
        return HttpResponse(status=400, headers={"HX-Refresh": "true"})
    return render(request, "training/attendance.html", _list(session), status=400)


def _came(request: HttpRequest, session: Session, waiting: list[Enrolment]) -> HttpResponse:
    mine = next((row for row in waiting if str(row.pk) == request.POST.get("enrolment")), None)
    if mine is not None:
        actions.check_in(session=session, enrolment=mine)
    return render(
        request,
        "training/attendance_came.html",
        {"session": session, "name": mine.person.short_name if mine else ""},
    )
