"""Who may see what brings everything together. A guard returns the rows or raises Http404."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import Figure, Letter
from tegenstroom.base.models.letters import LetterQuerySet
from tegenstroom.training.access import at_desk


def letters_at_desk(person: Person) -> LetterQuerySet:
    """All letters, for a coordinator."""
    at_desk(person)
    return Letter.objects.all()


def letter_at_desk(person: Person, pk: int) -> Letter:
    """One letter, for a coordinator."""
    return get_object_or_404(letters_at_desk(person), pk=pk)


def paper_at_desk(person: Person, pk: int) -> Letter:
    """One letter that goes by post, for a coordinator: on paper she is the one who must print its links."""
    return get_object_or_404(letters_at_desk(person), pk=pk, channel=Letter.Channel.PAPER)


def figures_at_desk(person: Person) -> QuerySet[Figure]:
    """All numbers with a date, for a coordinator; oldest first for each number."""
    at_desk(person)
    return Figure.objects.all()
