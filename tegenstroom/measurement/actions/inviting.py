"""Asking people, reminding them, and forgetting who they were. Each is safe to run twice."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import together
from tegenstroom.base.hours import letters_may_go
from tegenstroom.measurement import codes, emails
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.actions.groups import GIVEN, forget_members, people_of
from tegenstroom.measurement.figures import ANSWER_MONTHS, KEY_MONTHS, REMINDER_DAYS, REMINDERS
from tegenstroom.measurement.models import Invitation, Measurement, Participant, Wave
from tegenstroom.measurement.models.people import still_asked
from tegenstroom.measurement.models.plans import of
from tegenstroom.measurement.rules.waves import may_be_reminded, months_before


def invite_due(now: datetime) -> int:
    """Ask everyone whose round is open and who was not asked yet; by day only. How many letters that made."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    return sum(_invite_all(wave, timezone.localdate(now)) for wave in _open_waves(timezone.localdate(now)))


def remind_due(now: datetime) -> int:
    """Remind who did not answer, some days after the last letter and no more than a few times; by day only."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    today = timezone.localdate(now)
    most, days = map(int, together(today, REMINDERS, REMINDER_DAYS))
    waiting = Invitation.objects.open().filter(wave__in=_open_waves(today), reminders__lt=most, left_alone=False)
    due = [
        row
        for row in waiting.select_related(
            "participant__person", *of("wave__measurement"), "wave__measurement__version"
        )
        if may_be_reminded(
            asked_on=row.invited_on,
            reminded_on=row.reminded_on,
            reminders=row.reminders,
            today=today,
            days_between=days,
            most=most,
        )
    ]
    left = _who_left(due)
    return sum(_remind(row, today) for row in due if row not in left)


def forget_old(now: datetime) -> int:
    """Forget who took part, some time after the last round; and later what was answered. How many rows went."""
    today = timezone.localdate(now)
    keys, answers = map(int, together(today, KEY_MONTHS, ANSWER_MONTHS))
    gone = sum(_forget_people(row, today) for row in _over_since(months_before(today, keys)))
    return gone + sum(_forget_answers(row) for row in _over_since(months_before(today, answers)))


def _open_waves(today: date) -> QuerySet[Wave]:
    given = Q(measurement__edition=None) | Q(measurement__edition__state__in=GIVEN)
    waves = Wave.objects.taking_answers(today).filter(given)
    return waves.select_related(*of("measurement"), "measurement__version")


def _invite_all(wave: Wave, today: date) -> int:
    try:
        return _ask(wave, today)
    except IntegrityError:
        # Its group was dropped meanwhile: that keeps no letter of another round waiting.
        if Wave.objects.filter(pk=wave.pk).exists():
            raise
        return 0


def _ask(wave: Wave, today: date) -> int:
    people = _people(wave)
    _gather(wave.measurement, people)
    # Who was asked in an earlier round and left since is let alone.
    asked = wave.measurement.participants.filter(still_asked(), Q(person=None) | Q(person__in=people))
    rows = asked.exclude(invitations__wave=wave).select_related("person")
    return sum(_invite(row, wave, today) for row in rows)


def _people(wave: Wave) -> list[Person]:
    return people_of(wave.measurement.of, before=wave.is_before)


def _who_left(asked: Collection[Invitation]) -> set[Invitation]:
    """Whose person is not, or not any more, among those whom the round is for."""
    people = {wave: set(_people(wave)) for wave in {row.wave for row in asked}}
    return {row for row in asked if row.participant.person and row.participant.person not in people[row.wave]}


def _gather(measurement: Measurement, group: Iterable[Person]) -> None:
    """Everyone of the group becomes a participant, with a key of her own."""
    there = set(measurement.participants.exclude(person=None).values_list("person", flat=True))
    for person in group:
        if person.pk not in there:
            row = Participant(measurement=measurement, person=person, language=person.language)
            codes.give_key(row)
            # Of two clocks only one makes her; the other's key was never used.
            Participant.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def _invite(participant: Participant, wave: Wave, today: date) -> bool:
    participant.measurement = wave.measurement
    invitation, made = Invitation.objects.get_or_create(
        wave=wave, participant=participant, defaults={"invited_on": today}
    )
    if made:
        emails.asked(invitation, renewed=_reads_new_words(invitation))
    return made


@transaction.atomic
def _remind(invitation: Invitation, today: date) -> bool:
    invitation.participant.measurement = invitation.wave.measurement
    # The condition is in the UPDATE: of two clocks only one writes the letter.
    mine = Invitation.objects.filter(
        pk=invitation.pk, reminders=invitation.reminders, done=False, left_alone=False
    )
    if not mine.update(reminders=invitation.reminders + 1, reminded_on=today):
        return False
    emails.asked(invitation, reminder=invitation.reminders + 1, renewed=_reads_new_words(invitation))
    return True


def _reads_new_words(invitation: Invitation) -> bool:
    """Whether the words of a yes changed since she was last asked. What she said then is no matter of a letter."""
    if invitation.wave.is_before:
        return False
    participant = invitation.participant
    earlier = participant.invitations.exclude(pk=invitation.pk).filter(invited_on__lt=invitation.invited_on)
    last = earlier.aggregate(last=Max("invited_on"))["last"]
    return last is not None and consents.renewed_since(participant.measurement, participant.language, last)


def _over_since(day: date) -> QuerySet[Measurement]:
    """Measurements of which the last round closed before that day."""
    return Measurement.objects.annotate(last=Max("waves__closes_on")).filter(last__lt=day)


@transaction.atomic
def _forget_people(measurement: Measurement, today: date) -> int:
    gone, _each = measurement.participants.all().delete()
    gone += forget_members(measurement, today)
    if gone:
        audit.record("measurement.forget_people", by=None, about=measurement)
    return gone


@transaction.atomic
def _forget_answers(measurement: Measurement) -> int:
    gone, _each = measurement.consents.all().delete()
    for wave in measurement.waves.all():
        gone += wave.sheets.all().delete()[0]
    if gone:
        audit.record("measurement.forget_answers", by=None, about=measurement)
    return gone
