"""Forms about groups: a name for one dialogue, whom to invite, a supervision, who guides the coaches."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.fields import date_field
from tegenstroom.dialogue.models import Circle, CircleMember, Seat
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.words import PARTS

OWN, OTHER = "own", "other"


class NameForm(forms.Form):
    """Her own name, or another one."""

    which = forms.ChoiceField(
        label=_("Welke naam zien de anderen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de twee.")},
    )
    other = forms.CharField(
        label=_("Welke andere naam?"),
        help_text=_("Verzin er een. Alleen in dit gesprek heet je zo."),
        max_length=Seat._meta.get_field("shown_as").max_length,
        required=False,
    )
    use_required_attribute = False

    def __init__(self, *args: Any, own: str, shown_as: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        which = self.fields["which"]
        assert isinstance(which, forms.ChoiceField)
        which.choices = [(OWN, _("Mijn eigen naam: %(name)s") % {"name": own}), (OTHER, _("Een andere naam"))]
        self.fields["other"].depends = True  # type: ignore[attr-defined]  # read by `is_optional`
        is_own = shown_as == own
        self.initial.update(which=OWN if is_own else OTHER, other="" if is_own else shown_as)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("which") == OTHER and not given.get("other"):
            self.add_error("other", _("Schrijf de naam die de anderen zien."))
        return given

    def name(self) -> str:
        """The name that she chose."""
        return str(self.cleaned_data["other"]) if self.cleaned_data["which"] == OTHER else self.own


class InviteForm(forms.Form):
    """Someone to invite, and as what."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Wie?"), empty_label=_("kies iemand"))
    part = forms.TypedChoiceField(label=_("Als wat?"), coerce=Part, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, part = self.fields["person"], self.fields["part"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(part, forms.ChoiceField)
        person.queryset = people
        part.choices = [(each, PARTS[each]) for each in parts]


class SupervisionForm(forms.Form):
    """A group that comes together without a training."""

    title = forms.CharField(
        label=_("Hoe heet deze groep?"),
        help_text=_("Zoals de mensen ze kennen: Supervisie wijkteam noord."),
        max_length=Circle._meta.get_field("title").max_length,
    )
    ends_on = date_field(
        _("Wanneer komt ze voor het laatst samen?"),
        required=False,
        help_text=_("Een casus blijft na die dag nog een tijd, en gaat dan vanzelf weg."),
    )


class OpeningForm(forms.Form):
    """Who guides the coaches among themselves: a coach or a trainer of this group."""

    facilitator = forms.ChoiceField(
        label=_("Wie begeleidt de coaches onder elkaar?"),
        help_text=_("Alleen zij leest daar mee. Kies bij voorkeur niet wie het gesprek leidt."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie de coaches begeleidt.")},
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = CircleMember.objects.agreed().filter(circle=circle, part__in=[Part.COACH, Part.TRAINER])
        self.members = {str(member.pk): member for member in agreed.select_related("person")}
        field = self.fields["facilitator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, f"{member.person.name} ({PARTS[Part(member.part)]})") for key, member in self.members.items()
        ]

    def chosen(self) -> Person:
        """Whom she chose."""
        return self.members[self.cleaned_data["facilitator"]].person
