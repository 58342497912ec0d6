"""Which questionnaires may be used here."""

from pathlib import Path

from django.db import transaction
from django.utils.text import Truncator

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.dated_texts import add_missing, rows_in
from tegenstroom.engines.questionnaires import Questionnaire, checked, shipped, shipped_pack
from tegenstroom.measurement import kept
from tegenstroom.measurement.models import Instrument, InstrumentVersion, Wording
from tegenstroom.organisations.models import Organisation

TITLE = 200  # signs of a title that lists show; the whole of it stands in the text
WORDINGS = Path(__file__).parents[1] / "data" / "wordings.toml"


class NoRightError(ValueError):
    """This questionnaire is not free, and nobody says by which right it would be used."""


class KnownVersionError(ValueError):
    """There is a version of this name with another text: it needs another name."""


@transaction.atomic
def add_version(
    *,
    questionnaire: Questionnaire,
    by: Person | None,
    organisation: Organisation | None = None,
    permission: str = "",
) -> InstrumentVersion:
    """Take a version in. The same one again is the one that is there.

    What is not free is taken in for one organisation, which says by which right: NoRightError without both.
    FormError when the questionnaire does not hang together; KnownVersionError when another text bears this name.
    """
    checked(questionnaire)
    is_free = questionnaire.licence.free
    permission = permission.strip() or questionnaire.licence.permission
    if not is_free and not (organisation and permission):
        raise NoRightError(questionnaire.key)
    audit.take_turn()
    instrument, _made = Instrument.objects.get_or_create(key=questionnaire.key)
    content = kept.to_json(questionnaire)
    house = None if is_free else organisation
    there = instrument.versions.filter(version=questionnaire.version, organisation=house).first()
    if there:
        if there.content != content:
            raise KnownVersionError(questionnaire.version)
        return there
    row = InstrumentVersion.objects.create(
        instrument=instrument,
        version=questionnaire.version,
        title=Truncator(questionnaire.title[questionnaire.languages[0]]).chars(TITLE),
        content=content,
        is_free=is_free,
        organisation=house,
        permission="" if is_free else permission,
        added_by=by,
    )
    audit.record("measurement.add_version", by=by, about=row)
    return row


def load_shipped() -> int:
    """Take in the questionnaires that come along and are not there yet; how many that were."""
    before = InstrumentVersion.objects.count()
    for key in shipped():
        add_version(questionnaire=shipped_pack(key), by=None)
    return InstrumentVersion.objects.count() - before


def load_wordings() -> int:
    """Add the wordings of consent that are not there yet; how many that were. Never changes one."""
    return add_missing(Wording, rows_in(WORDINGS, "wording"), "purpose", "language", "valid_from")
