"""Forms on the page of one edition: calling off, asking a tandem, writing down a task."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base.fields import date_field
from tegenstroom.training.actions.tandem import ROLES
from tegenstroom.training.models import Edition, TandemMember


class CallOffForm(forms.Form):
    """Why an edition is not given: it stands in the letter to everyone."""

    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Deze woorden komen letterlijk in de brief aan iedereen."),
    )


class TandemForm(forms.Form):
    """Whom to ask for an edition, as trainer or as coach."""

    person = forms.ChoiceField(label=_("Wie vraag je?"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = _candidates(edition)
        groups = [
            (
                str(part.label),
                [(f"{part}-{each.pk}", each.name) for each in candidates if each.role == ROLES[part].key],
            )
            for part in (TandemMember.Part.COACH, TandemMember.Part.TRAINER)
        ]
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("kies iemand")), *groups]

    def chosen(self) -> tuple[Person, str]:
        """The person, and as what."""
        part, _dash, pk = self.cleaned_data["person"].partition("-")
        return Person.objects.get(pk=pk), part


def _candidates(edition: Edition) -> QuerySet[Any]:
    """Whoever may give this edition and was not asked, once for each role that she bears."""
    asked = edition.tandem.exclude(answer=TandemMember.Answer.NO).values("person")
    bearers = Person.objects.filter(grants__role__in=[role.key for role in ROLES.values()], grants__ended_at=None)
    free = bearers.filter(is_active=True).exclude(pk__in=asked).annotate(role=F("grants__role"))
    return free.only("given_name", "family_name").order_by("given_name", "family_name")


class TaskForm(forms.Form):
    """Something to be done that the system cannot see."""

    what = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=200)
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
