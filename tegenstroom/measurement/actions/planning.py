"""Planning a measurement, adding a guest, calling it off."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import together
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import groups
from tegenstroom.measurement.actions.groups import days_of
from tegenstroom.measurement.figures import BEFORE_DAYS, LATER_DAYS, OPEN_DAYS
from tegenstroom.measurement.models import InstrumentVersion, MeasuredGroup, Measurement, Participant, Wave
from tegenstroom.measurement.rules.known_elsewhere import retests
from tegenstroom.measurement.rules.looking_back import is_held
from tegenstroom.measurement.rules.reliabilities import Trust, trust_fault
from tegenstroom.measurement.rules.waves import Moment, PlanFault, Round, Terms, fault_of, proposed
from tegenstroom.training.models import Edition


class PlanError(ValueError):
    """These days cannot be; `fault` says why."""

    def __init__(self, fault: PlanFault) -> None:
        super().__init__(fault)
        self.fault = fault


class NotUsableError(ValueError):
    """This questionnaire is not free, and is not of the organisation for which this edition is given."""


class RunsAlreadyError(ValueError):
    """This questionnaire is already put to this group."""


class StoppedError(ValueError):
    """Nobody is asked in this measurement any more: called off, or dropped with its group."""


def proposal(of: Edition | MeasuredGroup) -> list[Round]:
    """Rounds from the days of an edition or of a track, but for those that are over. A project has none."""
    days = days_of(of)
    if not days.first or not days.last:
        return []
    today = timezone.localdate()
    before, later, opened = map(int, together(today, BEFORE_DAYS, LATER_DAYS, OPEN_DAYS))
    rounds = proposed(days.first, days.last, Terms(before, later, opened))
    return [each for each in rounds if each.closes_on >= today]


@transaction.atomic
def plan(
    *,
    edition: Edition | None = None,
    group: MeasuredGroup | None = None,
    version: InstrumentVersion,
    rounds: Sequence[Round],
    asks_research: bool = False,
    asks_norms: bool = False,
    looks_back_in: Moment | None = None,
    trust: Trust = Trust.ALL,
    by: Person,
) -> Measurement:
    """Put a questionnaire to an edition or to another group, in these rounds.

    `looks_back_in`: the round after the start in which people also say how it was before it. `trust`: by which
    reliability changes are counted. Nobody is asked before the first day of a round. PlanError when the rounds or
    these wishes do not fit; GroupError when the group is closed or gone.
    """
    if fault := fault_of(list(rounds)):
        raise PlanError(fault)
    if not is_held(looks_back_in, [each.moment for each in rounds]):
        raise PlanError(PlanFault.NO_BACK)
    if fault := trust_fault(
        trust,
        [each.moment for each in rounds],
        has_retest=bool(retests(version.questionnaire)),
        with_training=group is None or not group.is_project,
    ):
        raise PlanError(fault)
    of = _locked(edition, group)
    if not InstrumentVersion.objects.usable_by(of.organisation).filter(pk=version.pk).exists():
        raise NotUsableError(version.pk)
    if Measurement.objects.filter(edition=edition, group=group, version=version, ended_at=None).exists():
        raise RunsAlreadyError(version.pk)
    measurement = Measurement.objects.create(
        edition=edition,
        group=group,
        version=version,
        asks_research=asks_research,
        asks_norms=asks_norms,
        trust=trust,
        sealed_pepper=codes.new_pepper(),
        made_by=by,
    )
    Wave.objects.bulk_create(
        Wave(
            measurement=measurement,
            moment=each.moment,
            opens_on=each.opens_on,
            closes_on=each.closes_on,
            looks_back=each.moment is looks_back_in,
        )
        for each in rounds
    )
    audit.record("measurement.plan", by=by, about=measurement)
    return measurement


@transaction.atomic
def add_guest(
    *, measurement: Measurement, name: str, email: str = "", address: str = "", language: str = "nl", by: Person
) -> Participant:
    """Someone who has no account and takes part: asked from the next round on that is open.

    StoppedError when nobody is asked any more.
    """
    running = Measurement.objects.select_for_update(no_key=True).filter(pk=measurement.pk, ended_at=None)
    if running.first() is None:
        raise StoppedError(measurement.pk)
    guest = Participant.objects.create(
        measurement=measurement,
        guest_name=name.strip(),
        guest_email=email.strip().lower(),
        guest_address=address.strip(),
        language=language,
    )
    audit.record("measurement.add_guest", by=by, about=measurement)
    return guest


@transaction.atomic
def call_off(*, measurement: Measurement, by: Person) -> bool:
    """Ask nobody any more. What was answered stays as its consents say. False when it was called off before."""
    ended = Measurement.objects.filter(pk=measurement.pk, ended_at=None).update(
        ended_at=timezone.now(), ended_by=by
    )
    if ended:
        audit.record("measurement.call_off", by=by, about=measurement)
    return bool(ended)


def _locked(edition: Edition | None, group: MeasuredGroup | None) -> Edition | MeasuredGroup:
    if group is not None:
        return groups.locked(group)
    assert edition is not None
    return Edition.objects.locked(edition.pk)
