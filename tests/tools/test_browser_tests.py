"""Where a Chromium comes from, and what is said when none can be had."""

from tools.browser_tests import find_chromium


def test_the_one_on_the_machine_is_taken_and_nothing_is_fetched() -> None:
    asked: list[str] = []
    assert find_chromium(lambda: "/usr/bin/chromium", lambda: bool(asked.append("fetched"))) == "/usr/bin/chromium"
    assert asked == []


def test_ways_are_tried_in_order_until_one_brings_it() -> None:
    there: list[str] = []

    def fails() -> bool:
        return False

    def brings() -> bool:
        there.append("/opt/chromium")
        return True

    def never() -> bool:
        raise AssertionError("the second way was enough")

    assert find_chromium(lambda: there[0] if there else None, fails, brings, never) == "/opt/chromium"


def test_nothing_to_be_had_is_said() -> None:
    assert find_chromium(lambda: None, lambda: False, lambda: True) is None
