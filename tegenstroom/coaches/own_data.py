"""What we know of a coach."""

from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, erasing
from tegenstroom.base.export import Word, declare
from tegenstroom.coaches.actions import dependencies, leaving

declare(
    "coaches.CoachProfile",
    owner="person",
    title=_("Mijn afspraken als coach"),
    columns={
        "status": _("statuut"),
        "terms": _("vergoed als"),
        "method": _("uitbetaald"),
        "caller": _("wie mij belt"),
        "heavy_a_month": _("zware thema's per maand"),
        "since": _("sinds"),
        "terms_changed_at": _("afspraken veranderd op"),
    },
)
declare(
    "coaches.Agreement",
    owner="coach",
    title=_("Wat ik tekende"),
    columns={"text.number": _("versie"), "signed_on": _("getekend op"), "ended_on": _("gestopt op")},
)
declare(
    "coaches.Assignment",
    owner="coach",
    title=_("Wat mij gevraagd is"),
    columns={
        "title": _("waarover"),
        "kind": _("waarvoor"),
        "starts_at": _("begint"),
        "ends_at": _("eindigt"),
        "state": _("mijn antwoord"),
        "answered_at": _("geantwoord op"),
    },
)
declare("coaches.AvoidedTheme", owner="coach", title=_("Liever niet deze thema's"), columns={"name": _("thema")})
declare(
    "coaches.Dependency",
    owner="coach",
    title=_("Mensen en diensten op mijn lijst"),
    columns={"sealed": _("wie"), "added_at": _("sinds")},
    said={"sealed": dependencies.said},
)
declare(
    "coaches.BenefitCheck",
    owner="coach",
    title=_("Of mijn papieren in orde zijn"),
    columns={"year": _("jaar"), "state": _("antwoord"), "in_order_until": _("in orde tot en met")},
)
declare(
    "coaches.Travel",
    owner="assignment__coach",
    title=_("Hoe ik kwam"),
    columns={"assignment.title": _("waarheen"), "mode": _("hoe"), "km": _("kilometer"), "cost": _("tickets")},
)
declare(
    "coaches.OutsideEarning",
    owner="coach",
    title=_("Wat ik elders kreeg"),
    columns={"day": _("dag"), "amount": _("euro")},
)
declare(
    "coaches.KnownOver",
    owner="coach",
    title=_("Plafonds die ik ken"),
    columns={"year": _("jaar"), "day": _("dag"), "amount": _("euro erboven"), "known_at": _("gezien op")},
)
declare(
    "coaches.CareCall",
    owner="coach",
    title=_("Telefoontjes voor mij"),
    columns={"reason": _("waarom"), "asked_at": _("gevraagd op"), "made_at": _("gebeld op")},
)
declare(
    "coaches.Story",
    owner="coach",
    title=_("Mijn verhalen"),
    columns={
        "title": _("titel"),
        "by_name": _("naam eronder"),
        "told_on": _("verteld op"),
        "sealed_text": _("mijn woorden"),
    },
)
declare(
    "coaches.Consent",
    owner="story__coach",
    title=_("Waar ik ja op zei"),
    columns={
        "story.title": _("verhaal"),
        "use": _("waarvoor"),
        "group_name": _("welke groep"),
        "wording.text": _("de woorden"),
        "read": _("hoe ik ze las"),
        "given_at": _("ja sinds"),
        "until": _("tot en met"),
        "withdrawn_at": _("gestopt op"),
        "withdrawn_how": _("hoe"),
    },
)
declare(
    "coaches.Copy",
    owner="consent__story__coach",
    title=_("Waar mijn verhalen zijn en waren"),
    columns={
        "consent.story.title": _("verhaal"),
        "where": _("waar"),
        "made_at": _("sinds"),
        "gone_at": _("weg sinds"),
    },
)

erasing.goes(_("De verhalen, overal waar ze staan."))
erasing.goes(_("De lijst van mensen en diensten, de thema's, de papieren, en wat elders verdiend werd."))
erasing.stays(
    *("coaches.CoachProfile", "coaches.Agreement", "coaches.Assignment", "coaches.Travel", "coaches.CareCall"),
    why=_("Welke dagen een coach gaf, met welke afspraak, zonder naam. Daar steunen de bedragen op."),
)
erasing.stays(
    *("coaches.Story", "coaches.Consent", "coaches.Copy"),
    why=_("Dat een verhaal ergens nog weg moet, zonder woorden, tot het overal weg is."),
)


@erasing.hinders
def something_is_open(person: models.Model) -> Iterator[Word]:
    """What we promised her is kept first."""
    yield from leaving.still_open(Person.objects.get(pk=person.pk), timezone.now())


@erasing.first
def take_back_and_let_go(person: models.Model, by: audit.Actor | None) -> None:
    """Her stories, everywhere; and nobody reads any more whom she chose, or who chose her."""
    leaving.let_go(person=Person.objects.get(pk=person.pk), by=Person.objects.get(pk=by.pk) if by else None)
