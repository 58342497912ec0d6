"""People who come in through a form: nobody is made twice, however often the form is sent."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid5

from django.db import transaction

from tegenstroom.accounts.actions import find_or_add_person
from tegenstroom.accounts.models import Person
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.enrolment import enrol, hand_over, refuse_when_closed
from tegenstroom.training.actions.steps import lock
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone as a form describes her; her e-mail address, if she has one, says whether we know her."""

    given_name: str
    family_name: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""

    @property
    def name(self) -> str:
        """As typed: the owner of the e-mail address may be called otherwise."""
        return f"{self.given_name} {self.family_name}".strip()

    def key(self, form_key: UUID, row: int = 0) -> UUID:
        """The same for the same form about the same person: going back to enrol someone else is another key."""
        who = self.email.strip().lower() or self.name.casefold()
        return uuid5(form_key, f"{row}:{who}")

    def person(self, *, by: Person | None) -> Person:
        """The person we know by this address, or a new one."""
        return find_or_add_person(**asdict(self), by=by)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone whom a leader knows already, by the name under which she knows her, and their house."""

    known: Person
    name: str
    house: Organisation

    def key(self, form_key: UUID, row: int = 0) -> UUID:
        """The same for the same form about the same person."""
        return uuid5(form_key, f"{row}:#{self.known.pk}")

    def person(self, *, by: Person | None) -> Person:
        """Herself."""
        return self.known


@dataclass(frozen=True, slots=True)
class Row:
    """One colleague in a form for several, as what she comes, for whom, and what makes it easier for her."""

    number: int
    who: Newcomer | Colleague
    kind: str
    organisation: Organisation
    needs: str = ""


@transaction.atomic
def enrol_newcomer(
    *,
    edition: Edition,
    newcomer: Newcomer | Colleague,
    form_key: UUID,
    by: Person | None,
    row: int = 0,
    **choices: object,
) -> Enrolment:
    """Enrol whoever a form describes; `choices` are those of `enrol`. `by` is None when she fills it in herself.

    Raises EnrolmentRefused when the edition takes no enrolments; then no person is made either.
    """
    edition = Edition.objects.locked(edition.pk)
    key = newcomer.key(form_key, row)
    if earlier := Enrolment.objects.filter(form_key=key).first():
        return earlier
    refuse_when_closed(edition)
    person = newcomer.person(by=by)
    choices["introduced_as"] = newcomer.name
    return enrol(edition=edition, person=person, form_key=key, by=by or person, **choices)  # type: ignore[arg-type]


@transaction.atomic
def enrol_group(*, edition: Edition, rows: Sequence[Row], form_key: UUID, by: Person) -> list[Enrolment]:
    """Enrol several people, in the order of the rows: all, or nobody (EnrolmentRefused)."""
    return [
        enrol_newcomer(
            edition=edition,
            newcomer=row.who,
            kind=row.kind,
            needs=row.needs,
            organisation=row.organisation,
            form_key=form_key,
            row=row.number,
            by=by,
        )
        for row in rows
    ]


@transaction.atomic
def hand_over_to(*, enrolment: Enrolment, newcomer: Newcomer, by: Person | None) -> Enrolment:
    """Pass the place on to whoever a form describes. The form sent twice makes one colleague.

    `by` is None when she came with the link of a letter. Raises EnrolmentRefused as `hand_over` does.
    """
    lock(enrolment)
    if enrolment.state == EnrolmentState.REPLACED:
        return enrolment.replaced_by
    return hand_over(enrolment=enrolment, to=newcomer.person(by=by), by=by, introduced_as=newcomer.name)
