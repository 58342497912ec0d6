"""Forms about groups: a name for one dialogue, whom to invite, a supervision, how a dialogue opens."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base.fields import date_field
from tegenstroom.base.plain import PlainLine
from tegenstroom.dialogue.models import Case, Circle, CircleMember, Seat
from tegenstroom.dialogue.rules.machine import is_fit_to_guide
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part
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

    title = PlainLine(
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
    """Which coaches are asked, all unless someone chooses; and who guides them among themselves."""

    coaches = forms.MultipleChoiceField(
        label=_("Welke coaches vraag je?"),
        help_text=_("Kies er minstens twee. Later kan je er nog een bij vragen."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens twee coaches.")},
    )
    facilitator = forms.ChoiceField(
        label=_("Wie begeleidt de coaches onder elkaar?"),
        help_text=_("Alleen die persoon leest daar mee. Wie het gesprek leidt, kan dat niet zijn."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie de coaches begeleidt.")},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, case: Case, members: Iterable[CircleMember], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        of_coaches = {key: member for key, member in self.members.items() if member.part == Part.COACH}
        facilitator, coaches = self.fields["facilitator"], self.fields["coaches"]
        assert isinstance(facilitator, forms.ChoiceField)
        facilitator.choices = [
            (key, f"{member.person.name} ({PARTS[Part(member.part)]})")
            for key, member in self.members.items()
            if is_fit_to_guide(member.person_id, Part(member.part), writer=case.writer_id, leader=by.pk)
        ]
        if len(of_coaches) <= FEWEST_COACHES:
            # There is nothing to choose.
            del self.fields["coaches"]
            return
        assert isinstance(coaches, forms.MultipleChoiceField)
        coaches.choices = [(key, member.person.name) for key, member in of_coaches.items()]
        self.initial.setdefault("coaches", list(of_coaches))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        asked, guide = given.get("coaches"), self.members.get(given.get("facilitator", ""))
        if asked is not None and len(asked) < FEWEST_COACHES:
            self.add_error("coaches", _("Kies minstens twee coaches."))
        elif asked and guide and guide.part == Part.COACH and str(guide.pk) not in asked:
            self.add_error(
                "facilitator", _("Wie de coaches begeleidt, is er ook bij. Vraag haar mee, of kies iemand anders.")
            )
        return given

    def coach_count(self) -> int:
        """How many coaches there are for this case."""
        return sum(member.part == Part.COACH for member in self.members.values())

    def guide(self) -> Person:
        """Who guides the coaches."""
        return self.members[self.cleaned_data["facilitator"]].person

    def asked(self) -> list[Person] | None:
        """The coaches who are asked; None when nobody was left out."""
        chosen = self.cleaned_data.get("coaches")
        return None if chosen is None else [self.members[key].person for key in chosen]
