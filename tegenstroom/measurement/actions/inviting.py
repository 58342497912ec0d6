"""Inviting the people of an edition, and reminding who is not done; by the clock, by day only."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.figures import together
from tegenstroom.base.hours import letters_may_go
from tegenstroom.measurement import emails
from tegenstroom.measurement.actions.codes import code_of, new_secret
from tegenstroom.measurement.figures import REMINDER_DAYS, REMINDERS
from tegenstroom.measurement.models import Invitation, Participation, Wave
from tegenstroom.measurement.rules.waves import reminder_is_due
from tegenstroom.training.models import Enrolment
from tegenstroom.training.rules.editions import EditionState

GIVEN = (EditionState.OPEN, EditionState.CONFIRMED, EditionState.CLOSED)


def invite_due(now: datetime) -> int:
    """Ask everyone with a place who was not asked yet in a wave that is open; how many letters that made."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    return sum(invite(wave) for wave in _open_waves(timezone.localdate(now)))


def invite(wave: Wave) -> int:
    """Ask who has a place and was not asked in this wave yet; how many."""
    placed = Enrolment.objects.placed().filter(edition=wave.measurement.edition_id)
    asked = wave.invitations.values("participation__person")
    people = Person.objects.filter(pk__in=placed.values("person")).exclude(pk__in=asked)
    return sum(_invite(wave, person) for person in people)


def remind_due(now: datetime) -> int:
    """Once more to who is not done, and never more often than allowed; how many letters that made."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    today = timezone.localdate(now)
    most, days = map(int, together(today, REMINDERS, REMINDER_DAYS))
    waiting = Invitation.objects.filter(wave__in=_open_waves(today), done=False, reminders__lt=most)
    due = [
        row
        for row in waiting.select_related("wave__measurement__edition__version", "participation__person")
        if reminder_is_due(
            invited_on=row.invited_on,
            reminded_on=row.reminded_on,
            sent=row.reminders,
            most=most,
            days=days,
            closes_on=row.wave.closes_on,
            today=today,
        )
    ]
    return sum(_remind(row, today) for row in due)


def _open_waves(today: date) -> QuerySet[Wave]:
    rows = Wave.objects.filter(invites_on__lte=today, closes_on__gte=today, measurement__called_off_at=None)
    given = rows.filter(measurement__edition__state__in=GIVEN)
    return given.select_related("measurement__edition__version", "measurement__version")


@transaction.atomic
def _invite(wave: Wave, person: Person) -> bool:
    participation, made = Participation.objects.get_or_create(measurement=wave.measurement, person=person)
    if made:
        new_secret(participation)
    invitation, first = Invitation.objects.get_or_create(participation=participation, wave=wave)
    if first:
        emails.invitation(invitation, code=code_of(participation))
    return first


@transaction.atomic
def _remind(invitation: Invitation, today: date) -> bool:
    # The condition is in the UPDATE: of two clocks only one writes the letter.
    mine = Invitation.objects.filter(pk=invitation.pk, reminders=invitation.reminders, done=False)
    if not mine.update(reminders=invitation.reminders + 1, reminded_on=today):
        return False
    emails.invitation(invitation, code=code_of(invitation.participation), again=True)
    return True
