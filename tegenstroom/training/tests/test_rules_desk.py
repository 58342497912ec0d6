from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules.desk import Chore, Facts, LeadTimes, Road, Thing, Voices, still_to_do
from tegenstroom.training.rules.editions import EditionState

TODAY = date(2027, 3, 1)
LEAD = LeadTimes(tandem=28, room=21, minimum=14, practical=14, material=7)
READY = Facts(
    state=EditionState.CONFIRMED,
    starts_on=TODAY + timedelta(30),
    ends_on=TODAY + timedelta(44),
    has_place=True,
    room_booked=True,
    material_ready=True,
    practical_written=True,
    minimum=8,
    maximum=16,
    seated=12,
    waiting=0,
    trainers=Voices(yes=1, asked=0, needed=1),
    coaches=Voices(yes=2, asked=0, needed=2),
)


def things(facts: Facts, today: date = TODAY) -> list[Thing]:
    return [item.thing for item in still_to_do(facts, today=today, lead=LEAD)]


def test_when_all_stands_nothing_is_open() -> None:
    assert things(READY) == []


def test_a_confirmed_edition_that_loses_a_coach_says_so_first() -> None:
    facts = replace(
        READY, coaches=Voices(1, 0, 2), letters_failed=3, chores=(Chore(1, "Bel de conciërge", "An", TODAY),)
    )
    assert things(facts) == [Thing.TANDEM_BROKEN, Thing.LETTERS, Thing.TASK]


def test_a_draft_asks_for_dates_place_and_people() -> None:
    facts = replace(
        READY, state=EditionState.DRAFT, starts_on=None, ends_on=None, has_place=False, seated=0,
        trainers=Voices(0, 0, 1), coaches=Voices(0, 1, 2),
    )  # fmt: skip
    assert things(facts) == [Thing.DATES, Thing.PLACE, Thing.TRAINERS, Thing.COACHES]


def test_a_draft_that_is_ready_is_to_be_announced() -> None:
    assert Thing.ANNOUNCE in things(replace(READY, state=EditionState.DRAFT, seated=0))


def test_a_road_to_look_at_stays_after_the_training_is_closed_and_is_late_from_its_pay_day() -> None:
    road = Road("Rosa", "340 kilometer", TODAY, 7)
    [item] = still_to_do(replace(READY, state=EditionState.CLOSED, roads=(road,)), today=TODAY, lead=LEAD)
    assert (item.thing, item.road, item.is_late(TODAY)) == (Thing.ROAD, road, False)
    assert item.is_late(TODAY + timedelta(1))


def test_who_waits_while_places_are_free_is_to_be_phoned() -> None:
    waiting = replace(READY, waiting=2)
    assert things(waiting) == [Thing.FREE_PLACES]
    [item] = still_to_do(waiting, today=TODAY, lead=LEAD)
    assert (item.count, item.due) == (2, TODAY + timedelta(29))
    assert things(replace(waiting, seated=16)) == []
    assert things(replace(waiting, state=EditionState.CLOSED)) == []


def test_confirming_comes_when_the_minimum_and_the_tandem_are_there() -> None:
    announced = replace(READY, state=EditionState.OPEN)
    assert things(announced) == [Thing.CONFIRM]
    assert things(replace(announced, seated=6)) == [Thing.MINIMUM]
    assert still_to_do(replace(announced, seated=6), today=TODAY, lead=LEAD)[0].count == 2
    assert things(replace(announced, coaches=Voices(1, 1, 2))) == [Thing.COACHES]


def test_room_practical_and_material_are_asked_in_the_order_of_their_days() -> None:
    facts = replace(READY, room_booked=False, material_ready=False, practical_written=False)
    assert things(facts) == [Thing.ROOM, Thing.PRACTICAL, Thing.MATERIAL]


def test_what_should_have_stood_is_late() -> None:
    [item] = still_to_do(replace(READY, room_booked=False), today=TODAY, lead=LEAD)
    assert item.due == READY.starts_on - timedelta(21)
    assert [item.is_late(item.due), item.is_late(item.due + timedelta(1))] == [False, True]


def test_after_a_part_someone_says_who_was_there() -> None:
    running = replace(READY, starts_on=TODAY - timedelta(7), parts_unmarked=1)
    assert things(running) == [Thing.ATTENDANCE]


def test_after_the_last_day_come_questions_certificates_and_closing() -> None:
    past = replace(READY, starts_on=TODAY - timedelta(20), ends_on=TODAY - timedelta(6))
    earned = replace(past, awaiting_certificates=("An", "Bo"))
    assert things(earned) == [Thing.EVALUATION, Thing.CERTIFICATES, Thing.CLOSE]
    item = still_to_do(earned, today=TODAY, lead=LEAD)[1]
    assert (item.count, item.names) == (2, ("An", "Bo"))
    done = replace(past, evaluation_out=True)
    assert things(done) == [Thing.CLOSE]
    assert things(replace(done, state=EditionState.CLOSED)) == []


def test_who_earned_a_certificate_gets_it_though_someone_else_is_not_marked_yet() -> None:
    past = replace(
        READY, starts_on=TODAY - timedelta(20), ends_on=TODAY - timedelta(6), evaluation_out=True,
        parts_unmarked=1, awaiting_certificates=("An",),
    )  # fmt: skip
    assert things(past) == [Thing.CERTIFICATES, Thing.ATTENDANCE, Thing.CLOSE]
    assert things(replace(past, awaiting_certificates=())) == [Thing.ATTENDANCE, Thing.CLOSE]


def test_on_the_last_day_itself_nothing_is_closed_yet() -> None:
    assert things(replace(READY, starts_on=TODAY - timedelta(14), ends_on=TODAY)) == []


def test_a_first_day_that_passed_without_a_word_asks_for_one() -> None:
    never = replace(READY, state=EditionState.OPEN, starts_on=TODAY - timedelta(1), ends_on=TODAY + timedelta(9))
    assert things(never) == [Thing.DECIDE]
    assert things(replace(never, seated=2)) == [Thing.DECIDE]
    assert things(replace(never, coaches=Voices(1, 0, 2))) == [Thing.COACHES, Thing.DECIDE]
    assert things(replace(never, starts_on=TODAY)) == [Thing.CONFIRM]
    assert still_to_do(never, today=TODAY, lead=LEAD)[0].is_late(TODAY)


voices = st.builds(Voices, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
days = st.none() | st.dates(TODAY - timedelta(60), TODAY + timedelta(60))
facts = st.builds(
    Facts,
    state=st.sampled_from(EditionState),
    starts_on=days,
    ends_on=days,
    has_place=st.booleans(),
    room_booked=st.booleans(),
    material_ready=st.booleans(),
    practical_written=st.booleans(),
    minimum=st.integers(1, 20),
    seated=st.integers(0, 20),
    trainers=voices,
    coaches=voices,
    letters_failed=st.integers(0, 3),
    parts_unmarked=st.integers(0, 3),
    evaluation_out=st.booleans(),
    awaiting_certificates=st.lists(st.just("An"), max_size=3).map(tuple),
    chores=st.lists(st.builds(Chore, st.integers(1), st.just("iets"), st.just(""), days), max_size=3).map(tuple),
)


@given(facts)
def test_nothing_stands_there_twice_and_what_has_a_day_comes_before_what_has_none(some: Facts) -> None:
    items = still_to_do(some, today=TODAY, lead=LEAD)
    once = [item.thing for item in items if item.thing is not Thing.TASK]
    assert len(once) == len(set(once))
    rest = [item for item in items if item.thing is not Thing.TANDEM_BROKEN]
    assert [item.due or date.max for item in rest] == sorted(item.due or date.max for item in rest)


@given(facts)
def test_what_is_over_asks_no_preparation(some: Facts) -> None:
    over = replace(some, state=EditionState.CANCELLED)
    assert set(things(over)) <= {Thing.LETTERS, Thing.TASK}
