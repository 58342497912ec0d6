"""Whether a round also asks how it was before the start: until someone has her letter of that round."""

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.measurement.models import Measurement
from tegenstroom.measurement.rules.looking_back import CAN_LOOK_BACK, BackFault, back_fault
from tegenstroom.measurement.rules.waves import Moment


class BackError(ValueError):
    """It stays as it was; `fault` says why."""

    def __init__(self, fault: BackFault) -> None:
        super().__init__(fault)
        self.fault = fault


def looks_back_in(measurement: Measurement) -> Moment | None:
    """The round in which people look back, when there is one."""
    found = measurement.waves.filter(looks_back=True).values_list("moment", flat=True).first()
    return Moment(found) if found else None


def rounds_to_choose(measurement: Measurement) -> list[Moment]:
    """The rounds that can look back: those after the start that are held."""
    held = set(measurement.waves.values_list("moment", flat=True))
    return [moment for moment in CAN_LOOK_BACK if moment in held]


@transaction.atomic
def look_back(*, measurement: Measurement, moment: Moment | None, by: Person) -> bool:
    """Let people look back in this round, or in none. False when that was so already.

    BackError when the round is not held, when someone was asked in it already, and once the measurement stopped.
    """
    # Letters and sheets are made with the round: who is asked meanwhile waits for us.
    waves = {Moment(wave.moment): wave for wave in measurement.waves.select_for_update()}
    if not Measurement.objects.filter(pk=measurement.pk, ended_at=None).exists():
        raise BackError(BackFault.STOPPED)
    was = next((each for each, wave in waves.items() if wave.looks_back), None)
    asked = [each for each, wave in waves.items() if wave.invitations.exists()]
    if fault := back_fault(was=was, wanted=moment, held=waves, asked=asked):
        raise BackError(fault)
    if was is moment:
        return False
    measurement.waves.update(looks_back=False)
    measurement.waves.filter(moment=moment).update(looks_back=True)
    audit.record("measurement.look_back", by=by, about=measurement, moment=moment or "")
    return True
