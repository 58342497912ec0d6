"""What joins the report of a group, and what leaves it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tegenstroom.measurement.actions import answering, consents, releasing
from tegenstroom.measurement.models import Measurement, Sheet
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.tests.factories import answered, begun, invited, measurement, released, wave_of

pytestmark = pytest.mark.django_db
BOTH = (Purpose.GROUP, Purpose.RESEARCH)


def in_report(found: Measurement) -> set[str]:
    return set(
        Sheet.objects.filter(wave__measurement=found, release__gt=Sheet.OUT).values_list("code_hash", flat=True)
    )


def days_on(days: int) -> datetime:
    return timezone.localtime().replace(hour=12) + timedelta(days=days)


def test_a_round_that_goes_on_waits_and_one_that_is_over_joins() -> None:
    found = measurement(6)
    for invitation in invited(found)[:5]:
        answered(invitation)
    assert releasing.release_due(days_on(10)) == 0
    assert releasing.release_due(days_on(11)) == 1
    assert len(in_report(found)) == 5
    assert releasing.release_due(days_on(12)) == 0


def test_when_everyone_answered_nobody_waits_for_the_last_day() -> None:
    found = measurement(5)
    for invitation in invited(found):
        answered(invitation)
    assert releasing.release_due(days_on(0)) == 1


def test_too_few_never_join_nor_who_said_no_to_it_nor_who_did_not_hand_in() -> None:
    found = measurement(7, asks_research=True)
    *five, no, begins = invited(found)
    for invitation in five[:4]:
        answered(invitation)
    answered(no, purposes=(Purpose.RESEARCH,))
    begun(begins)
    assert releasing.release_due(days_on(11)) == 0
    answered(five[4])
    assert releasing.release_due(days_on(11)) == 1
    assert len(in_report(found)) == 5


@pytest.mark.parametrize("wholly", [True, False])
def test_who_takes_back_is_out_at_once_and_nobody_sees_whose_answers_went(wholly: bool) -> None:
    found = measurement(12, asks_research=True)
    rows = invited(found)
    for invitation in rows:
        answered(invitation, purposes=BOTH)
    before = in_report(released(found))
    hers = answering.sheet_hash(rows[0])
    if wholly:
        consents.take_all_back(measurement=found, code_hash=hers)
    else:
        consents.take_back(measurement=found, code_hash=hers, purpose=Purpose.GROUP)
    after = in_report(found)
    assert hers not in after
    assert (len(before), len(after)) == (12, 7)
    # For good: the next clock does not bring the others back.
    releasing.release_due(days_on(400))
    assert in_report(found) == after
    assert wave_of(found).sheets.filter(code_hash=hers).exists() is not wholly


def test_taking_back_research_leaves_the_report_as_it_is() -> None:
    found = measurement(6, asks_research=True)
    rows = invited(found)
    for invitation in rows:
        answered(invitation, purposes=BOTH)
    before = in_report(released(found))
    consents.take_back(measurement=found, code_hash=answering.sheet_hash(rows[0]), purpose=Purpose.RESEARCH)
    assert in_report(found) == before
