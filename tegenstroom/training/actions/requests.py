"""From an organisation's question to an edition made to measure; nothing is typed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tegenstroom.accounts.actions import find_or_add_person
from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.letters import File
from tegenstroom.organisations.actions import find_or_add_organisation, join
from tegenstroom.organisations.models import Organisation, Place
from tegenstroom.training.actions import editions
from tegenstroom.training.emails import requests as emails
from tegenstroom.training.models import Edition, ModuleVersion, Proposal, RequestNote, TrainingRequest
from tegenstroom.training.rules.editions import Channel, Day, RefusedError, Wish, problems_with
from tegenstroom.training.rules.editions import Standing as NothingStands
from tegenstroom.training.rules.requests import (
    RequestRefusedError,
    RequestState,
    Snag,
    Standing,
    may_become,
    snag_in_agreeing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What we propose: what, when, where, for how many, for how much, and until when it holds."""

    version: ModuleVersion
    days: Sequence[Day]
    price: Decimal
    valid_until: date
    place: Place | None = None
    maximum: int = 16
    message: str = ""

    def columns(self) -> dict[str, Any]:
        """The offer as a row of proposals; the days as ISO text in the order of time."""
        names = ("version", "place", "maximum", "price", "message", "valid_until")
        days = sorted(self.days, key=lambda day: day.starts_at)
        dates = [{"starts_at": day.starts_at.isoformat(), "ends_at": day.ends_at.isoformat()} for day in days]
        return {**{name: getattr(self, name) for name in names}, "dates": dates}


def ask_training(*, form_key: UUID | None = None, **question: Any) -> TrainingRequest:
    """Keep a question as it came, and write that we got it. The same form twice is one request.

    `question` gives the fields of TrainingRequest.
    """
    if form_key and (earlier := TrainingRequest.objects.filter(form_key=form_key).first()):
        return earlier
    try:
        return _ask(form_key, question)
    except IntegrityError:
        if form_key is None:
            raise
        # The same form, sent twice at the same moment.
        return TrainingRequest.objects.get(form_key=form_key)


@transaction.atomic
def _ask(form_key: UUID | None, question: dict[str, Any]) -> TrainingRequest:
    request = TrainingRequest.objects.create(form_key=form_key, **question)
    audit.record("training.ask_training", by=None, about=request)
    emails.received(request)
    return request


@transaction.atomic
def note(*, request: TrainingRequest, text: str, by: Person | None) -> RequestNote:
    """Write down what was said. A new request is in conversation from then on."""
    request = _locked(request)
    row = request.notes.create(text=text, by=by)
    audit.record("training.note", by=by, about=request)
    if request.state == RequestState.NEW:
        _become(request, RequestState.TALKING, by)
    return row


def propose(*, request: TrainingRequest, offer: Offer, by: Person | None) -> Proposal:
    """Send a proposal as a paper and a link to agree. It replaces the one before.

    Raises RefusedError for days or numbers that cannot be, RequestRefusedError when the request is past that or
    another proposal left at the same moment.
    """
    problems = problems_with(Wish(offer.days, 1, offer.maximum), NothingStands(), now=timezone.now())
    if problems:
        raise RefusedError(*problems)
    proposal = draft(request, offer)
    proposal.sent_at = timezone.now()
    # Before the database is locked: nobody waits for a paper.
    _send(proposal, emails.paper_of(proposal), by)
    return proposal


@transaction.atomic
def _send(proposal: Proposal, paper: File, by: Person | None) -> None:
    request = proposal.request = _locked(proposal.request)
    if proposal.number != _next_number(request):
        raise RequestRefusedError(Snag.WRONG_STATE)
    _become(request, RequestState.PROPOSED, by)
    proposal.save(force_insert=True)
    audit.record("training.propose", by=by, about=request, number=proposal.number, price=str(proposal.price))
    emails.proposal(proposal, paper)


def draft(request: TrainingRequest, offer: Offer) -> Proposal:
    """The next proposal as it would go out, kept nowhere: to read it over before it is sent."""
    return Proposal(request=request, number=_next_number(request), **offer.columns())


@transaction.atomic
def agree(*, proposal: Proposal, name: str) -> Proposal:
    """The organisation agrees, through its link; `name` is who agrees. Nothing is planned by itself.

    Raises RequestRefusedError when the proposal no longer holds. Agreeing twice is agreeing once.
    """
    request = _locked(proposal.request)
    proposal = request.proposals.get(pk=proposal.pk)
    if proposal.agreed_at is not None:
        return proposal
    if not name.strip():
        raise RequestRefusedError(Snag.NAME_MISSING)
    if snag := snag_in_agreeing(standing_of(proposal, request), today=timezone.localdate()):
        raise RequestRefusedError(snag)
    proposal.agreed_at, proposal.agreed_by_name = timezone.now(), name.strip()
    proposal.save(update_fields=["agreed_at", "agreed_by_name"])
    _become(request, RequestState.AGREED, None)
    emails.agreed(proposal)
    return proposal


@transaction.atomic
def talk(*, proposal: Proposal, text: str = "") -> TrainingRequest:
    """The organisation wants to talk first. Its words stand among the notes, and the desk gets a letter."""
    request = _locked(proposal.request)
    _become(request, RequestState.TALKING, None)
    request.notes.create(text=text.strip())
    emails.wants_to_talk(request, text.strip())
    return request


@transaction.atomic
def decline(*, request: TrainingRequest, text: str, by: Person | None) -> TrainingRequest:
    """It will not be. Why stands among the notes."""
    request = _locked(request)
    _become(request, RequestState.DECLINED, by)
    request.notes.create(text=text, by=by)
    return request


@transaction.atomic
def plan_edition(*, request: TrainingRequest, by: Person | None) -> Edition:
    """Make the edition of the proposal that was agreed to, with the organisation and its contact person.

    Raises RequestRefusedError without agreement, RefusedError when a day has passed since.
    """
    request = _locked(request)
    proposal = request.proposals.filter(agreed_at__isnull=False).order_by("-number").first()
    if proposal is None:
        raise RequestRefusedError(Snag.WRONG_STATE)
    _become(request, RequestState.PLANNED, by)
    request.organisation = _organisation(request, by)
    request.edition = editions.plan(
        version=proposal.version,
        days=proposal.days,
        terms=editions.Terms(
            place=proposal.place, minimum=1, maximum=proposal.maximum, group_price=proposal.price
        ),
        channel=Channel.IN_COMPANY,
        organisation=request.organisation,
        by=by,
    )
    request.save(update_fields=["organisation", "edition"])
    return request.edition


def standing_of(proposal: Proposal, request: TrainingRequest) -> Standing:
    """What the rules need to know before someone agrees."""
    days = proposal.days
    newest = request.proposals.order_by("-number").values_list("pk", flat=True).first()
    return Standing(
        state=RequestState(request.state),
        is_newest=newest == proposal.pk,
        valid_until=proposal.valid_until,
        first_day=days[0].starts_at.date() if days else None,
    )


def _next_number(request: TrainingRequest) -> int:
    return request.proposals.count() + 1


def _locked(request: TrainingRequest) -> TrainingRequest:
    return TrainingRequest.objects.select_for_update().get(pk=request.pk)


def _become(request: TrainingRequest, then: RequestState, by: Person | None) -> None:
    before = RequestState(request.state)
    if not may_become(before, then):
        raise RequestRefusedError(Snag.WRONG_STATE)
    request.state = then
    request.save(update_fields=["state"])
    audit.record(f"training.request_{then}", by=by, about=request, before=before)


def _organisation(request: TrainingRequest, by: Person | None) -> Organisation:
    """The organisation that asked, made when we do not know it, with who asked as its contact person."""
    organisation = request.organisation or find_or_add_organisation(
        name=request.organisation_name, enterprise_number=request.enterprise_number, by=by
    )
    given, _space, family = request.contact_name.partition(" ")
    contact = find_or_add_person(
        given_name=given, family_name=family, email=request.contact_email, phone=request.contact_phone, by=by
    )
    join(organisation=organisation, person=contact, by=by, is_contact=True)
    return organisation
