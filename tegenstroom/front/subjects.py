"""From the subject of a letter (`training.edition:7`) to its title and page."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse

from tegenstroom.base import saying
from tegenstroom.measurement.models import MeasuredGroup
from tegenstroom.training.models import Edition


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """What a letter is about, and where that can be seen."""

    title: str
    address: str


def subject_page(subject: str) -> SubjectPage | None:
    """The page of an edition, or of a project or track; None for a subject without a page of its own."""
    if group := _row(subject, MeasuredGroup.objects.all()):
        return SubjectPage(group.name, reverse("measurement:desk_group", args=[group.pk]))
    edition = _edition(subject)
    if edition is None:
        return None
    try:
        return SubjectPage(_title(edition), reverse("training:desk_edition", args=[edition.pk]))
    except NoReverseMatch:
        return None


def subjects_within(subject: str) -> list[str]:
    """The subject and what belongs to it: with an edition go the enrolments in it."""
    edition = _edition(subject)
    return edition.letter_subjects() if edition else [subject]


def _edition(subject: str) -> Edition | None:
    return _row(subject, Edition.objects.select_related("version"))


def _row[Found: Model](subject: str, rows: QuerySet[Found]) -> Found | None:
    """The row that a subject names, when it is one of these."""
    kind, _colon, pk = subject.partition(":")
    if kind != rows.model._meta.label_lower or not pk.isdecimal():
        return None
    return rows.filter(pk=int(pk)).first()


def _title(edition: Edition) -> str:
    return (
        f"{edition.version.title}, {saying.day(edition.starts_on)}" if edition.starts_on else edition.version.title
    )
