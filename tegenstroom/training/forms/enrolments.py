"""Forms to enrol, to pass a place on, to say what makes it easier, and to cancel at the desk."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.accounts.models import Person
from tegenstroom.base import saying
from tegenstroom.organisations.models import Organisation
from tegenstroom.training.actions.enrolment import Leader
from tegenstroom.training.actions.newcomers import Newcomer
from tegenstroom.training.forms.fields import depends, text_field
from tegenstroom.training.forms.once import OnceForm
from tegenstroom.training.models import Edition, Enrolment, Price


def kinds_with_prices(edition: Edition) -> list[tuple[str, str]]:
    """The choices of *ik kom als*, each with its price; without prices only the words."""
    words = dict(Price.Kind.choices)
    prices = list(edition.prices.all())
    if not prices:
        return [(kind, capfirst(str(word))) for kind, word in words.items()]
    return [(price.kind, f"{capfirst(str(words[price.kind]))}: {_amount(price)}") for price in prices]


def prices_of_kinds(edition: Edition) -> list[tuple[str, str]]:
    """The same for a list that drops down: on a phone its end is cut off, and the price should not be."""
    words = dict(Price.Kind.choices)
    priced = [(price.kind, f"{capfirst(_amount(price))}, {words[price.kind]}") for price in edition.prices.all()]
    return priced or kinds_with_prices(edition)


def _amount(price: Price) -> str:
    return saying.euro(price.amount) if price.amount else _("gratis")


def _autofill(hint: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": hint})


class NewcomerFields(forms.Form):
    """Who comes: a name, and an e-mail address or a place for a letter."""

    given_name = text_field(Person, "given_name", widget=_autofill("given-name"))
    family_name = text_field(Person, "family_name", widget=_autofill("family-name"))
    email = depends(
        forms.EmailField(
            label=gettext_lazy("E-mailadres"),
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            help_text=gettext_lazy("Daar sturen we alle informatie naartoe."),
        )
    )
    street = depends(text_field(Person, "street", required=False, widget=_autofill("street-address")))
    postcode = depends(text_field(Person, "postcode", required=False, widget=_autofill("postal-code")))
    municipality = depends(text_field(Person, "municipality", required=False, widget=_autofill("address-level2")))
    phone = text_field(
        Person, "phone", required=False, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    )

    ADDRESS = ("street", "postcode", "municipality")
    NO_ADDRESS = gettext_lazy(
        "Vul je e-mailadres in. Heb je er geen? Vul dan je adres in, dan sturen we een brief."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("email") and "email" not in self.errors:
            self._need_an_address(data)
        return data

    def _need_an_address(self, data: dict[str, Any]) -> None:
        if not any(data.get(name) for name in self.ADDRESS):
            self.add_error("email", self.NO_ADDRESS)
            return
        for name in self.ADDRESS:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Vul dit ook in. Anders komt onze brief niet aan."))

    def newcomer(self) -> Newcomer:
        """Who was described. Call after is_valid()."""
        names = Newcomer.__dataclass_fields__
        return Newcomer(**{name: self.cleaned_data.get(name) or "" for name in names})

    @property
    def writes_on_paper(self) -> bool:
        """Whether the fields of the address must stand open."""
        return any(self[name].value() or self[name].errors for name in self.ADDRESS)


def _needs() -> forms.CharField:
    return text_field(
        Enrolment,
        "needs",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Zoals: ik hoor niet goed, ik eet halal, ik kom met een begeleider. "
            "De trainer en de coördinator lezen dit."
        ),
    )


class EnrolForm(OnceForm):
    """How someone comes. Alone for a person who is logged in: we know who she is."""

    kind = forms.ChoiceField(label=gettext_lazy("Ik kom als"), widget=forms.RadioSelect)
    organisation_name = text_field(
        Enrolment, "organisation_name", required=False, widget=_autofill("organization")
    )
    leader_name = depends(
        forms.CharField(label=gettext_lazy("Naam van je leidinggevende"), max_length=120, required=False)
    )
    leader_email = depends(
        forms.EmailField(label=gettext_lazy("E-mailadres van je leidinggevende"), required=False)
    )
    needs = _needs()

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds_with_prices(edition)
        kind.error_messages["required"] = _("Kies hoe je komt. Dan kennen we de prijs.")
        if edition.organisation_id:
            del self.fields["organisation_name"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name, email = data.get("leader_name"), data.get("leader_email")
        if name and not email and "leader_email" not in self.errors:
            self.add_error("leader_email", _("Vul het e-mailadres in. Dan kunnen we de vraag stellen."))
        if email and not name:
            self.add_error("leader_name", _("Vul ook de naam in. Dan weten we aan wie we schrijven."))
        if email and email.lower() == (data.get("email") or "").lower():
            self.add_error("leader_email", _("Dit is je eigen e-mailadres. Vul dat van je leidinggevende in."))
        return data

    def choices(self) -> dict[str, Any]:
        """What `enrol` must know beside who and where. Call after is_valid()."""
        data = self.cleaned_data
        typed = " ".join(data.get("organisation_name", "").split())
        known = Organisation.objects.filter(name__iexact=typed).first() if typed else None
        return {
            "kind": data["kind"],
            "organisation": self.edition.organisation or known,
            "organisation_name": typed,
            "needs": data["needs"],
            "leader": Leader(data["leader_name"], data["leader_email"]) if data["leader_email"] else None,
        }

    @property
    def names_a_leader(self) -> bool:
        """Whether the fields of the leader must stand open."""
        return any(self[name].value() or self[name].errors for name in ("leader_name", "leader_email"))


class NewcomerEnrolForm(EnrolForm, NewcomerFields):
    """Who comes, and how, for someone without an account."""

    def brought_about(self, enrolment: Enrolment) -> bool:
        """Whether it is this very form that brought the enrolment about, now or a moment ago."""
        return enrolment.form_key == self.newcomer().key(self.cleaned_data["form_key"])


class DeskEnrolForm(NewcomerEnrolForm):
    """The same, filled in at the desk for someone who phoned: it speaks of her, not to her."""

    NO_ADDRESS = gettext_lazy("Vul een e-mailadres in. Is er geen? Vul dan een adres in, dan sturen we een brief.")
    LABELS = {
        "kind": gettext_lazy("Komt als"),
        "leader_name": gettext_lazy("Naam van de leidinggevende"),
        "leader_email": gettext_lazy("E-mailadres van de leidinggevende"),
        "needs": gettext_lazy("Wat maakt het makkelijker?"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
        self.fields["kind"].error_messages["required"] = _("Kies als wat iemand komt. Dan kennen we de prijs.")
        self.fields["email"].help_text = _("Kennen we dit adres, dan schrijven we die persoon in.")
        for field in self.fields.values():
            # The browser knows the data of who sits at the desk, not of who phones.
            if "autocomplete" in field.widget.attrs:
                field.widget.attrs["autocomplete"] = "off"


class NeedsForm(forms.Form):
    """What makes it easier for her, changed after enrolling."""

    needs = _needs()


class DeskNeedsForm(NeedsForm):
    """The same, filled in at the desk for someone who phoned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].label = DeskEnrolForm.LABELS["needs"]


class HandOverForm(NewcomerFields):
    """Which colleague takes the place."""


class DeskCancelForm(forms.Form):
    """Why the desk ends an enrolment, and whether it costs something."""

    why = forms.CharField(label=gettext_lazy("Waarom?"), max_length=200, required=False)
    free = forms.BooleanField(label=gettext_lazy("Zonder kosten"), required=False)
