"""Organisations that ask for a training of their own, each at another point of the road."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tegenstroom.front.demo import editions
from tegenstroom.front.demo.clock import at, moment, today
from tegenstroom.front.demo.coaches import free_day
from tegenstroom.front.demo.network import Network, read
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions import requests, tandem
from tegenstroom.training.actions.editions import announce
from tegenstroom.training.models import Module, Proposal, TandemMember, TrainingRequest

# How far each request came, in the order of the road.
ROAD = ("new", "talking", "proposed", "agreed", "planned")
# Who would come: a day is proposed on which both can.
COACHES = ("coen", "chantal")


def build(network: Network) -> None:
    """Every request of the data file, as far as it came."""
    for row in read("requests")["requests"]:
        _walk(network, row)


def _walk(network: Network, row: dict[str, Any]) -> None:
    """From the question as far as this organisation came; two days for each step."""
    until, asked = row["until"], -row["days_ago"]
    request = _ask(row, asked)
    for number, text in enumerate(row.get("notes", ()), start=1):
        with at(moment(asked + number, 15)):
            requests.note(request=request, text=text, by=network.coordinator)
    if until == "declined":
        with at(moment(asked + 4)):
            requests.decline(request=request, text="Komt er niet van.", by=network.coordinator)
        return
    steps = ROAD.index(until)
    if steps >= ROAD.index("proposed"):
        proposal = _propose(network, request, row, asked + 5)
    if steps >= ROAD.index("agreed"):
        with at(moment(asked + 9)):
            requests.agree(proposal=proposal, name=row["contact"])
    if steps >= ROAD.index("planned"):
        _plan(network, request, asked + 11)


def _ask(row: dict[str, Any], asked: int) -> TrainingRequest:
    with at(moment(asked)):
        request = requests.ask_training(
            organisation=Organisation.objects.filter(name=row["house"]).first(),
            organisation_name=row["house"],
            contact_name=row["contact"],
            contact_email=row["email"],
            module=Module.objects.filter(slug=row.get("module", "")).first(),
            question=row["question"],
            people=row["people"],
            period=row["period"],
        )
    TrainingRequest.objects.filter(pk=request.pk).update(received_at=moment(asked))
    return request


def _propose(network: Network, request: TrainingRequest, row: dict[str, Any], offset: int) -> Proposal:
    offer = requests.Offer(
        version=network.versions[row["module"]][-1],
        days=[free_day([network.people[key] for key in COACHES], day) for day in row["days"]],
        price=Decimal(row["price"]),
        valid_until=today() + timedelta(days=30),
        place=network.places.get(row.get("place", "")),
        maximum=14,
        message=row["message"],
    )
    with at(moment(offset)):
        return requests.propose(request=request, offer=offer, by=network.coordinator)


def _plan(network: Network, request: TrainingRequest, offset: int) -> None:
    """The edition stands: tandem, link for the organisation, and the first of its people."""
    with at(moment(offset)):
        edition = requests.plan_edition(request=request, by=network.coordinator)
        asked = editions.ask(network, edition, "tarik", *COACHES)
    with at(moment(offset + 2)):
        for member in asked:
            tandem.answer(member=member, answer=TandemMember.Answer.YES, by=member.person)
        announce(edition=edition, by=network.coordinator)
    own = [guest for guest in network.crowd if guest.house == edition.organisation]
    editions.enrol_all(edition, own, since=moment(offset + 4))
