"""When a coach is erased: what must be kept of our word first, and what is taken back."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.coaches.actions import stories
from tegenstroom.coaches.models import Assignment, CareCall, CoachProfile, Story, Travel
from tegenstroom.coaches.rules.assignments import State


def still_open(person: Person, now: datetime) -> Iterator[str | Promise]:
    """What of ours must be done before she can be erased."""
    hers = Assignment.objects.of(person)
    if hers.filter(state__in=(State.ASKED, State.YES), ends_at__gt=now).exists():
        yield _("Er is nog iets gevraagd of afgesproken. Zeg het eerst af.")
    if hers.filter(state=State.YES, ends_at__lte=now).exists():
        yield _("Een dag is net voorbij. Wacht tot hij bij gegeven staat.")
    if CareCall.objects.open().filter(coach=person).exists():
        yield _("We beloofden nog te bellen. Doe dat eerst.")
    if Travel.objects.filter(assignment__coach=person, waits=True).exists():
        yield _("Een rit wacht nog op een bedrag per kilometer. Vul dat eerst in bij Getallen.")


@transaction.atomic
def let_go(*, person: Person, by: Person | None) -> None:
    """Her stories go everywhere; whom she chose to call her, and who chose her, is written down no longer."""
    audit.take_turn()
    for story in Story.objects.filter(coach=person).exclude(title=""):
        stories.erase(story=story, by=by)
    CoachProfile.objects.filter(person=person).update(caller=None, heavy_a_month=None)
    CoachProfile.objects.filter(caller=person).update(caller=None)
    CareCall.objects.filter(caller=person).update(caller=None)
