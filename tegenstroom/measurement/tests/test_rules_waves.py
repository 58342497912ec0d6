"""Three moments around the days of an edition; letters that stop; and a licence that is kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.licences import may_use
from tegenstroom.measurement.rules.waves import Moment, PlannedWave, WavesFault, faults, proposed, reminder_is_due

TODAY = date(2027, 3, 1)
days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))


@given(days, st.integers(0, 120))
def test_what_is_proposed_can_be_planned(starts_on: date, lasts: int) -> None:
    waves = proposed(starts_on, starts_on + timedelta(days=lasts), today=TODAY)
    assert faults(waves, today=TODAY) in ([], [WavesFault.NONE])


def test_an_edition_to_come_gets_three_moments() -> None:
    waves = proposed(date(2027, 4, 1), date(2027, 4, 8), today=TODAY)
    assert [(wave.moment, wave.invites_on) for wave in waves] == [
        (Moment.BEFORE, date(2027, 3, 25)),
        (Moment.END, date(2027, 4, 9)),
        (Moment.LATER, date(2027, 7, 8)),
    ]


def test_of_an_edition_that_began_the_first_moment_is_left_out() -> None:
    waves = proposed(date(2027, 2, 25), date(2027, 3, 8), today=TODAY)
    assert [wave.moment for wave in waves] == [Moment.END, Moment.LATER]


def test_every_fault_is_named() -> None:
    past = PlannedWave(Moment.BEFORE, date(2027, 2, 1), date(2027, 3, 9))
    shut = PlannedWave(Moment.END, date(2027, 4, 9), date(2027, 4, 1))
    early = PlannedWave(Moment.LATER, date(2027, 4, 2), date(2027, 5, 1))
    assert faults([past], today=TODAY) == [WavesFault.PAST]
    assert faults([shut], today=TODAY) == [WavesFault.CLOSES_FIRST]
    assert WavesFault.ORDER in faults([shut, early], today=TODAY)
    assert faults([], today=TODAY) == [WavesFault.NONE]


@given(st.integers(0, 60), st.integers(1, 5), st.integers(1, 10))
def test_nobody_hears_more_often_than_allowed(open_days: int, most: int, gap: int) -> None:
    sent, last = 0, None
    for n in range(open_days + 30):
        today = TODAY + timedelta(days=n)
        closes = TODAY + timedelta(days=open_days)
        due = reminder_is_due(
            invited_on=TODAY, reminded_on=last, sent=sent, most=most, days=gap, closes_on=closes, today=today
        )
        if due:
            assert today <= closes
            assert (today - (last or TODAY)).days >= gap
            sent, last = sent + 1, today
    assert sent == min(most, open_days // gap)


def test_what_is_not_free_is_only_for_who_says_its_right() -> None:
    assert may_use(free=True, rights=[], organisation=None)
    assert not may_use(free=False, rights=[], organisation=None)
    assert not may_use(free=False, rights=[4], organisation=None)
    assert not may_use(free=False, rights=[4], organisation=5)
    assert may_use(free=False, rights=[4], organisation=4)
    assert not may_use(free=True, rights=[], organisation=None, retired=True)
