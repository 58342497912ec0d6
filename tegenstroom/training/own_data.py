"""What trainings know of someone. What people answer when they look back bears no name, and is not found here."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base.export import declare

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
