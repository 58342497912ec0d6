"""Which coaches may be asked for a group or a case. Others see who, and never why another is not among them."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.coaches.actions import agreements, dependencies
from tegenstroom.coaches.models import CoachProfile
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.dialogue.models import Case, Circle, CircleMember
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.organisations.models import Membership
from tegenstroom.training.actions import company


def confirmed(circle: Circle, coaches: Collection[Person], themes: Iterable[Mapping[str, str]] = ()) -> set[int]:
    """Those who are coaches on running terms, and for whom nothing of their own stands in the way.

    `themes`: those of a case, which a coach may have said that she would rather not.
    """
    today = timezone.localdate()
    numbers = [coach.pk for coach in coaches]
    terms = CoachProfile.objects.filter(person__in=numbers).values_list("pk", flat=True)
    signed = agreements.running(today).filter(coach__in=numbers).values_list("coach", flat=True)
    are = Person.objects.with_role(COACH).filter(pk__in=set(terms) & set(signed))
    free = dependencies.available(
        dict.fromkeys(are, (today,)), group=_group_of(circle), themes=themes, heavy=False
    )
    return {coach.pk for coach in free}


def for_case(circle: Circle, themes: Iterable[Mapping[str, str]]) -> set[int]:
    """The coaches of a circle who agreed and may be asked for a case with these themes."""
    agreed = CircleMember.objects.agreed().filter(circle=circle, part=Part.COACH).select_related("person")
    coaches = [member.person for member in agreed]
    return confirmed(circle, coaches, themes) if coaches else set()


def who_may_sit(case: Case) -> QuerySet[CircleMember]:
    """Who agreed and may sit at a dialogue on this case: trainers, and coaches with nothing in their way."""
    fit = Q(part=Part.TRAINER) | Q(part=Part.COACH, person__in=for_case(case.circle, case.themes))
    return CircleMember.objects.agreed().filter(fit, circle=case.circle_id).select_related("person")


def _group_of(circle: Circle) -> Group:
    """Whom a coach would meet here: the edition's people, and who was invited."""
    others = circle.members.current().exclude(part=Part.COACH).select_related("person")
    people = [member.person for member in others]
    houses = [row.organisation for row in _works(people).select_related("organisation")]
    names = {name for person in people for name in (person.name, person.called) if name}
    numbers, house_names = {house.pk for house in houses}, {house.name for house in houses}
    if circle.edition:
        known = company.group_of(circle.edition)
        names |= set(known.people)
        numbers |= set(known.organisations)
        house_names |= set(known.organisation_names)
    return Group(people=names, organisations=numbers, organisation_names=house_names)


def _works(people: Collection[Person]) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person__in=[person.pk for person in people])
