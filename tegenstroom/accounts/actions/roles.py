"""Giving and ending network roles."""

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import ADMINISTRATOR, Role
from tegenstroom.base import audit


class LastAdministratorError(Exception):
    """Ending this role would leave nobody who can give roles."""


@transaction.atomic
def grant_role(*, person: Person, role: Role, by: Person | None) -> RoleGrant:
    """Give a network role. Giving it twice changes nothing."""
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role.key, ended_at=None, defaults={"granted_by": by}
    )
    if is_new:
        audit.record("accounts.grant_role", by=by, about=person, role=role.key)
        _forget_roles(person)
    return grant


@transaction.atomic
def end_role(*, person: Person, role: Role, by: Person | None) -> None:
    """End a network role; the row stays, with who ended it. LastAdministratorError for the last one."""
    valid = RoleGrant.objects.filter(role=role.key, ended_at=None)
    # All are locked, in one order: two administrators who end each other's role take turns.
    others = {grant.person_id for grant in valid.select_for_update().order_by("pk")} - {person.pk}
    if role == ADMINISTRATOR and not Person.objects.filter(pk__in=others, is_active=True).exists():
        raise LastAdministratorError
    if valid.filter(person=person).update(ended_at=timezone.now(), ended_by=by):
        audit.record("accounts.end_role", by=by, about=person, role=role.key)
        _forget_roles(person)


def _forget_roles(person: Person) -> None:
    person.__dict__.pop("role_keys", None)
