"""What the road comes to, and how far it may be paid beside the allowance."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.coaches.rules.travel import Cap, Mode, Trip, Usual, comes_to, in_full, is_far, km_left, left, told

NOTHING = Decimal(0)
CAR = Decimal("0.4449")
CAP = Cap(Decimal(2000), CAR)


def test_kilometres_are_paid_at_their_rate_and_rounded_as_money_is() -> None:
    assert comes_to(Trip(Mode.CAR, Decimal("36.5")), CAR, CAP, []) == Decimal("16.24")


def test_a_ticket_is_paid_as_it_cost_and_a_ride_costs_nothing() -> None:
    assert comes_to(Trip(Mode.PUBLIC, amount=Decimal("6.80")), Decimal(0), CAP, []) == Decimal("6.80")
    assert comes_to(Trip(Mode.NONE), Decimal(0), CAP, []) == 0


def test_of_what_she_tells_only_what_this_way_asks_for_is_kept() -> None:
    said = {"km": Decimal(14), "cost": Decimal("6.40")}
    assert told(Mode.BICYCLE, **said) == Trip(Mode.BICYCLE, Decimal(14))
    assert told(Mode.PUBLIC, **said) == Trip(Mode.PUBLIC, amount=Decimal("6.40"))
    assert told(Mode.NONE, **said) == Trip(Mode.NONE)


def test_after_two_thousand_kilometres_the_road_is_not_paid_any_more() -> None:
    before = [Trip(Mode.CAR, Decimal(1980), Decimal("880.90"))]
    assert km_left(CAP.km, before) == 20
    assert comes_to(Trip(Mode.CAR, Decimal(50)), CAR, CAP, before) == Decimal("8.90")
    assert comes_to(Trip(Mode.CAR, Decimal(50)), CAR, CAP, [*before, Trip(Mode.CAR, Decimal(50))]) == 0


def test_a_train_stays_under_what_so_many_kilometres_by_car_would_be() -> None:
    before = [Trip(Mode.PUBLIC, amount=Decimal(889))]
    assert comes_to(Trip(Mode.PUBLIC, amount=Decimal(5)), Decimal(0), CAP, before) == Decimal("0.80")


USUAL = Usual(Decimal(300), Decimal(100))


def test_what_is_usual_is_asked_once_and_one_step_more_is_asked_again() -> None:
    for mode in (Mode.CAR, Mode.BICYCLE):
        assert not is_far(Trip(mode, Decimal(300)), USUAL)
        assert is_far(Trip(mode, Decimal("300.1")), USUAL)
    assert not is_far(Trip(Mode.PUBLIC, amount=Decimal(100)), USUAL)
    assert is_far(Trip(Mode.PUBLIC, amount=Decimal("100.01")), USUAL)
    # What kilometres come to is no price of a ticket.
    assert not is_far(Trip(Mode.CAR, Decimal(250), Decimal(111)), USUAL)


KM = st.decimals(0, 999, places=1)
TRIPS = st.one_of(
    st.builds(Trip, st.just(Mode.CAR), KM),
    st.builds(Trip, st.just(Mode.BICYCLE), KM),
    st.builds(Trip, st.just(Mode.PUBLIC), st.just(Decimal(0)), st.decimals(0, 200, places=2)),
)


@given(trips=st.lists(TRIPS, max_size=30))
def test_no_row_of_trips_passes_either_side_of_the_cap(trips: list[Trip]) -> None:
    rates = {Mode.CAR: CAR, Mode.BICYCLE: Decimal("0.37"), Mode.PUBLIC: Decimal(0)}
    paid: list[Trip] = []
    for trip in trips:
        amount = comes_to(trip, rates[trip.mode], CAP, paid)
        full = in_full(trip, rates[trip.mode])
        assert NOTHING <= amount <= full
        # Cut only where the year is full, on one side or the other.
        assert amount == full or left(CAP, paid) < full or km_left(CAP.km, paid) < trip.km
        assert amount == amount.quantize(Decimal("0.01"))
        paid.append(Trip(trip.mode, trip.km, amount))
    assert sum(row.amount for row in paid) <= CAP.euro
    by_car = sum(row.amount for row in paid if row.mode is Mode.CAR)
    by_bicycle = sum(row.amount for row in paid if row.mode is Mode.BICYCLE)
    # Half a cent a trip is rounding.
    assert by_car / CAR + by_bicycle / Decimal("0.37") <= CAP.km + Decimal("0.02") * len(paid)
