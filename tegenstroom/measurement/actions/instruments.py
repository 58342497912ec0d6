"""The register of questionnaires: what comes along, what an organisation may use."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.engines.questionnaires import Questionnaire, admitted, shipped, shipped_pack
from tegenstroom.measurement.kept import to_json
from tegenstroom.measurement.models import Instrument, InstrumentRight, InstrumentVersion
from tegenstroom.measurement.rules.licences import may_use
from tegenstroom.organisations.models import Organisation


class VersionStandsError(ValueError):
    """There is such a version already, and it says something else: a version never changes."""


def load_shipped() -> int:
    """Add the questionnaires that come along and are not there yet; how many that were."""
    there = InstrumentVersion.objects.count()
    for key in shipped():
        add(questionnaire=shipped_pack(key), by=None)
    return InstrumentVersion.objects.count() - there


@transaction.atomic
def add(*, questionnaire: Questionnaire, by: Person | None) -> InstrumentVersion:
    """Put a questionnaire in the register; the same twice is once.

    Raises FormError when it does not hang together, VersionStandsError when another one bears its key and version.
    """
    content = to_json(admitted(questionnaire))
    instrument, _made = Instrument.objects.get_or_create(key=questionnaire.key)
    version, made = InstrumentVersion.objects.get_or_create(
        instrument=instrument,
        version=questionnaire.version,
        defaults={"content": content, "free": questionnaire.licence.free, "added_by": by},
    )
    if version.content != content:
        raise VersionStandsError(f"{questionnaire.key} {questionnaire.version}")
    if made:
        audit.record("measurement.add_version", by=by, about=version)
    return version


@transaction.atomic
def state_right(*, instrument: Instrument, organisation: Organisation, ground: str, by: Person) -> InstrumentRight:
    """Keep that an organisation may use a questionnaire that is not free, and on what ground it says so."""
    right, _made = InstrumentRight.objects.update_or_create(
        instrument=instrument, organisation=organisation, defaults={"ground": ground, "kept_by": by}
    )
    audit.record("measurement.state_right", by=by, about=instrument, organisation=organisation.pk)
    return right


@transaction.atomic
def retire(*, version: InstrumentVersion, by: Person) -> None:
    """Put it to nobody any more; measurements that run go on."""
    InstrumentVersion.objects.filter(pk=version.pk, retired_at=None).update(retired_at=timezone.now())
    audit.record("measurement.retire", by=by, about=version)


def usable_by(organisation: int | None) -> QuerySet[InstrumentVersion]:
    """The versions that may be put to a group of this organisation, or of the open offer."""
    rows = InstrumentVersion.objects.select_related("instrument").prefetch_related("instrument__rights")
    allowed = [row.pk for row in rows if is_usable(row, organisation)]
    return InstrumentVersion.objects.filter(pk__in=allowed).select_related("instrument")


def is_usable(version: InstrumentVersion, organisation: int | None) -> bool:
    """The licence gate, for one version."""
    rights = [right.organisation_id for right in version.instrument.rights.all()]
    retired = version.retired_at is not None
    return may_use(free=version.free, rights=rights, organisation=organisation, retired=retired)
