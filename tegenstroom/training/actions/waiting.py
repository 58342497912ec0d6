"""The waiting list: a freed seat goes to the first in line, who gets time to think it over."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.training.actions.steps import EnrolmentRefused, lock, move
from tegenstroom.training.emails import enrolment as emails
from tegenstroom.training.figures import CUT_OFF_DAYS, OFFER_HOURS
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules import places
from tegenstroom.training.rules.editions import LIVE
from tegenstroom.training.rules.places import EnrolmentState, Why


def number_in_line(enrolment: Enrolment) -> int:
    """1 for the first of the waiting list. Meaningless for someone who does not wait."""
    in_line = enrolment.edition.enrolments.waiting().values_list("pk", flat=True)
    return list(in_line).index(enrolment.pk) + 1


def number_for_a_newcomer(edition: Edition) -> int | None:
    """The number on the waiting list for whoever enrols now, or None when there is a place."""
    waiting = edition.enrolments.waiting().count()
    return waiting + 1 if places.place(edition.maximum, taken_seats(edition), waiting) is None else None


@transaction.atomic
def promote(*, edition: Edition, now: datetime | None = None) -> list[Enrolment]:
    """Offer the free seats to the first in line, as long as there is time to think before the cut-off.

    Returns who got an offer. After that the desk phones: see `give_place`. Called whenever a seat may have come
    free: after a cancellation, a lapsed offer, a larger maximum, a later first day.
    """
    now = now or timezone.now()
    edition = Edition.objects.locked(edition.pk)
    if edition.state not in LIVE or edition.starts_on is None:
        return []
    end = cut_off(edition)
    if not places.leaves_time_to_think(now, hours=_hours_to_think(now), cut_off=end):
        return []
    # It follows from what someone did with a link, and is not her doing.
    with audit.by_link(False):
        return _offer_seats(edition, now=now, cut_off=end, by=None)


@transaction.atomic
def give_place(*, enrolment: Enrolment, by: Person) -> Enrolment:
    """The desk's step to a place: offer one to who waits first, also after the cut-off; or note that she takes it.

    Raises EnrolmentRefused when someone waits longer, no seat is free, or the training has begun.
    """
    edition = lock(enrolment)
    if enrolment.state == EnrolmentState.OFFERED:
        return accept_offer(enrolment=enrolment, by=by)
    if edition.state not in LIVE or edition.starts_on is None or enrolment.state != EnrolmentState.WAITING:
        raise EnrolmentRefused(_("Deze inschrijving wacht niet op een plaats."))
    if number_in_line(enrolment) != 1:
        raise EnrolmentRefused(_("Iemand anders wacht langer. Niemand gaat de wachtlijst voorbij."))
    if not _offer_seats(edition, now=timezone.now(), cut_off=_start_of(edition), by=by, at_most=1):
        raise EnrolmentRefused(_("Er is nu geen plaats vrij, of de vorming is al begonnen."))
    enrolment.refresh_from_db()
    return enrolment


@transaction.atomic
def accept_offer(*, enrolment: Enrolment, by: Person | None) -> Enrolment:
    """The person takes the seat that was offered. Raises EnrolmentRefused once the offer has lapsed."""
    edition = lock(enrolment)
    if enrolment.state == EnrolmentState.PLACED:
        return enrolment
    if enrolment.state != EnrolmentState.OFFERED or _is_past(enrolment, timezone.now()):
        raise EnrolmentRefused(
            _("Dit aanbod is verlopen. De plaats is niet meer voor jou vrij. Bel ons als je toch graag komt.")
        )
    if edition.state not in LIVE:
        raise EnrolmentRefused(_("Deze vorming gaat niet door of is voorbij. Je kan geen plaats meer nemen."))
    move(enrolment, EnrolmentState.PLACED, by=by, offer_until=None)
    emails.confirmed(enrolment)
    return enrolment


@transaction.atomic
def decline_offer(*, enrolment: Enrolment, by: Person | None) -> Enrolment:
    """The person lets the offered seat go; the next in line gets it."""
    edition = lock(enrolment)
    if enrolment.state == EnrolmentState.OFFERED:
        move(enrolment, EnrolmentState.CANCELLED, by=by, why=Why.OFFER_DECLINED, seat=None, offer_until=None)
        promote(edition=edition)
    return enrolment


@transaction.atomic
def shorten_offers(*, edition: Edition, first_day_was: date | None) -> dict[int, datetime]:
    """After a move to earlier days no offer outlasts the new cut-off. The new deadlines, by person."""
    if edition.starts_on is None or first_day_was is None or edition.starts_on >= first_day_was:
        return {}
    earlier = {}
    was, end, start = _cut_off_before(first_day_was), cut_off(edition), _start_of(edition)
    for enrolment in edition.enrolments.filter(state=EnrolmentState.OFFERED, offer_until__gt=end):
        assert enrolment.offer_until is not None  # a constraint of Enrolment
        until = places.offer_after_a_move(enrolment.offer_until, cut_off_was=was, cut_off=end, start=start)
        if until < enrolment.offer_until:
            earlier[enrolment.person_id] = enrolment.offer_until = until
            enrolment.save(update_fields=["offer_until"])
    return earlier


def lapse_offers(now: datetime) -> int:
    """Take back every offer whose time is over and offer the seat to the next. Returns how many lapsed."""
    over = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_until__lte=now)
    return sum(_lapse(enrolment, now) for enrolment in over.order_by("offer_until", "pk"))


@transaction.atomic
def _lapse(enrolment: Enrolment, now: datetime) -> bool:
    edition = lock(enrolment)
    if enrolment.state != EnrolmentState.OFFERED or not _is_past(enrolment, now):
        return False
    move(enrolment, EnrolmentState.LAPSED, by=None, why=Why.OFFER_LAPSED, seat=None, offer_until=None)
    emails.offer_lapsed(enrolment)
    promote(edition=edition, now=now)
    return True


def end_lines(now: datetime) -> int:
    """Tell whoever still waits on the first day that no place came free. Returns how many that were."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    begun = Enrolment.objects.waiting().filter(edition__starts_on__lte=timezone.localdate(now))
    return sum(_end_of_the_line(enrolment, now) for enrolment in begun)


@transaction.atomic
def _end_of_the_line(enrolment: Enrolment, now: datetime) -> bool:
    edition = lock(enrolment)
    begun = edition.starts_on is not None and edition.starts_on <= timezone.localdate(now)
    if enrolment.state != EnrolmentState.WAITING or not begun:
        return False
    move(enrolment, EnrolmentState.CANCELLED, by=None, why=Why.NO_PLACE)
    emails.no_place(enrolment)
    return True


def cut_off(edition: Edition) -> datetime:
    """From when no freed seat of this edition is offered by itself."""
    assert edition.starts_on is not None
    return _cut_off_before(edition.starts_on)


def _cut_off_before(first_day: date) -> datetime:
    days = int(CUT_OFF_DAYS.on(timezone.localdate()))
    return places.cut_off(first_day, days=days, zone=timezone.get_current_timezone())


def _hours_to_think(now: datetime) -> int:
    return int(OFFER_HOURS.on(timezone.localdate(now)))


def _start_of(edition: Edition) -> datetime:
    assert edition.starts_on is not None
    return places.cut_off(edition.starts_on, days=0, zone=timezone.get_current_timezone())


def _is_past(enrolment: Enrolment, now: datetime) -> bool:
    return enrolment.offer_until is not None and enrolment.offer_until <= now


def _offer_seats(
    edition: Edition, *, now: datetime, cut_off: datetime, by: Person | None, at_most: int | None = None
) -> list[Enrolment]:
    in_line = {enrolment.pk: enrolment for enrolment in edition.enrolments.waiting()}
    turns = [places.Turn(number=pk, since=enrolment.queued_at) for pk, enrolment in in_line.items()]
    given = places.promotions(edition.maximum, taken_seats(edition), turns, now=now, cut_off=cut_off)[:at_most]
    if not given:
        return []
    until = places.offer_deadline(now, hours=_hours_to_think(now), cut_off=cut_off)
    for turn, seat in given:
        enrolment = in_line[turn.number]
        move(enrolment, EnrolmentState.OFFERED, by=by, seat=seat, offer_until=until)
        emails.offer(enrolment)
    return [in_line[turn.number] for turn, _seat in given]


def taken_seats(edition: Edition) -> set[int]:
    """The numbers of the seats that someone holds."""
    seats = edition.enrolments.seated().values_list("seat", flat=True)
    return {seat for seat in seats if seat is not None}
