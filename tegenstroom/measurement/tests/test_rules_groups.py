"""Nobody can be told apart in what is shown of a group: not by looking, and not by subtracting."""

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.groups import may_show, may_show_both, shown_parts

parts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1)
smallest = st.sampled_from([5, 10])


@given(parts, smallest)
def test_a_part_that_is_shown_is_large_enough_or_empty(counts: dict[str, int], least: int) -> None:
    assert all(counts[key] == 0 or counts[key] >= least for key in shown_parts(counts, smallest=least))


@given(parts, smallest)
def test_what_is_left_of_the_total_is_never_a_small_group(counts: dict[str, int], least: int) -> None:
    """Whoever subtracts all that is shown from the whole finds nobody, or enough people."""
    shown = shown_parts(counts, smallest=least)
    rest = sum(counts.values()) - sum(counts[key] for key in shown)
    assert rest == 0 or rest >= least or sum(counts.values()) < least


@given(parts, smallest)
def test_a_part_is_never_hidden_alone(counts: dict[str, int], least: int) -> None:
    shown = shown_parts(counts, smallest=least)
    hidden = [key for key in counts if key not in shown]
    assert len(hidden) != 1 or sum(counts.values()) < least or len([n for n in counts.values() if n]) == 1


@given(parts, smallest)
def test_large_parts_are_all_shown(counts: dict[str, int], least: int) -> None:
    large = {key: count + least for key, count in counts.items()}
    assert shown_parts(large, smallest=least) == set(large)


def test_without_the_second_part_subtracting_would_tell() -> None:
    """The negative control: the first rule alone leaves three people in sight of who subtracts."""
    counts = {"a": 3, "b": 6, "c": 9}
    only_large = {key for key, count in counts.items() if may_show(count, smallest=5)}
    assert sum(counts.values()) - sum(counts[key] for key in only_large) == 3
    assert shown_parts(counts, smallest=5) == {"c"}


@given(st.integers(0, 40), st.integers(0, 40), smallest)
def test_a_part_beside_its_whole_leaves_no_few(whole: int, part: int, least: int) -> None:
    if part <= whole and may_show_both(whole, part, smallest=least):
        assert part >= least
        assert whole == part or whole - part >= least
