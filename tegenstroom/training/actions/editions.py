"""Planning, changing, announcing, confirming, calling off and closing an edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, letters, stamps
from tegenstroom.coaches.actions.assignments import in_one_letter
from tegenstroom.organisations.models import Organisation, Place
from tegenstroom.training.actions import coach_days
from tegenstroom.training.actions.enrolment import promote
from tegenstroom.training.actions.steps import move
from tegenstroom.training.actions.tandem import answer, ask
from tegenstroom.training.actions.waiting import shorten_offers
from tegenstroom.training.emails import editions as emails
from tegenstroom.training.models import Attendance, Edition, ModuleVersion, Price, Session, TandemMember, Task
from tegenstroom.training.rules.editions import (
    LIVE,
    Channel,
    Day,
    EditionState,
    Obstacle,
    Readiness,
    RefusedError,
    Standing,
    Wish,
    obstacles_to_call_off,
    obstacles_to_close,
    obstacles_to_confirm,
    obstacles_to_open,
    problems_with,
)
from tegenstroom.training.rules.places import EnrolmentState, Why
from tegenstroom.training.rules.tandem import fewest

__all__ = [
    "Terms",
    "add_task",
    "announce",
    "answer",
    "ask",
    "call_off",
    "change",
    "close",
    "confirm",
    "finish_task",
    "plan",
    "set_ready",
    "standing_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed about an edition, its days apart. `prices` maps Price.Kind to euros."""

    place: Place | None = None
    room: str = ""
    minimum: int = 8
    maximum: int = 16
    enrol_until: date | None = None
    practical: str = ""
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    group_price: Decimal | None = None

    def columns(self) -> dict[str, Any]:
        """The part that stands in the row of the edition itself."""
        names = ("place", "room", "minimum", "maximum", "enrol_until", "practical", "group_price")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def plan(
    *,
    version: ModuleVersion,
    days: Sequence[Day],
    terms: Terms,
    by: Person | None,
    channel: Channel = Channel.OPEN,
    organisation: Organisation | None = None,
    now: datetime | None = None,
) -> Edition:
    """A new edition, seen by the desk only. Its days are tied to the module's parts in order.

    `now` is the moment of planning, the clock's unless said otherwise. Raises RefusedError.
    """
    if version.published_at is None:
        raise RefusedError(Obstacle.NOT_PUBLISHED)
    _refuse_if(problems_with(_wish(days, terms), Standing(), now=now or timezone.now()))
    edition = Edition.objects.create(
        version=version, channel=channel, organisation=organisation, **terms.columns()
    )
    _write_days(edition, days)
    _write_prices(edition, terms.prices)
    audit.record("training.plan", by=by, about=edition, version=version.pk, days=len(days))
    return edition


@transaction.atomic
@in_one_letter()
def change(*, edition: Edition, days: Sequence[Day], terms: Terms, by: Person | None) -> Edition:
    """Write other days, numbers or prices. Nobody who is in loses her place; whoever must know gets a letter.

    With earlier days an offer of a place ends no later than the new cut-off. What comes free, by more places or
    a later cut-off, is offered to the first in line. Coaches are asked again for a day that changed. Raises
    RefusedError, and NoFigureError when coaches would be asked for a year of which the ceilings are unknown.
    """
    edition = Edition.objects.locked(edition.pk)
    coach_days.hold(edition)
    if edition.state in {EditionState.CANCELLED, EditionState.CLOSED}:
        raise RefusedError(Obstacle.WRONG_STATE)
    _refuse_if(problems_with(_wish(days, terms), standing_of(edition), now=timezone.now()))
    before, first_day_was = _what_people_came_for(edition), edition.starts_on
    for name, value in terms.columns().items():
        setattr(edition, name, value)
    edition.save()
    coach_days.let_go(edition=edition, kept={day.session for day in days}, by=by)
    added = _write_days(edition, days)
    coach_days.catch_up(edition=edition, new=added, by=by)
    _write_prices(edition, terms.prices)
    _close_ranks(edition)
    shorter = shorten_offers(edition=edition, first_day_was=first_day_was)
    audit.record(
        "training.change", by=by, about=edition, days=len(days), maximum=edition.maximum, offers=len(shorter)
    )
    if edition.state in LIVE:
        stamps.bump(stamps.PROGRAMME)
        if before != _what_people_came_for(edition):
            # Coaches are asked again, in a letter of their own.
            for person in [*_tandem(edition, coaches=False), *_enrolled(edition)]:
                emails.changed(edition, person, offer_until=shorter.get(person.pk))
    promote(edition=edition)
    return edition


@transaction.atomic
def announce(*, edition: Edition, by: Person | None, today: date | None = None) -> Edition:
    """Open it for enrolments. An organisation that asked for it gets the link for its people.

    Raises RefusedError with what is missing.
    """
    edition = Edition.objects.locked(edition.pk)
    _refuse_if(obstacles_to_open(_readiness(edition), today=today or timezone.localdate()))
    _become(edition, EditionState.OPEN)
    _record("training.announce", edition, by)
    if (contact := _who_asked(edition)) is not None:
        emails.in_company_link(edition, contact)
    return edition


@transaction.atomic
def confirm(*, edition: Edition, by: Person | None) -> Edition:
    """Say that it is sure to be given. Raises RefusedError while the tandem is not complete."""
    edition = Edition.objects.locked(edition.pk)
    _refuse_if(obstacles_to_confirm(_readiness(edition)))
    _become(edition, EditionState.CONFIRMED, confirmed_at=timezone.now())
    _record("training.confirm", edition, by)
    for person in [*_tandem(edition), *_enrolled(edition, states=(EnrolmentState.PLACED,))]:
        emails.confirmed(edition, person)
    return edition


@transaction.atomic
def call_off(*, edition: Edition, reason: str, by: Person | None) -> Edition:
    """It will not be given. Everyone in it hears why; enrolments end without cost.

    Coaches need not come; told late, they keep what was agreed. Raises RefusedError for what was given already.
    """
    edition = Edition.objects.locked(edition.pk)
    coach_days.hold(edition)
    state = EditionState(edition.state)
    _refuse_if(obstacles_to_call_off(state, edition.ends_on, today=timezone.localdate()))
    was_live = edition.state in LIVE
    _become(edition, EditionState.CANCELLED, cancelled_at=timezone.now(), cancelled_reason=reason)
    # Coaches who would come read why in the letter about their days and their money.
    told = coach_days.call_off(edition=edition, reason=reason, by=by)
    to_tell = [*_tandem(edition), *(_enrolled(edition) if was_live else [])]
    for person in to_tell:
        if person.pk not in told:
            emails.called_off(edition, person)
    if was_live and (contact := _who_asked(edition)) is not None:
        emails.called_off(edition, contact)
    for enrolment in edition.enrolments.active():
        move(
            enrolment,
            EnrolmentState.CANCELLED,
            by=by,
            why=Why.CALLED_OFF,
            seat=None,
            offer_until=None,
            cancellation_fee=Decimal(0),
        )
    _record("training.call_off", edition, by, told=len(to_tell))
    return edition


@transaction.atomic
def close(*, edition: Edition, by: Person | None, now: datetime | None = None) -> Edition:
    """Put it away once all its days are closed. Raises RefusedError before, or while a coach waits for a call."""
    edition = Edition.objects.locked(edition.pk)
    state = EditionState(edition.state)
    ends_at = edition.sessions.aggregate(last=Max("ends_at"))["last"]
    calls, days = len(coach_days.calls_open([edition])), edition.sessions.filter(closing=None).count()
    _refuse_if(obstacles_to_close(state, ends_at, now=now or timezone.now(), calls=calls, days=days))
    _become(edition, EditionState.CLOSED)
    _record("training.close", edition, by)
    return edition


@transaction.atomic
def set_ready(
    *, edition: Edition, by: Person | None, room: bool | None = None, material: bool | None = None
) -> Edition:
    """Note that room or material is ready, or is not after all."""
    edition = Edition.objects.locked(edition.pk)
    if room is not None:
        edition.room_booked = room
    if material is not None:
        edition.material_ready = material
    edition.save(update_fields=["room_booked", "material_ready"])
    audit.record("training.ready", by=by, about=edition, room=edition.room_booked, material=edition.material_ready)
    return edition


@transaction.atomic
def add_task(
    *, edition: Edition, what: str, by: Person | None, who: Person | None = None, due_on: date | None = None
) -> Task:
    """Write down something that the system cannot see by itself."""
    task = Task.objects.create(edition=edition, what=what, who=who, due_on=due_on)
    audit.record("training.add_task", by=by, about=edition, task=task.pk)
    return task


@transaction.atomic
def finish_task(*, task: Task, by: Person | None) -> Task:
    """It is done. Done twice is done once."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), by
        task.save(update_fields=["done_at", "done_by"])
        audit.record("training.finish_task", by=by, about=task.edition, task=task.pk)
    return task


def standing_of(edition: Edition) -> Standing:
    """What already stands in an edition and may not be lost by a change."""
    days = [
        Day(timezone.localtime(session.starts_at), timezone.localtime(session.ends_at), session.pk)
        for session in edition.sessions.all()
    ]
    attended = Attendance.objects.kept().filter(session__edition=edition).values_list("session", flat=True)
    closed = edition.sessions.exclude(closing=None).values_list("pk", flat=True)
    return Standing(
        days=tuple(days),
        # A day that is closed is told as one of which it is known who was there.
        attended=tuple({*attended, *closed}),
        seated=edition.enrolments.seated().count(),
        announced=edition.state in LIVE,
    )


def _wish(days: Sequence[Day], terms: Terms) -> Wish:
    local = [Day(timezone.localtime(day.starts_at), timezone.localtime(day.ends_at), day.session) for day in days]
    return Wish(local, terms.minimum, terms.maximum, terms.enrol_until, terms.place is not None)


def _refuse_if(problems: Sequence[Any]) -> None:
    if problems:
        raise RefusedError(*problems)


def _become(edition: Edition, state: EditionState, **columns: Any) -> None:
    edition.state = state
    for name, value in columns.items():
        setattr(edition, name, value)
    edition.save(update_fields=["state", *columns])


def _record(verb: str, edition: Edition, by: Person | None, **details: Any) -> None:
    audit.record(verb, by=by, about=edition, **details)
    stamps.bump(stamps.PROGRAMME)


def _write_days(edition: Edition, days: Sequence[Day]) -> set[int]:
    """Move the sessions that stand, add the new ones, take away the rest; parts follow the order of the days.

    Gives the numbers of the new ones.
    """
    in_order = sorted(days, key=lambda day: day.starts_at)
    standing = {session.pk: session for session in edition.sessions.all()}
    kept = {day.session for day in in_order}
    edition.sessions.filter(pk__in=standing.keys() - kept).delete()
    parts = list(edition.version.parts.all())[: len(in_order)]
    for day, part in zip_longest(in_order, parts):
        session = standing.get(day.session or 0) or Session(edition=edition)
        if session.pk and timezone.localdate(session.starts_at) != timezone.localdate(day.starts_at):
            # Who could not come on the old day may well come on the new one.
            session.attendance.all().delete()
        session.starts_at, session.ends_at, session.part = day.starts_at, day.ends_at, part
        session.place_id = None if day.place == edition.place_id else day.place
        session.save()
    edition.starts_on = timezone.localdate(in_order[0].starts_at) if in_order else None
    edition.ends_on = timezone.localdate(in_order[-1].starts_at) if in_order else None
    edition.save(update_fields=["starts_on", "ends_on"])
    return set(edition.sessions.exclude(pk__in=standing).values_list("pk", flat=True))


def _write_prices(edition: Edition, prices: Mapping[str, Decimal]) -> None:
    edition.prices.exclude(kind__in=prices).delete()
    for kind, amount in prices.items():
        Price.objects.update_or_create(edition=edition, kind=kind, defaults={"amount": amount})


def _close_ranks(edition: Edition) -> None:
    """Give the seated the lowest seat numbers, so that no seat above a smaller maximum is held."""
    for seat, enrolment in enumerate(edition.enrolments.seated().order_by("seat"), start=1):
        if enrolment.seat != seat:
            enrolment.seat = seat
            enrolment.save(update_fields=["seat"])


def _readiness(edition: Edition) -> Readiness:
    trainers = edition.tandem.filter(part=TandemMember.Part.TRAINER, answer=TandemMember.Answer.YES)
    return Readiness(
        state=EditionState(edition.state),
        starts_on=edition.starts_on,
        has_place=edition.place_id is not None,
        trainers_confirmed=trainers.count(),
        trainers_needed=edition.version.trainers_needed,
        coaches_confirmed=fewest(coach_days.coming_by_day(edition)),
        coaches_needed=edition.version.coaches_needed,
    )


def _what_people_came_for(edition: Edition) -> tuple[Any, ...]:
    return (edition.place_id, *edition.sessions.values_list("starts_at", "ends_at", "place"))


def _enrolled(edition: Edition, states: Sequence[EnrolmentState] | None = None) -> list[Person]:
    """Everyone who holds a place, an offer or a turn, or only those in `states`."""
    enrolments = edition.enrolments.active().select_related("person").order_by("pk")
    if states is not None:
        enrolments = enrolments.filter(state__in=states)
    return [enrolment.person for enrolment in enrolments]


def _tandem(edition: Edition, *, coaches: bool = True) -> list[Person]:
    """Who was asked and did not say no."""
    members = edition.tandem.exclude(answer=TandemMember.Answer.NO).select_related("person")
    return [member.person for member in members if coaches or member.part != TandemMember.Part.COACH]


def _who_asked(edition: Edition) -> letters.Recipient | None:
    """The contact of the organisation that asked for this edition, or None for an edition of our own."""
    request = getattr(edition, "request", None)
    return letters.to_address(request.contact_name, request.contact_email) if request else None
