"""Plainly invented people."""

import factory

from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import Role


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    given_name = factory.Sequence(lambda n: f"Voornaam{n}")
    family_name = factory.Sequence(lambda n: f"Achternaam{n}")
    email = factory.Sequence(lambda n: f"persoon{n}@example.org")

    @factory.post_generation
    def roles(self, create: bool, extracted: tuple[Role, ...] | None) -> None:
        """`PersonFactory(roles=[COORDINATOR])` grants network roles."""
        for role in extracted or ():
            RoleGrant.objects.create(person=self, role=role.key)
