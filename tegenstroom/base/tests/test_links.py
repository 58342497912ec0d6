"""Links in letters hold for one purpose and for as long as they should."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.base import links


def test_a_link_gives_its_value_back():
    assert links.value("approval", links.token("approval", [7, "ja"])) == [7, "ja"]


def test_a_link_is_good_for_one_purpose():
    with pytest.raises(links.BadLink):
        links.value("offer", links.token("approval", 7))


@pytest.mark.parametrize("broken", ["", "x", "a.b", "a.b.c", "\x00", "é.é.é", "." * 500])
def test_nonsense_is_a_bad_link(broken):
    with pytest.raises(links.BadLink):
        links.value("approval", broken)


def test_one_changed_letter_breaks_a_link():
    token = links.token("approval", 7)
    for place in range(len(token) - 1):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(links.BadLink):
            links.value("approval", changed)


def test_a_link_can_grow_too_old():
    token = links.token("approval", 7)
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        assert links.value("approval", token, max_age_days=10) == 7
        with pytest.raises(links.BadLink):
            links.value("approval", token, max_age_days=8)


def test_a_link_fits_in_a_path():
    assert not set(links.token("approval", {"naam": "Zoë / ?#"})) & set("/?#% :+")


def test_a_letter_can_be_shown_without_its_personal_links():
    text = "Kijk op https://x.example/evaluatie/{}/ of op https://x.example/vormingen/7/. Tot dan."
    assert links.hidden(text.format(links.token("evaluation", [7, "x"]))) == text.format("…")
