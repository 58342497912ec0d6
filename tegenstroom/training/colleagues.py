"""Whom a leader knows in her houses, so that she ticks a name and types nothing twice."""

from collections.abc import Iterable, Iterator

from tegenstroom.accounts.models import Person
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.access import members_led_by, team_enrolments
from tegenstroom.training.actions.newcomers import Colleague
from tegenstroom.training.models import Edition, Enrolment


def known_to(leader: Person, houses: Iterable[Organisation], edition: Edition) -> dict[int, Colleague]:
    """Her people of these houses by the number of the person, in the order of their names.

    Without herself, and without whoever she sees in this edition already. Of someone in it on her own account she
    learns nothing: that one stays on the list.
    """
    found: dict[int, Colleague] = {}
    for house in houses:
        seen = team_enrolments(leader, house).active().filter(edition=edition)
        left_out = {leader.pk, *seen.values_list("person", flat=True)}
        for colleague in _of(leader, house):
            if colleague.known.pk not in left_out:
                found.setdefault(colleague.known.pk, colleague)
    return dict(sorted(found.items(), key=lambda item: item[1].name.casefold()))


def _of(leader: Person, house: Organisation) -> Iterator[Colleague]:
    for member in members_led_by(leader, house).filter(person__is_active=True).select_related("person"):
        yield Colleague(member.person, member.person.name, house)
    before = Enrolment.objects.filter(enrolled_by=leader, organisation=house, person__is_active=True)
    for enrolment in before.select_related("person").order_by("-pk"):
        # Under the name that she typed: whose address it is she need not learn.
        yield Colleague(enrolment.person, enrolment.known_as, house)
