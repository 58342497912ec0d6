"""Making a file of research answers: who, which and how many stands in the audit."""

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.figures import SMALLEST_PUBLIC
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.research.files import File, content_of
from tegenstroom.measurement.research.people import research_answers
from tegenstroom.measurement.research.table import dataset


def export(*, version: InstrumentVersion, file: File, language: str, by: Person) -> bytes:
    """The file. TooFewError: fewer people than may be shown; FormError: no file could hold these answers.

    No transaction around it: making a large file takes seconds in which others want to write.
    """
    found = research_answers(version)
    smallest = int(SMALLEST_PUBLIC.on(timezone.localdate()))
    table = dataset(found, language, smallest=smallest)
    content = content_of(file, table, name_of(version), language)
    audit.record("measurement.export", by=by, about=version, file=str(file), people=table.n)
    return content


def name_of(version: InstrumentVersion) -> str:
    """How its files are called, without an ending."""
    return f"{version.instrument.key}-{version.version}"
