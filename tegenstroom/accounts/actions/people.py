"""Adding people and changing what we know of them."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit


@transaction.atomic
def find_or_add_person(
    *,
    given_name: str,
    family_name: str = "",
    email: str | None = None,
    phone: str = "",
    by: Person | None = None,
    **address: str,
) -> Person:
    """The person with this e-mail address as she is, or else a new one.

    Nothing is changed of a person who exists: whoever types an address into a form has not proved
    that it is hers. `address` takes street, postcode, municipality, language and reached_by.
    """
    data = {"given_name": given_name, "family_name": family_name, "phone": phone, **address}
    audit.take_turn()
    if found := Person.objects.by_email(email or ""):
        return found
    person = Person.objects.create(email=(email or "").strip() or None, **data)
    _let_log_in_by(person)
    audit.record("accounts.add_person", by=by, about=person, email=person.email is not None)
    return person


@transaction.atomic
def change_person(*, person: Person, by: Person, **data: Any) -> Person:
    """Write these fields of a person; the audit row names the fields, not what stands in them."""
    changed = sorted(name for name, value in data.items() if getattr(person, name) != value)
    if not changed:
        return person
    # Before her row is locked: whoever has the turn may be writing something of hers.
    audit.take_turn()
    for name in changed:
        setattr(person, name, data[name])
    person.save(update_fields=changed)
    if "email" in changed:
        _let_log_in_by(person)
    audit.record("accounts.change_person", by=by, about=person, fields=changed)
    return person


@transaction.atomic
def end_sessions(*, person: Person, by: Person | None) -> None:
    """Wherever she is logged in, she must log in again."""
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    audit.record("accounts.end_sessions", by=by, about=person)


def _let_log_in_by(person: Person) -> None:
    """Keep allauth's table of addresses in step: one row a person, her own.

    It counts as verified: each login by code proves it anew, and an address that someone else is
    trying to change to can then never stand in for it.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()
    if person.email:
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )
