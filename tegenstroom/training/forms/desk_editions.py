"""Forms of the desk's pages about editions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.fields import EuroField, date_field
from tegenstroom.base.plain import PlainTextarea
from tegenstroom.library.models import Theme
from tegenstroom.organisations.models import Organisation, Place
from tegenstroom.training import words
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.forms.days import DayForm, DaysSheet, PlacedDayForm
from tegenstroom.training.forms.rows import Rows, as_typed
from tegenstroom.training.models import Edition, Price, Session
from tegenstroom.training.models.editions import EditionQuerySet
from tegenstroom.training.rules.editions import EditionState, Standing


class EditionForm(forms.Form):
    """What is agreed about an edition, its days apart."""

    use_required_attribute = False

    place = forms.ModelChoiceField(
        Place.objects.all(), label=_("Plaats"), required=False, empty_label=_("nog niet gekozen")
    )
    room = forms.CharField(label=_("Lokaal"), max_length=80, required=False)
    minimum = forms.IntegerField(label=_("Minstens zoveel mensen"), min_value=1, max_value=500)
    maximum = forms.IntegerField(label=_("Hoogstens zoveel mensen"), min_value=1, max_value=500)
    enrol_until = date_field(
        _("Inschrijven tot en met"), required=False, help_text=_("Leeg: tot de eerste dag begint.")
    )
    practical = forms.CharField(
        label=_("Praktisch"),
        required=False,
        widget=PlainTextarea(attrs={"rows": 4}),
        help_text=_("Wat mensen moeten weten: eten, wat ze meebrengen, wie ze kunnen bellen."),
    )
    group_price = EuroField(
        label=_("Prijs voor de hele groep, in euro"),
        digits=9,
        required=False,
        help_text=_("Alleen bij een vorming op maat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Price.Kind:
            label = _("Prijs in euro: %(kind)s") % {"kind": kind.label}
            self.fields[f"price_{kind}"] = EuroField(
                label=label, required=False, help_text=_("Leeg: deze prijs bestaat niet. 0: gratis.")
            )

    def terms(self) -> Terms:
        """The clean values as the verbs want them."""
        typed = self.cleaned_data
        prices = {kind.value: typed[f"price_{kind}"] for kind in Price.Kind}
        return Terms(
            place=typed["place"],
            room=typed["room"],
            minimum=typed["minimum"],
            maximum=typed["maximum"],
            enrol_until=typed["enrol_until"],
            practical=typed["practical"],
            prices={kind: amount for kind, amount in prices.items() if amount is not None},
            group_price=typed["group_price"],
        )

    @property
    def price_fields(self) -> list[forms.BoundField]:
        return [self[f"price_{kind}"] for kind in Price.Kind]


class PlanForm(EditionForm):
    """A new edition: for everyone, or for one organisation."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=_("Op maat van"),
        required=False,
        empty_label=_("niemand: open voor iedereen"),
    )


class EditionSheet(DaysSheet[EditionForm]):
    """The form of an edition and its days."""

    def __init__(self, form: EditionForm, rows: Rows[DayForm], standing: Standing) -> None:
        super().__init__(form, rows)
        self.standing = standing

    def is_valid(self) -> bool:
        sound, typed = super().is_valid(), self.form.cleaned_data
        # What could not be read is said already: it is not missing too.
        has_place = "place" in self.form.errors or typed.get("place") is not None
        allowed = self.judge(
            typed.get("minimum"), typed.get("maximum"), typed.get("enrol_until"), has_place=has_place
        )
        return sound and allowed


def empty_sheet(initial: Mapping[str, Any], days: list[dict[str, Any]], *, empty: int = 0) -> EditionSheet:
    """The form of a new edition, with what is likely filled in."""
    return EditionSheet(
        PlanForm(initial=initial), Rows(PlacedDayForm, "dag", initial=days, empty=empty), Standing()
    )


def sheet_of(edition: Edition, standing: Standing) -> EditionSheet:
    """The form of an edition as it stands."""
    rows: Rows[DayForm] = Rows(
        PlacedDayForm, "dag", initial=[row_of(session) for session in edition.sessions.all()]
    )
    return EditionSheet(EditionForm(initial=values_of(edition)), rows, standing)


def typed_sheet(form: type[EditionForm], data: QueryDict, standing: Standing) -> EditionSheet:
    """The form as someone sent it."""
    return EditionSheet(form(data), Rows(PlacedDayForm, "dag", data=data), standing)


def longer_sheet(sheet: EditionSheet) -> EditionSheet:
    """The form as someone typed it, not judged, with a row more."""
    form = type(sheet.form)(initial=as_typed(sheet.form))
    return EditionSheet(form, sheet.rows.with_one_more(), sheet.standing)


def values_of(edition: Edition) -> dict[str, Any]:
    """What the form shows of an edition."""
    names = ("place", "room", "minimum", "maximum", "enrol_until", "practical", "group_price")
    prices = {f"price_{kind}": amount for kind, amount in edition.prices.values_list("kind", "amount")}
    return {**{name: getattr(edition, name) for name in names}, **prices}


def row_of(session: Session) -> dict[str, Any]:
    """What a row shows of a dated part."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    hours = {"date": starts.date(), "start": starts.time(), "end": ends.time()}
    return {"session": session.pk, **hours, "place": session.place_id}


class EditionFilter(forms.Form):
    """Which editions the desk wants to see; an empty field asks nothing."""

    zoek = forms.CharField(label=_("Zoek"), required=False, max_length=80)
    wanneer = forms.ChoiceField(
        label=_("Wanneer"),
        required=False,
        choices=[
            ("", _("wat nog niet af is")),
            ("komt", _("komt nog")),
            ("loopt", _("loopt nu")),
            ("voorbij", _("voorbij")),
            ("alles", _("alles")),
        ],
    )
    staat = forms.ChoiceField(
        label=_("Hoe ver"), required=False, choices=[("", _("alles")), *words.EDITION_STATES.items()]
    )
    aanbod = forms.ChoiceField(
        label=_("Aanbod"), required=False, choices=[("", _("alles")), *words.CHANNELS.items()]
    )
    thema = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Thema"), required=False, empty_label=_("alle thema's")
    )

    @property
    def narrows(self) -> bool:
        """Whether one of the less used fields was chosen."""
        return any(self.data.get(name) for name in ("staat", "aanbod", "thema"))

    def narrow(self, editions: EditionQuerySet) -> EditionQuerySet:
        """The editions that were asked for, soonest first; the past with the newest first."""
        self.full_clean()
        wanted = self.cleaned_data
        if state := wanted.get("staat"):
            editions = editions.filter(state=state)
        if channel := wanted.get("aanbod"):
            editions = editions.filter(channel=channel)
        if theme := wanted.get("thema"):
            editions = editions.filter(version__themes=theme)
        for word in wanted.get("zoek", "").split():
            editions = editions.filter(_mentions(word))
        return _at_that_time(editions, wanted.get("wanneer", ""), any_state=bool(state))


def _mentions(word: str) -> Q:
    columns = ("version__title", "place__name", "place__municipality", "organisation__name", "room")
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": word})
    return found


def _at_that_time(editions: EditionQuerySet, when: str, *, any_state: bool) -> EditionQuerySet:
    today = timezone.localdate()
    soonest = (F("starts_on").asc(nulls_last=True), "pk")
    match when:
        case "komt":
            return editions.filter(starts_on__gte=today).order_by(*soonest)
        case "loopt":
            return editions.filter(starts_on__lte=today, ends_on__gte=today).order_by(*soonest)
        case "voorbij":
            return editions.filter(ends_on__lt=today).order_by("-starts_on", "-pk")
        case "alles":
            return editions.order_by(F("starts_on").desc(nulls_first=True), "-pk")
    if not any_state:
        editions = editions.exclude(state__in=(EditionState.CANCELLED, EditionState.CLOSED))
    return editions.order_by(*soonest)
