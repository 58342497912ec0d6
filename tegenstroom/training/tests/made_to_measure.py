"""Requests and proposals for tests of trainings made to measure."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from tegenstroom.training.actions import requests as actions
from tegenstroom.training.actions.requests import Offer
from tegenstroom.training.doors import proposal_url
from tegenstroom.training.models import Proposal, TrainingRequest
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.tests.factories import ModuleVersionFactory


def a_request(**fields: object) -> TrainingRequest:
    question = {
        "organisation_name": "OCMW Voorbeeldstad",
        "enterprise_number": "0566988259",
        "contact_name": "Lut Voorbeeld",
        "contact_email": "lut@example.org",
        "contact_phone": "0470 00 00 00",
        "question": "Onze baliemedewerkers botsen met mensen die wachten.",
        "people": 14,
    }
    return actions.ask_training(**{**question, **fields})


def an_offer(**fields: object) -> Offer:
    begin = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
    days = [Day(begin + timedelta(d), begin + timedelta(d, hours=7)) for d in (50, 40)]
    terms = {"price": Decimal("1850.50"), "valid_until": timezone.localdate() + timedelta(30), "days": days}
    return Offer(**{"version": ModuleVersionFactory(aims="Kijken\nLuisteren"), "maximum": 14, **terms, **fields})


def proposed(**fields: object) -> Proposal:
    return actions.propose(request=a_request(), offer=an_offer(**fields), by=None)


def path_of(proposal: Proposal) -> str:
    return proposal_url(proposal).removeprefix(settings.SITE_URL)


def page(response) -> str:
    return response.content.decode()
