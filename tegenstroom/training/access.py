"""Who may see or run what in training. A guard returns the row, or raises Http404: what is not yours does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.training.models import Edition
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
    return Edition.objects.filter(tandem__person=person).exclude(tandem__person=person, tandem__answer="no")


def edition_given_by(person: Person, pk: int) -> Edition:
    """One edition that she gives as trainer, or that she runs as coordinator."""
    if person.has_role(COORDINATOR):
        return get_object_or_404(Edition, pk=pk)
    given = Edition.objects.filter(tandem__person=person, tandem__part="trainer").exclude(
        tandem__person=person, tandem__answer="no"
    )
    return get_object_or_404(given, pk=pk)
