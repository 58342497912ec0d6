"""Addresses in letters: each opens one thing for whoever holds the letter. See also `addresses`."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tegenstroom.base import links
from tegenstroom.training.models import Approval, Edition, Enrolment, Proposal, TandemMember
from tegenstroom.training.rules.editions import Channel

# May change the enrolment: only in letters to the participant herself.
ENROLMENT = "enrolment"
# May only read what a form brought about: whoever typed somebody's address learns nothing more.
RECEIPT = "enrolment-receipt"
APPROVAL = "approval"
TANDEM = "tandem"
IN_COMPANY = "in-company"
# Names a proposal by its request and its number: its paper is made before there is a row.
PROPOSAL = "proposal-number"


def enrolment_token(enrolment: Enrolment) -> str:
    """For the page where the participant cancels, passes on, or answers an offer."""
    return links.token(ENROLMENT, enrolment.pk)


def receipt_token(enrolment: Enrolment) -> str:
    """For the page after the form."""
    return links.token(RECEIPT, enrolment.pk)


def enrolment_url(enrolment: Enrolment) -> str:
    """The whole address of the participant's page, for in a letter."""
    return whole("training:enrolment_link", enrolment_token(enrolment))


def approval_url(approval: Approval) -> str:
    """The whole address of the leader's page, for in a letter."""
    return whole("training:approval", links.token(APPROVAL, approval.pk))


def tandem_url(member: TandemMember) -> str:
    """The whole address where a trainer says yes or no, for in a letter."""
    return whole("training:tandem_answer", links.token(TANDEM, member.pk))


def in_company_url(edition: Edition) -> str:
    """The whole address where the people of one organisation enrol, to be passed on by it."""
    return whole("training:enrol_in_company", links.token(IN_COMPANY, edition.pk))


def proposal_url(proposal: Proposal) -> str:
    """The whole address where an organisation agrees to a proposal or asks to talk, for in a letter."""
    return whole("training:proposal", links.token(PROPOSAL, [proposal.request_id, proposal.number]))


def enrolment_of(purpose: str, token: str) -> Enrolment:
    """The enrolment that a link was made for, or Http404."""
    rows = Enrolment.objects.select_related("edition__version", "edition__place", "person")
    return get_object_or_404(rows, pk=value_of(purpose, token))


def approval_of(token: str) -> Approval:
    """The question that a leader's link was made for, or Http404."""
    rows = Approval.objects.select_related("enrolment__edition__version", "enrolment__person")
    return get_object_or_404(rows, pk=value_of(APPROVAL, token))


def member_of(token: str) -> TandemMember:
    """The question to one of a tandem that a link was made for, or Http404."""
    rows = TandemMember.objects.select_related("edition__version", "edition__place", "person")
    return get_object_or_404(rows, pk=value_of(TANDEM, token))


def in_company_of(token: str) -> Edition:
    """The edition made to measure that a link was made for, or Http404."""
    rows = Edition.objects.select_related("version", "place", "organisation")
    return get_object_or_404(rows, pk=value_of(IN_COMPANY, token), channel=Channel.IN_COMPANY)


def proposal_of(token: str) -> Proposal:
    """The proposal that a link was made for, or Http404."""
    rows = Proposal.objects.select_related("request", "version", "place").filter(sent_at__isnull=False)
    request, number = value_of(PROPOSAL, token)
    return get_object_or_404(rows, request=request, number=number)


def whole(name: str, key: str) -> str:
    """The whole address of what `key` opens, for in a letter, a QR or a calendar."""
    return str(settings.SITE_URL) + reverse(name, args=[key])


def value_of(purpose: str, token: str) -> Any:
    """What a link of this purpose was made for, or Http404."""
    try:
        return links.value(purpose, token)
    except links.BadLink as error:
        raise Http404 from error
