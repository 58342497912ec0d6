"""Erasing someone who asks for it: her words, her data and her keys; what the law keeps stays without her name."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, erasing, sealing
from tegenstroom.base.export import Word

# What stands where her name stood, in every language: nobody is called so.
NOBODY = "–"
EMPTY = ("family_name", "called", "phone", "street", "postcode", "municipality")


class NotYetError(Exception):
    """Something must be done first; `sentences` say what."""

    def __init__(self, sentences: Sequence[Word]) -> None:
        super().__init__(*map(str, sentences))
        self.sentences = sentences


@transaction.atomic
def erase_person(*, person: Person, by: Person) -> Person:
    """Erase someone, for good. Her row stays, without a name, as long as anything in the books points at it.

    Her keys are destroyed: what was sealed for her opens nowhere, not in a copy either. Twice is once. Raises
    NotYetError as long as something must be done first.
    """
    audit.take_turn()
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        return person
    if found := erasing.hindrances(person):
        raise NotYetError(found)
    _wipe(person, by=by)
    return person


@transaction.atomic
def erase_again(*, pk: int, joined_at: datetime) -> Person | None:
    """Erase once more who stands in a backup that was put back; None when she is not there, or erased already.

    What had to be done first was done then. `joined_at` tells her from whoever got her number since.
    """
    audit.take_turn()
    person = Person.objects.get_queryset().known().select_for_update().filter(pk=pk, joined_at=joined_at).first()
    if person:
        _wipe(person, by=None)
    return person


def _wipe(person: Person, *, by: Person | None) -> None:
    erasing.wipe(person, by=by)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    sealing.forget(person, by=by)
    _empty(person)
    audit.record("accounts.erase_person", by=by, about=person)


def _empty(person: Person) -> None:
    """Her own row: nobody logs in with it, and nobody reads in it who she was."""
    person.given_name, person.email = NOBODY, None
    for name in EMPTY:
        setattr(person, name, "")
    person.set_unusable_password()
    person.is_active, person.last_login = False, None
    person.session_round += 1
    person.erased_at = timezone.now()
    person.save()
