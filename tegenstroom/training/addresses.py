"""Addresses of what comes during and after the days: looking back, the room, calendars, certificates."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from tegenstroom.base import links
from tegenstroom.training.doors import value_of, whole
from tegenstroom.training.models import CalendarFeed, Certificate, EvaluationInvitation, Session
from tegenstroom.training.rules.attendance import room_code_holds

EVALUATION = "evaluation"
ROOM = "room"
CALENDAR = "calendar"


def evaluation_url(invitation: EvaluationInvitation) -> str:
    """Where one person looks back in one wave. It never runs out: people answer when they can."""
    return whole("training:evaluation", evaluation_token(invitation))


def evaluation_token(invitation: EvaluationInvitation) -> str:
    """The key to those questions."""
    return links.token(EVALUATION, invitation.pk)


def invitation_of(token: str) -> EvaluationInvitation:
    """The invitation that a link was made for, or Http404."""
    rows = EvaluationInvitation.objects.select_related("enrolment__edition__version", "enrolment__person")
    return get_object_or_404(rows, pk=value_of(EVALUATION, token))


def room_url(session: Session) -> str:
    """The address behind the QR on the screen in the room."""
    return whole("training:check_in", links.token(ROOM, [session.pk, session.checkin_salt]))


def session_of(token: str) -> Session | None:
    """The part that a QR in the room was made for; None when another code took its place or its day is not today.

    Http404 when the code was not made here.
    """
    value = value_of(ROOM, token)
    rows = Session.objects.select_related("edition__version", "part")
    session = get_object_or_404(rows, pk=value[0])
    holds = room_code_holds(timezone.localdate(session.starts_at), today=timezone.localdate())
    return session if holds and session.checkin_salt == value[1] else None


def calendar_url(feed: CalendarFeed) -> str:
    """A person's own calendar, for in her phone."""
    return whole("training:calendar_feed", links.token(CALENDAR, [feed.person_id, feed.salt]))


def feed_of(token: str) -> CalendarFeed:
    """The feed that an address was made for; Http404 when it was changed since."""
    person, salt = value_of(CALENDAR, token)
    return get_object_or_404(CalendarFeed.objects.select_related("person"), person=person, salt=salt)


def certificate_url(certificate: Certificate) -> str:
    """Where anyone checks this certificate."""
    return whole("training:certificate_check", certificate.code)
