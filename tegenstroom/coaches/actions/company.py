"""With whom a coach gives a moment. Who asks for it knows; we do not: it is declared from above, in `uses.py`."""

from collections.abc import Callable, Sequence

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.models import Assignment

type CompanyOf = Callable[[Assignment], Sequence[Person]]

COMPANY: list[CompanyOf] = []


def knows_company(work: CompanyOf) -> CompanyOf:
    """Ask this function with whom she gives an assignment: what she wants to know before she says yes."""
    COMPANY.append(work)
    return work


def company_of(assignment: Assignment) -> list[Person]:
    """With whom she gives it, as far as whoever asked for it knows; never she herself."""
    found = {person.pk: person for ask in COMPANY for person in ask(assignment)}
    return [person for person in found.values() if person.pk != assignment.coach_id]
