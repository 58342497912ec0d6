"""Enrolling, cancelling, passing a place to a colleague, and what makes it easier for who comes.

Each verb locks the edition first: places are given one by one, whoever asks at the same moment.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.approval import (
    Leader,
    answer_approval,
    ask_approval,
    lapse_approvals,
    leader_of,
    remind_leaders,
)
from tegenstroom.training.actions.steps import EnrolmentRefused, begin, lock, move
from tegenstroom.training.actions.waiting import (
    accept_offer,
    cut_off,
    decline_offer,
    end_lines,
    give_place,
    lapse_offers,
    number_in_line,
    promote,
    taken_seats,
)
from tegenstroom.training.emails import enrolment as emails
from tegenstroom.training.models import CancellationTerm, Edition, Enrolment
from tegenstroom.training.rules import cancelling, places
from tegenstroom.training.rules.editions import LIVE, EditionState
from tegenstroom.training.rules.places import ACTIVE, EnrolmentState, Why
from tegenstroom.training.words import CLOSED

__all__ = [
    "EnrolmentRefused",
    "Leader",
    "accept_offer",
    "answer_approval",
    "ask_approval",
    "cancel",
    "change_needs",
    "cut_off",
    "decline_offer",
    "end_lines",
    "enrol",
    "fee_for_cancelling",
    "give_place",
    "hand_over",
    "lapse_approvals",
    "lapse_offers",
    "may_change_needs",
    "may_hand_over",
    "number_in_line",
    "promote",
    "refuse_when_closed",
    "remind_leaders",
]


@transaction.atomic
def enrol(
    *,
    edition: Edition,
    person: Person,
    kind: str,
    by: Person | None,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    introduced_as: str = "",
    needs: str = "",
    form_key: UUID | None = None,
    leader: Leader | None = None,
) -> Enrolment:
    """Give a place, or a turn on the waiting list; the same form or person twice gives the same enrolment.

    `by` is who fills in the form, `introduced_as` the name that the form gives `person`. The price of `kind` is
    frozen. With a `leader`, or where the organisation wants it so, her approval is asked. Raises
    EnrolmentRefused when the edition takes no enrolments.
    """
    edition = Edition.objects.locked(edition.pk)
    if existing := _existing(edition, person, form_key):
        return existing
    refuse_when_closed(edition)
    enrolment = Enrolment(
        edition=edition,
        person=person,
        introduced_as=introduced_as,
        organisation=organisation,
        organisation_name="" if organisation else organisation_name,
        enrolled_by=by,
        kind=kind,
        price=_price(edition, kind),
        needs=needs,
        form_key=form_key,
    )
    _seat_or_queue(enrolment)
    begin(enrolment, by=by)
    _ask_leader(enrolment, leader, by=by)
    emails.welcome(enrolment)
    return enrolment


@transaction.atomic
def cancel(*, enrolment: Enrolment, by: Person | None, why: str = "", free: bool = False) -> Enrolment:
    """End an enrolment, at the cost that the rules set (nothing with `free`), and offer the seat to the next.

    An enrolment that has already ended stays as it is. Raises EnrolmentRefused once the training is over.
    """
    edition = lock(enrolment)
    if enrolment.state not in ACTIVE:
        return enrolment
    if edition.ends_on is not None and timezone.localdate() > edition.ends_on:
        raise EnrolmentRefused(_("Deze vorming is voorbij. Annuleren kan niet meer."))
    fee = Decimal(0) if free else fee_for_cancelling(enrolment)
    move(
        enrolment,
        EnrolmentState.CANCELLED,
        by=by,
        why=why,
        seat=None,
        offer_until=None,
        cancellation_fee=fee,
    )
    emails.cancelled(enrolment)
    promote(edition=edition)
    return enrolment


def fee_for_cancelling(enrolment: Enrolment, *, today: date | None = None) -> Decimal:
    """What cancelling costs today. Only a holder of a place pays, by the terms of the day she enrolled."""
    starts_on = enrolment.edition.starts_on
    if enrolment.state != EnrolmentState.PLACED or starts_on is None:
        return Decimal(0)
    terms = [
        cancelling.Term(row.valid_from, cancelling.Tier(row.days_before, row.percent))
        for row in CancellationTerm.objects.all()
    ]
    tiers = cancelling.tiers_on(timezone.localdate(enrolment.queued_at), terms)
    days_left = (starts_on - (today or timezone.localdate())).days
    return cancelling.fee(enrolment.price, cancelling.percent_due(days_left, tiers))


@transaction.atomic
def change_needs(*, enrolment: Enrolment, needs: str, by: Person | None) -> Enrolment:
    """Write what makes it easier for her now; what stood there is kept nowhere.

    `by` is None when she came with the link of a letter. Raises EnrolmentRefused once the training is over, and
    when she does not take part.
    """
    lock(enrolment)
    if not may_change_needs(enrolment):
        raise EnrolmentRefused(_("Hier verandert niets meer: de vorming is voorbij, of de inschrijving stopte."))
    if enrolment.needs != needs:
        enrolment.needs = needs
        enrolment.save(update_fields=["needs"])
        audit.record("training.change_needs", by=by, about=enrolment)
    return enrolment


def may_change_needs(enrolment: Enrolment) -> bool:
    """Whether what makes it easier for her can still change today."""
    edition = enrolment.edition
    return places.needs_may_change(
        EnrolmentState(enrolment.state),
        EditionState(edition.state),
        ends_on=edition.ends_on,
        today=timezone.localdate(),
    )


@transaction.atomic
def hand_over(*, enrolment: Enrolment, to: Person, by: Person | None, introduced_as: str = "") -> Enrolment:
    """A colleague takes the place, with its seat and its price. Returns the colleague's enrolment.

    Raises EnrolmentRefused when there is no place to pass on, the training has begun, or the colleague is in it.
    """
    edition = lock(enrolment)
    if enrolment.state == EnrolmentState.REPLACED and enrolment.replaced_by.person_id == to.pk:
        return enrolment.replaced_by
    _refuse_hand_over(enrolment, to)
    seat, leader = enrolment.seat, _leader_asked(enrolment)
    # The seat is let go first: the database knows no seat with two holders.
    move(enrolment, EnrolmentState.REPLACED, by=by, seat=None)
    colleague = Enrolment(
        edition=edition,
        person=to,
        introduced_as=introduced_as,
        organisation=enrolment.organisation,
        organisation_name=enrolment.organisation_name,
        enrolled_by=by,
        kind=enrolment.kind,
        price=enrolment.price,
        state=EnrolmentState.PLACED,
        seat=seat,
        queued_at=timezone.now(),
        replaces=enrolment,
    )
    begin(colleague, by=by, why=Why.FROM_A_COLLEAGUE)
    _ask_leader(colleague, leader, by=by)
    emails.handed_over(enrolment, colleague)
    return colleague


def may_hand_over(enrolment: Enrolment) -> bool:
    """Whether there is a place to pass on: until the day before the first day."""
    edition = enrolment.edition
    begins_later = edition.starts_on is not None and timezone.localdate() < edition.starts_on
    return enrolment.state == EnrolmentState.PLACED and edition.state in LIVE and begins_later


def refuse_when_closed(edition: Edition) -> None:
    """Raise EnrolmentRefused, with the reason in a sentence, when the edition takes no enrolments today."""
    closed = places.closed_because(
        EditionState(edition.state),
        starts_on=edition.starts_on,
        enrol_until=edition.enrol_until,
        today=timezone.localdate(),
    )
    if closed:
        raise EnrolmentRefused(CLOSED[closed])


def _existing(edition: Edition, person: Person, form_key: UUID | None) -> Enrolment | None:
    same_form = Enrolment.objects.filter(form_key=form_key).first() if form_key else None
    return same_form or edition.enrolments.active().filter(person=person).first()


def _seat_or_queue(enrolment: Enrolment) -> None:
    """A free seat, or the end of the line. The edition is locked: who came first is who got the lock first."""
    edition = enrolment.edition
    seat = places.place(edition.maximum, taken_seats(edition), edition.enrolments.waiting().count())
    enrolment.seat = seat
    enrolment.state = EnrolmentState.WAITING if seat is None else EnrolmentState.PLACED
    enrolment.queued_at = timezone.now()


def _price(edition: Edition, kind: str) -> Decimal:
    """What this kind of participant pays today. An edition without prices costs the participant nothing."""
    prices = dict(edition.prices.values_list("kind", "amount"))
    if prices and kind not in prices:
        raise EnrolmentRefused(_("Deze vorming kent die prijs niet meer. Kies opnieuw hoe je komt."))
    return prices.get(kind, Decimal(0))


def _ask_leader(enrolment: Enrolment, leader: Leader | None, *, by: Person | None) -> None:
    """Ask whom the organisation wants asked, else the named leader; nobody when she herself fills in the form."""
    organisation = enrolment.organisation
    if organisation is not None and organisation.asks_approval:
        # The organisation's own word goes before a name that anybody may type.
        leader = leader_of(organisation, enrolment.person) or leader
    if leader and not (by and by.email and by.email.lower() == leader.email.lower()):
        ask_approval(enrolment=enrolment, leader=leader, by=by)


def _leader_asked(enrolment: Enrolment) -> Leader | None:
    approval = getattr(enrolment, "approval", None)
    return Leader(approval.leader_name, approval.leader_email) if approval else None


def _refuse_hand_over(enrolment: Enrolment, to: Person) -> None:
    if not may_hand_over(enrolment):
        raise EnrolmentRefused(_("Je kan nu geen plaats doorgeven. Bel ons als je daar een vraag over hebt."))
    if enrolment.edition.enrolments.active().filter(person=to).exists():
        raise EnrolmentRefused(_("Je collega staat al ingeschreven of op de wachtlijst voor deze vorming."))
