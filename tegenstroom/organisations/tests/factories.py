"""Plainly invented organisations and places."""

import factory

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.organisations.models import Membership, Organisation, Place, Team


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.OCMW
    name = factory.Sequence(lambda n: f"OCMW Voorbeeld {n}")
    municipality = "Voorbeeldstad"


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Zaal {n}")
    street = "Voorbeeldstraat 1"
    postcode = "2000"
    municipality = "Antwerpen"
    step_free = True
