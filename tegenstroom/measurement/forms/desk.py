"""What the desk fills in: a plan, other days, a guest."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import date_field
from tegenstroom.measurement.forms.groups import GROUP_FAULTS
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.rules.gatherings import GroupFault
from tegenstroom.measurement.rules.looking_back import CAN_LOOK_BACK, BackFault
from tegenstroom.measurement.rules.reliabilities import Trust
from tegenstroom.measurement.rules.waves import Moment, PlanFault, Round
from tegenstroom.measurement.words import MOMENTS, TRUSTS
from tegenstroom.organisations.models import Organisation

PLAN_FAULTS = {
    PlanFault.NONE: _("Er is nog geen ronde. Geef minstens één ronde een eerste en een laatste dag."),
    PlanFault.TURNED: _("Een ronde eindigt voor ze begint. Kijk de dagen na."),
    PlanFault.OVERLAP: _("Twee rondes lopen tegelijk, of in een andere volgorde. Kijk de dagen na."),
    PlanFault.FORGOTTEN: _(
        "Van deze meting weten we niet meer wie meedeed. Iedereen zou een nieuwe brief krijgen. "
        "Begin een nieuwe meting."
    ),
    PlanFault.SHARED: _(
        "Rond deze dagen krijgt een andere groep dezelfde vragen, met voor een deel dezelfde mensen. Wie beide "
        "verslagen leest, kan dan zien wat iemand antwoordde. De dagen blijven zoals ze waren. Kies dagen die "
        "verder van die andere groep liggen."
    ),
    PlanFault.GONE: GROUP_FAULTS[GroupFault.GONE],
    PlanFault.NO_BACK: _("Terugkijken kan alleen in een ronde na de start die je ook houdt. Kijk de dagen na."),
    PlanFault.NO_RETEST: _("Bij deze vragenlijst hoort geen hertest. Kies een andere betrouwbaarheid."),
    PlanFault.NO_ROUNDS: _("Een hertest vraagt twee rondes. Geef ze allebei dagen, of kies iets anders."),
    PlanFault.TRAINING_BETWEEN: _(
        "Tussen deze twee rondes ligt een vorming. Dan meet je verandering, en geen hertest. Kies iets anders."
    ),
}
# Which question of the plan it is about; the others are about all of it.
FAULTY = {
    PlanFault.NO_BACK: "looks_back",
    PlanFault.NO_RETEST: "trust",
    PlanFault.NO_ROUNDS: "trust",
    PlanFault.TRAINING_BETWEEN: "trust",
}
BACK_FAULTS = {
    BackFault.NO_ROUND: PLAN_FAULTS[PlanFault.NO_BACK],
    BackFault.ASKED: _(
        "In die ronde kreeg al iemand een brief. Dan blijven de vragen wat ze zijn, voor iedereen gelijk."
    ),
    BackFault.STOPPED: _("Deze meting is gestopt of weggehaald. Er verandert niets meer aan."),
}


LOOKING_BACK = _("Kijkt iemand ook terug: hoe was dat vóór de start?")
BACK_MEANS = _(
    "In die ronde staat elke vraag er twee keer. Hoe is het nu? En hoe was het vóór de start? Dat duurt bijna "
    "dubbel zo lang."
)


class PlanForm(forms.Form):
    """A questionnaire, its uses, and two days for each round; a round without days is not held."""

    version = forms.ModelChoiceField(InstrumentVersion.objects.none(), label=_("Vragenlijst"))
    asks_research = forms.BooleanField(label=_("Vraag ook of het voor onderzoek mag"), required=False)
    asks_norms = forms.BooleanField(
        label=_("Vraag ook of we mogen vergelijken met andere groepen"), required=False
    )
    looks_back = forms.ChoiceField(
        label=LOOKING_BACK,
        choices=[("", _("nee")), *((each, MOMENTS[each]) for each in CAN_LOOK_BACK)],
        required=False,
        help_text=BACK_MEANS,
    )
    trust = forms.ChoiceField(
        label=_("Met welke betrouwbaarheid tellen we wie echt veranderde?"),
        choices=list(TRUSTS.items()),
        required=False,
        help_text=_(
            "Met alfa lijken er meer mensen te veranderen dan met een hertest. Dit ligt vast na het plannen. Zo "
            "kiest niemand wat het mooist uitkomt."
        ),
    )

    def __init__(
        self, *args: Any, organisation: Organisation | None, proposal: list[Round], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        usable = InstrumentVersion.objects.usable_by(organisation).select_related("instrument")
        self.fields["version"].queryset = usable  # type: ignore[attr-defined]
        proposed = {each.moment: each for each in proposal}
        for moment in Moment:
            days = proposed.get(moment)
            when = {"when": MOMENTS[moment]}
            self.fields[f"{moment}_opens"] = date_field(
                _("Ronde %(when)s, vanaf") % when, required=False, initial=days and days.opens_on
            )
            self.fields[f"{moment}_closes"] = date_field(
                _("Ronde %(when)s, tot en met") % when, required=False, initial=days and days.closes_on
            )
        # First which rounds there are, then what is asked and counted in them.
        for name in ("looks_back", "trust"):
            self.fields[name] = self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        for moment in Moment:
            opens, closes = (self.cleaned_data.get(f"{moment}_{end}") for end in ("opens", "closes"))
            if {f"{moment}_opens", f"{moment}_closes"} & set(self.errors):
                continue
            if bool(opens) != bool(closes):
                self.add_error(f"{moment}_closes", _("Geef deze ronde twee dagen, of geen enkele."))
            elif opens and closes and closes < opens:
                self.add_error(f"{moment}_closes", _("De laatste dag valt vóór de eerste dag."))
            elif closes and closes < timezone.localdate():
                # Letters go on the days of a round: of one that is over nobody would hear.
                self.add_error(f"{moment}_closes", _("Deze dag is al voorbij. Kies een dag vanaf vandaag."))
        return self.cleaned_data

    @property
    def trusted(self) -> Trust:
        """By which reliability changes are counted."""
        return Trust(self.cleaned_data["trust"] or Trust.ALL)

    @property
    def looks_back_in(self) -> Moment | None:
        """The round in which people look back too."""
        chosen = self.cleaned_data["looks_back"]
        return Moment(chosen) if chosen else None

    def rounds(self) -> list[Round]:
        """The rounds that have days."""
        values = self.cleaned_data
        return [
            Round(moment, values[f"{moment}_opens"], values[f"{moment}_closes"])
            for moment in Moment
            if values[f"{moment}_opens"]
        ]

    def refuse(self, fault: PlanFault) -> None:
        """Say what is wrong with the plan, beside the question that it is about."""
        self.add_error(FAULTY.get(fault), PLAN_FAULTS[fault])


class LookingBackForm(forms.Form):
    """In which of these rounds people also look back, or in none."""

    def __init__(self, *args: Any, rounds: list[Moment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looks_back"] = forms.ChoiceField(
            label=_("Ronde waarin mensen terugkijken"),
            choices=[("", _("geen")), *((each, MOMENTS[each]) for each in rounds)],
            required=False,
            widget=forms.RadioSelect,
        )

    @property
    def moment(self) -> Moment | None:
        """What was chosen."""
        chosen = self.cleaned_data["looks_back"]
        return Moment(chosen) if chosen else None

    def refuse(self, fault: BackFault) -> None:
        """Say why it stays as it was."""
        self.add_error(None, BACK_FAULTS[fault])


class WaveForm(forms.Form):
    """Other days for one round."""

    opens_on = date_field(_("Vanaf"))
    closes_on = date_field(_("Tot en met"))

    def refuse(self, fault: PlanFault) -> None:
        """Say why it does not fit."""
        self.add_error(None, PLAN_FAULTS[fault])


class GuestForm(forms.Form):
    """Someone without an account."""

    name = forms.CharField(label=_("Naam"), max_length=160)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254, required=False)
    address = forms.CharField(
        label=_("Adres"), max_length=200, required=False, help_text=_("Voor wie de vragen met de post krijgt.")
    )
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES, initial="nl")

    def refuse(self) -> None:
        """Say that nobody comes beside those who were asked."""
        self.add_error(None, _("Deze meting is net gestopt of weggehaald. Deze persoon doet niet mee."))
