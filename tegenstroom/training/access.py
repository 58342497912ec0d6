"""Who may see or run what in training. A guard returns the row or raises Http404."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.training.models import (
    Edition,
    Module,
    ModuleVersion,
    Proposal,
    Session,
    TandemMember,
    Task,
    TrainingRequest,
)
from tegenstroom.training.models.editions import EditionQuerySet


def at_desk(person: Person) -> Person:
    """The coordinator's desk as a whole."""
    if not person.has_role(COORDINATOR):
        raise Http404
    return person


def editions_at_desk(person: Person) -> EditionQuerySet:
    """All editions, for a coordinator; none for anybody else."""
    return Edition.objects.all() if person.has_role(COORDINATOR) else Edition.objects.none()


def edition_at_desk(person: Person, pk: int) -> Edition:
    """One edition, run by its coordinator."""
    return get_object_or_404(editions_at_desk(person), pk=pk)


def editions_given_by(person: Person) -> EditionQuerySet:
    """Editions in which she is trainer or coach and did not say no."""
    return Edition.objects.filter(pk__in=_tandems(person).values("edition"))


def edition_given_by(person: Person, pk: int) -> Edition:
    """One edition that she gives as trainer, or that she runs as coordinator."""
    if person.has_role(COORDINATOR):
        return get_object_or_404(Edition, pk=pk)
    given = _tandems(person).filter(part=TandemMember.Part.TRAINER).values("edition")
    return get_object_or_404(Edition, pk=pk, pk__in=given)


def session_given_by(person: Person, pk: int) -> Session:
    """One dated part of an edition that she gives as trainer, or that she runs as coordinator."""
    session = get_object_or_404(Session.objects.select_related("edition__version", "part"), pk=pk)
    edition_given_by(person, session.edition_id)
    return session


def edition_coached_by(person: Person, pk: int) -> Edition:
    """One edition that she gives as coach and did not say no to."""
    given = _tandems(person).filter(part=TandemMember.Part.COACH).values("edition")
    return get_object_or_404(Edition, pk=pk, pk__in=given)


def editions_enrollable() -> EditionQuerySet:
    """Editions in which anyone can ask for a place: from the open offer, announced, and still to begin.

    Editions made to measure are enrolled in through the link that the organisation got.
    """
    return Edition.objects.public().to_come()


def question_for(person: Person, pk: int) -> TandemMember:
    """The question to give an edition, put to this person herself."""
    return get_object_or_404(TandemMember.objects.select_related("edition__version"), pk=pk, person=person)


def member_at_desk(person: Person, pk: int) -> TandemMember:
    """One of a tandem, seen by the coordinator."""
    return get_object_or_404(TandemMember, pk=pk, edition__in=editions_at_desk(person))


def task_at_desk(person: Person, pk: int) -> Task:
    """A task of an edition, seen by the coordinator."""
    return get_object_or_404(Task, pk=pk, edition__in=editions_at_desk(person))


def module_at_desk(person: Person, pk: int) -> Module:
    """A module, for who writes the offer."""
    at_desk(person)
    return get_object_or_404(Module, pk=pk)


def version_at_desk(person: Person, pk: int) -> ModuleVersion:
    """One version of a module, for who writes the offer."""
    at_desk(person)
    return get_object_or_404(ModuleVersion.objects.select_related("module"), pk=pk)


def request_at_desk(person: Person, pk: int) -> TrainingRequest:
    """A request for a training made to measure."""
    at_desk(person)
    return get_object_or_404(TrainingRequest, pk=pk)


def proposal_at_desk(person: Person, pk: int) -> Proposal:
    """A proposal that the desk made."""
    at_desk(person)
    return get_object_or_404(Proposal.objects.select_related("request", "version", "place"), pk=pk)


def _tandems(person: Person) -> QuerySet[TandemMember]:
    return TandemMember.objects.filter(person=person).exclude(answer=TandemMember.Answer.NO)
