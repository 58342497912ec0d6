"""Letters about a training made to measure: to the organisation that asks, and to the desk."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.training.doors import proposal_url
from tegenstroom.training.models import Proposal, TrainingRequest
from tegenstroom.training.papers import proposals


def received(request: TrainingRequest) -> None:
    """We got the question, and who answers when."""
    _to_the_organisation("request_received", request)
    _to_the_desk("request_new", request)


def paper_of(proposal: Proposal) -> letters.File:
    """What goes along with the letter, in its language. Takes a while: never within a transaction."""
    with translation.override(_organisation(proposal.request).language):
        return letters.File(proposals.file_name(proposal), "application/pdf", proposals.paper(proposal))


def proposal(proposal: Proposal, paper: letters.File) -> None:
    """The proposal as a paper, and the link to agree or to talk."""
    _to_the_organisation("proposal", proposal.request, [paper], proposal=proposal, link=proposal_url(proposal))


def agreed(proposal: Proposal) -> None:
    """Thanks to the organisation, and the word to the desk that it can go on."""
    _to_the_organisation("proposal_agreed", proposal.request, proposal=proposal)
    _to_the_desk("request_agreed", proposal.request, proposal=proposal)


def wants_to_talk(request: TrainingRequest, text: str) -> None:
    """Tell the desk that the organisation wants to talk first."""
    _to_the_desk("request_talk", request, text=text)


def _to_the_organisation(
    letter: str, request: TrainingRequest, attachments: Sequence[letters.File] = (), **context: Any
) -> None:
    _write(letter, _organisation(request), request, context, attachments)


def _organisation(request: TrainingRequest) -> letters.Addressee:
    return letters.to_address(request.contact_name, request.contact_email)


def _to_the_desk(letter: str, request: TrainingRequest, **context: Any) -> None:
    for coordinator in Person.objects.with_role(COORDINATOR):
        _write(letter, coordinator, request, context)


def _write(
    letter: str,
    to: letters.Recipient,
    request: TrainingRequest,
    context: dict[str, Any],
    attachments: Sequence[letters.File] = (),
) -> None:
    letters.write(
        kind=letter,
        template=f"training/emails/{letter}",
        to=to,
        about=request,
        context={"request": request, **context},
        attachments=attachments,
    )
