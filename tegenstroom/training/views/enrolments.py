"""One's own enrolment: cancel, pass on, answer an offer, miss a day, say what makes it easier.

Two doors lead to the same pages: the link of a letter, and being logged in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.training import access
from tegenstroom.training.actions import attendance, stories
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.newcomers import hand_over_to
from tegenstroom.training.doors import ENROLMENT, enrolment_of, receipt_token
from tegenstroom.training.forms.enrolments import HandOverForm, NeedsForm
from tegenstroom.training.models import Enrolment, Session
from tegenstroom.training.rules.attendance import may_be_excused
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import ACTIVE, EnrolmentState


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day to come, where to say that she misses it, and whether she said so."""

    session: Session
    address: str
    excused: bool


@dataclass(frozen=True)
class Door:
    """How someone came to her enrolment, so that every link and button leads back the same way."""

    enrolment: Enrolment
    prefix: str
    key: str | int
    # Who is logged in; None with the link of a letter, which may have been passed on.
    who: Person | None = None

    @property
    def home(self) -> str:
        return reverse(f"training:{self.prefix}", args=[self.key])

    @property
    def cancellation(self) -> str:
        return reverse(f"training:{self.prefix}_cancellation", args=[self.key])

    @property
    def hand_over(self) -> str:
        return reverse(f"training:{self.prefix}_hand_over", args=[self.key])

    @property
    def needs(self) -> str:
        return reverse(f"training:{self.prefix}_needs", args=[self.key])

    @property
    def offer(self) -> str:
        return reverse(f"training:{self.prefix}_offer", args=[self.key])

    def days(self) -> list[OwnDay]:
        """The days to come, when there are more days than one: who misses the only day cancels."""
        sessions = list(self.enrolment.edition.sessions.all())
        excused = set(attendance.excuses_of(self.enrolment).values_list("session", flat=True))
        return [
            OwnDay(session, self._day(session), session.pk in excused)
            for session in sessions
            if len(sessions) > 1 and may_be_excused(session.starts_at, now=timezone.now())
        ]

    def _day(self, session: Session) -> str:
        return reverse(f"training:{self.prefix}_day", args=[self.key, session.pk])

    def page(self, request: HttpRequest, template: str, **more: Any) -> HttpResponse:
        context = {"door": self, "enrolment": self.enrolment, "edition": self.enrolment.edition}
        return render(request, template, {**context, **more})


def _with_letter(token: str) -> Door:
    return Door(enrolment_of(ENROLMENT, token), "enrolment_link", token)


def _logged_in(request: PersonRequest, pk: int) -> Door:
    return Door(access.own_enrolment(request.user, pk), "my_enrolment", pk, request.user)


@by_link
def show_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """State, when, where, and what she can do."""
    return _show(request, _with_letter(token))


@guarded(access.own_enrolment)
def show_own(request: PersonRequest, pk: int) -> HttpResponse:
    """The same, logged in."""
    return _show(request, _logged_in(request, pk))


@by_link
def cancel_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What cancelling costs; then the act itself."""
    return _cancel(request, _with_letter(token))


@guarded(access.own_enrolment)
def cancel_own(request: PersonRequest, pk: int) -> HttpResponse:
    """The same, logged in."""
    return _cancel(request, _logged_in(request, pk))


@by_link
def hand_over_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Which colleague takes the place; then the act itself."""
    return _hand_over(request, _with_letter(token))


@guarded(access.own_enrolment)
def hand_over_own(request: PersonRequest, pk: int) -> HttpResponse:
    """The same, logged in."""
    return _hand_over(request, _logged_in(request, pk))


@by_link
@require_POST
def answer_offer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the offered place, or let it go."""
    return _answer_offer(request, _with_letter(token))


@guarded(access.own_enrolment)
@require_POST
def answer_offer_own(request: PersonRequest, pk: int) -> HttpResponse:
    """The same, logged in."""
    return _answer_offer(request, _logged_in(request, pk))


@by_link
@require_POST
def day_by_link(request: HttpRequest, token: str, session: int) -> HttpResponse:
    """One day she cannot come, or can after all."""
    return _say_of_day(request, _with_letter(token), session)


@guarded(access.own_enrolment)
@require_POST
def day_own(request: PersonRequest, pk: int, session: int) -> HttpResponse:
    """The same, logged in."""
    return _say_of_day(request, _logged_in(request, pk), session)


@by_link
def needs_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What makes it easier for her, as it is now."""
    return _needs(request, _with_letter(token))


@guarded(access.own_enrolment)
def needs_own(request: PersonRequest, pk: int) -> HttpResponse:
    """The same, logged in."""
    return _needs(request, _logged_in(request, pk))


def _show(request: HttpRequest, door: Door) -> HttpResponse:
    enrolment = door.enrolment
    return door.page(
        request,
        "training/enrolment.html",
        goes_on=enrolment.state in ACTIVE and enrolment.edition.state != EditionState.CANCELLED,
        sessions=enrolment.edition.sessions.select_related("place"),
        approval=getattr(enrolment, "approval", None),
        number=actions.number_in_line(enrolment) if enrolment.state == "waiting" else None,
        calendar_token=receipt_token(enrolment),
        may_hand_over=actions.may_hand_over(enrolment),
        may_change_needs=actions.may_change_needs(enrolment),
        days=door.days() if enrolment.state == EnrolmentState.PLACED else [],
        # The link of a letter may have been passed on: a story is read by who logged in.
        stories=stories.read(enrolment) if door.who else [],
        stories_behind_login=not door.who and stories.are_there(enrolment),
    )


def _cancel(request: HttpRequest, door: Door) -> HttpResponse:
    enrolment = door.enrolment
    if enrolment.state not in ACTIVE:
        return redirect(door.home)
    if request.method == "POST":
        _try(request, lambda: actions.cancel(enrolment=enrolment, by=door.who))
        return redirect(door.home)
    return door.page(request, "training/enrolment_cancellation.html", fee=actions.fee_for_cancelling(enrolment))


def _hand_over(request: HttpRequest, door: Door) -> HttpResponse:
    enrolment = door.enrolment
    if not actions.may_hand_over(enrolment):
        return redirect(door.home)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_to(enrolment=enrolment, newcomer=form.newcomer(), by=door.who)
        except actions.EnrolmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(door.home)
    return door.page(request, "training/enrolment_hand_over.html", form=form)


def _needs(request: HttpRequest, door: Door) -> HttpResponse:
    enrolment = door.enrolment
    if not actions.may_change_needs(enrolment):
        return redirect(door.home)
    form = NeedsForm(request.POST if request.method == "POST" else None, initial={"needs": enrolment.needs})
    if request.method == "POST" and form.is_valid():
        _try(request, lambda: actions.change_needs(enrolment=enrolment, by=door.who, **form.cleaned_data))
        return redirect(door.home)
    return door.page(request, "training/enrolment_needs.html", form=form)


def _answer_offer(request: HttpRequest, door: Door) -> HttpResponse:
    enrolment = door.enrolment
    if request.POST.get("answer") == "yes":
        _try(request, lambda: actions.accept_offer(enrolment=enrolment, by=door.who))
    elif request.POST.get("answer") == "no":
        _try(request, lambda: actions.decline_offer(enrolment=enrolment, by=door.who))
    else:
        messages.error(request, _("Kies of je de plaats neemt of niet."))
    return redirect(door.home)


def _say_of_day(request: HttpRequest, door: Door, session: int) -> HttpResponse:
    day = get_object_or_404(door.enrolment.edition.sessions.all(), pk=session)
    says = {"no": attendance.excuse, "yes": attendance.come_after_all}.get(request.POST.get("answer", ""))
    if says is None:
        messages.error(request, _("Kies of je die dag komt of niet."))
        return redirect(door.home)
    try:
        says(session=day, enrolment=door.enrolment, by=door.who)
    except attendance.NotOnTheListError:
        messages.error(
            request, _("Hier kan dat niet meer: de dag is begonnen of je plaats is weg. Bel of mail ons.")
        )
    return redirect(f"{door.home}#dagen")


def _try(request: HttpRequest, act: Callable[[], object]) -> None:
    """Act, or say why not on the page that follows."""
    try:
        act()
    except actions.EnrolmentRefused as refused:
        messages.error(request, str(refused))
