"""Who may see what of coaches. A guard returns the row or raises Http404."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.coaches.models import (
    Agreement,
    AgreementText,
    Assignment,
    AvoidedTheme,
    CareCall,
    CoachProfile,
    Copy,
    Dependency,
    OutsideEarning,
    Story,
)
from tegenstroom.coaches.models.care import CareCallQuerySet
from tegenstroom.coaches.models.stories import CopyQuerySet


def own_profile(person: Visitor) -> CoachProfile:
    """Her own terms and wishes, also after she stopped. Every page under /coach/ begins here."""
    if not person.is_authenticated:
        raise Http404
    return get_object_or_404(CoachProfile, person=person)


def own_dependency(person: Visitor, key: UUID) -> Dependency:
    """One line of her own list of people and services. Nobody else reaches it, not the desk either."""
    return get_object_or_404(Dependency, key=key, coach=own_profile(person).person_id)


def own_avoided_theme(person: Visitor, pk: int) -> AvoidedTheme:
    """A theme for which she herself would rather not be asked."""
    return get_object_or_404(AvoidedTheme, pk=pk, coach=own_profile(person).person_id)


def own_assignment(person: Visitor, pk: int) -> Assignment:
    """Something that she herself is asked, or was."""
    rows = Assignment.objects.select_related("coach", "place")
    return get_object_or_404(rows, pk=pk, coach=own_profile(person).person_id)


def own_outside_earning(person: Visitor, pk: int) -> OutsideEarning:
    """What she herself told that others gave her."""
    rows = OutsideEarning.objects.select_related("coach")
    return get_object_or_404(rows, pk=pk, coach=own_profile(person).person_id)


def noted_earning(person: Visitor, pk: int) -> OutsideEarning:
    """What a coach told by phone that others gave her, for a coordinator; never what she typed herself."""
    coordinator(person)
    rows = OutsideEarning.objects.select_related("coach").filter(noted_at_desk=True)
    return get_object_or_404(rows, pk=pk)


def assignment_at_desk(person: Visitor, pk: int) -> Assignment:
    """Something that a coach is asked, for a coordinator; what she answered is shown without why."""
    coordinator(person)
    return get_object_or_404(Assignment.objects.select_related("coach", "place"), pk=pk)


def nominative_at_desk(person: Visitor) -> Person:
    """The list of who got how much, for who runs the network: the coordinator herself."""
    return coordinator(person)


def profiles_at_desk(person: Visitor) -> QuerySet[CoachProfile]:
    """All coaches, for a coordinator."""
    coordinator(person)
    return CoachProfile.objects.select_related("person")


def profile_at_desk(person: Visitor, pk: int) -> CoachProfile:
    """One coach by the number of her person, for a coordinator; none who was erased."""
    # By the number of the person: a key that is another row takes numbers that no database holds.
    return get_object_or_404(profiles_at_desk(person), person__pk=pk, person__erased_at=None)


def future_coach(person: Visitor, pk: int) -> Person:
    """Someone whom a coordinator may make a coach."""
    coordinator(person)
    return get_object_or_404(Person, pk=pk, is_active=True)


def texts_at_desk(person: Visitor) -> QuerySet[AgreementText]:
    """All versions of the agreement, for a coordinator."""
    coordinator(person)
    return AgreementText.objects.all()


def text_at_desk(person: Visitor, pk: int) -> AgreementText:
    """One version of the agreement, for a coordinator."""
    return get_object_or_404(texts_at_desk(person), pk=pk)


def agreement_at_desk(person: Visitor, pk: int) -> Agreement:
    """An agreement with one coach, for a coordinator."""
    coordinator(person)
    return get_object_or_404(Agreement.objects.select_related("coach", "text"), pk=pk)


def calls_at_desk(person: Visitor) -> CareCallQuerySet:
    """All calls that are owed, whoever makes them, for a coordinator."""
    coordinator(person)
    return CareCall.objects.select_related("coach", "caller")


def calls_of(person: Person) -> CareCallQuerySet:
    """The calls that coaches want from this person."""
    return CareCall.objects.select_related("coach").filter(caller=person)


def call_to_make(person: Visitor, pk: int) -> CareCall:
    """A call that she was asked to make; any, for a coordinator."""
    if not person.is_authenticated:
        raise Http404
    if person.has_role(COORDINATOR):
        return get_object_or_404(calls_at_desk(person), pk=pk)
    return get_object_or_404(calls_of(person), pk=pk)


def own_story(person: Visitor, key: UUID) -> Story:
    """Something she told herself. Its words are hers alone: no other guard gives a story to read."""
    return get_object_or_404(Story.objects.of(own_profile(person).person), key=key)


def story_at_desk(person: Visitor, key: UUID) -> Story:
    """A story of any coach, for a coordinator who takes it back for her: its title, never its words."""
    coordinator(person)
    return get_object_or_404(Story.objects.exclude(title="").select_related("coach").defer("sealed_text"), key=key)


def copies_at_desk(person: Visitor) -> CopyQuerySet:
    """Copies that should be gone and are still there, for a coordinator."""
    coordinator(person)
    return Copy.objects.to_take_away()


def copy_at_desk(person: Visitor, pk: int) -> Copy:
    """One copy whose yes has ended, gone or not, for a coordinator."""
    coordinator(person)
    ended = Copy.objects.filter(consent__withdrawn_at__isnull=False)
    return get_object_or_404(ended.select_related("consent__story__coach"), pk=pk)
