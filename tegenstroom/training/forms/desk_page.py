"""Forms on the page of one edition: calling off, asking a trainer, writing down a task."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.base.fields import date_field
from tegenstroom.base.plain import PlainLine, PlainTextarea
from tegenstroom.training.models import Edition, TandemMember


class CallOffForm(forms.Form):
    """Why an edition is not given: it stands in the letter to everyone."""

    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"),
        max_length=300,
        widget=PlainTextarea(attrs={"rows": 3}),
        help_text=_("Deze woorden komen letterlijk in de brief aan iedereen."),
    )


class TrainerForm(forms.Form):
    """Which trainer to ask for an edition."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Wie vraag je?"), empty_label=_("kies iemand"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = _trainers_to_ask(edition)


def _trainers_to_ask(edition: Edition) -> QuerySet[Person]:
    """Whoever may train and was not asked, or said no."""
    asked = edition.tandem.exclude(answer=TandemMember.Answer.NO).values("person")
    free = Person.objects.with_role(TRAINER).exclude(pk__in=asked).order_by("given_name", "family_name")
    return free.only("given_name", "family_name")


class TaskForm(forms.Form):
    """Something to be done that the system cannot see."""

    what = PlainLine(label=_("Wat moet er gebeuren?"), max_length=200)
    who = forms.ModelChoiceField(
        Person.objects.none(), label=_("Wie doet het?"), required=False, empty_label=_("nog niemand")
    )
    due_on = date_field(_("Tegen wanneer?"), required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = _who_can_do(edition)


def _who_can_do(edition: Edition) -> QuerySet[Person]:
    tandem = edition.tandem.filter(answer=TandemMember.Answer.YES).values("person")
    desk = Person.objects.with_role(COORDINATOR).values("pk")
    people = Person.objects.filter(Q(pk__in=tandem) | Q(pk__in=desk)).order_by("given_name", "family_name")
    return people.only("given_name", "family_name")
