from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules.attendance import may_be_marked, room_code_holds, room_names

DAY = date(2026, 12, 10)
words = st.text(alphabet="abcdeéABC'", max_size=8)


def test_a_part_is_marked_on_its_day_and_later_never_before() -> None:
    assert may_be_marked(DAY, today=DAY)
    assert may_be_marked(DAY, today=date(2027, 1, 1))
    assert not may_be_marked(DAY, today=date(2026, 12, 9))


def test_the_code_on_the_screen_holds_for_one_day() -> None:
    assert room_code_holds(DAY, today=DAY)
    assert not room_code_holds(DAY, today=date(2026, 12, 11))


def test_an_initial_is_enough_until_two_people_share_it() -> None:
    assert room_names({1: ("Fatima", "Benali"), 2: ("An", "Baert")}) == {1: "Fatima B.", 2: "An B."}
    assert room_names({1: ("An", "Baert"), 2: ("An", "Bakker")}) == {1: "An Bae.", 2: "An Bak."}
    assert room_names({1: ("An", "Bo"), 2: ("An", "Bos")}) == {1: "An Bo", 2: "An Bos"}
    assert room_names({1: ("Rosa", "")}) == {1: "Rosa"}


@given(st.dictionaries(st.integers(), st.tuples(words.filter(bool), words), max_size=8))
def test_two_people_with_other_names_are_never_called_the_same(people: dict[int, tuple[str, str]]) -> None:
    names = room_names(people)
    assert len(set(names.values())) == len(set(people.values()))
    assert set(names) == set(people)
