"""What trainings know of someone. What people answer when they look back bears no name, and is not found here."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.base import audit, erasing
from tegenstroom.base.export import Word, declare
from tegenstroom.training.models import CalendarFeed, Enrolment, ImportDraft, TandemMember, Task
from tegenstroom.training.rules.editions import EditionState

declare(
    "training.Enrolment",
    owner="person",
    title=_("Mijn inschrijvingen"),
    columns={
        "edition.version.title": _("vorming"),
        "edition.starts_on": _("eerste dag"),
        "introduced_as": _("ingeschreven als"),
        "kind": _("ik kom als"),
        "organisation_label": _("organisatie"),
        "price": _("prijs"),
        "cancellation_fee": _("kosten van annuleren"),
        "needs": _("wat het makkelijker maakt"),
        "state": _("toestand"),
        "queued_at": _("ingeschreven op"),
    },
)
declare(
    "training.EnrolmentStep",
    owner="enrolment__person",
    title=_("Wat er met mijn inschrijvingen gebeurde"),
    columns={"enrolment.edition.version.title": _("vorming"), "after": _("toestand"), "at": _("wanneer")},
)
declare(
    "training.Approval",
    owner="enrolment__person",
    title=_("Vragen aan mijn leidinggevende"),
    columns={
        "enrolment.edition.version.title": _("vorming"),
        "leader_name": _("aan wie"),
        "leader_email": _("e-mailadres"),
        "answer": _("antwoord"),
        "answered_at": _("geantwoord op"),
    },
)
declare(
    "training.Attendance",
    owner="enrolment__person",
    title=_("Mijn aanwezigheid"),
    columns={"session.starts_at": _("dag"), "mark": _("aangeduid als"), "marked_at": _("aangeduid op")},
)
declare(
    "training.EvaluationInvitation",
    owner="enrolment__person",
    title=_("Vragen om terug te kijken"),
    columns={
        "enrolment.edition.version.title": _("vorming"),
        "invited_at": _("gevraagd op"),
        "answered": _("geantwoord"),
    },
)
declare(
    "training.Certificate",
    owner="enrolment__person",
    title=_("Mijn attesten"),
    columns={
        "title": _("vorming"),
        "name": _("op naam van"),
        "code": _("code"),
        "hours": _("uur"),
        "issued_at": _("uitgereikt op"),
        "revoked_at": _("ingetrokken op"),
        "revoked_reason": _("waarom ingetrokken"),
    },
)
declare(
    "training.TandemMember",
    owner="person",
    title=_("Vormingen die ik geef"),
    columns={
        "edition.version.title": _("vorming"),
        "edition.starts_on": _("eerste dag"),
        "part": _("als"),
        "answer": _("mijn antwoord"),
        "answered_at": _("geantwoord op"),
    },
)
declare(
    "training.Task",
    owner="who",
    title=_("Mijn taken"),
    columns={
        "edition.version.title": _("vorming"),
        "edition.starts_on": _("eerste dag"),
        "what": _("wat"),
        "due_on": _("tegen"),
        "done_at": _("gedaan op"),
    },
)

DONE_WITH = (EditionState.CANCELLED, EditionState.CLOSED)

erasing.goes(_("De attesten. Wie zo'n code nakijkt, vindt niets meer."))
erasing.stays(
    "training.Enrolment",
    why=_("Dat iemand een plaats had en er was, zonder naam. De cijfers van een groep blijven zo juist."),
    empty=("introduced_as", "organisation_name", "needs"),
)
erasing.stays(
    *("training.EnrolmentStep", "training.Attendance", "training.EvaluationInvitation"),
    why=_("Wat mensen antwoordden toen ze terugkeken: daar stond nooit een naam bij."),
)
erasing.stays(
    *("training.TandemMember", "training.Task"), why=_("Dat iemand een vorming gaf of een taak deed, zonder naam.")
)


@erasing.hinders
def takes_part(person: models.Model) -> Iterator[Word]:
    """Whoever is expected somewhere is not erased behind the back of the group."""
    if Enrolment.objects.active().filter(person=person.pk).exclude(edition__state__in=DONE_WITH).exists():
        yield _("Er loopt nog een inschrijving. Annuleer ze eerst, of rond de vorming af.")
    gives = TandemMember.objects.filter(person=person.pk, part=TandemMember.Part.TRAINER)
    if gives.exclude(answer=TandemMember.Answer.NO).exclude(edition__state__in=DONE_WITH).exists():
        yield _("Deze persoon geeft nog een vorming. Haal de naam eerst uit het tandem.")


@erasing.first
def leave_tasks_and_drafts(person: models.Model, by: audit.Actor | None) -> None:
    """Tasks are for whoever is there; a secret address and a half-read table are nobody's."""
    Task.objects.filter(who=person.pk).update(who=None)
    CalendarFeed.objects.filter(person=person.pk).delete()
    ImportDraft.objects.filter(owner=person.pk).delete()
