"""What she marked goes along to each place where its words stand, and what stands nowhere is told."""

import pytest

from tegenstroom.dialogue.rules.carrying import Carried, Mark, carry, is_part
from tegenstroom.dialogue.rules.drafts import Choice

LINE = {"instead": "een ziekte"}


def mark(words: str, choice: Choice = Choice.GENERALISE, **given: bool) -> Mark:
    return Mark(words, choice, LINE, **given)


def placed(carried: Carried, text: str) -> list[str]:
    return [text[start:end] for (start, end), _mark in carried.placed]


def test_a_mark_goes_to_each_place_where_its_words_stand_with_her_choice() -> None:
    text = "Ze belde. Borstkanker, zei ze. Niemand zegt borstkanker."
    carried = carry([mark("borstkanker")], text, [])
    assert placed(carried, text) == ["Borstkanker", "borstkanker"]
    assert {(one.choice, one.line["instead"]) for _span, one in carried.placed} == {
        (Choice.GENERALISE, "een ziekte")
    }
    assert carried.lost == []


@pytest.mark.parametrize("text", ["Ze belde.", "", "Haar borstkankerdokter belde."])
def test_a_mark_that_stands_nowhere_by_itself_is_lost(text: str) -> None:
    assert [one.words for one in carry([mark("borstkanker")], text, []).lost] == ["borstkanker"]


def test_what_was_marked_inside_a_word_is_found_inside_words() -> None:
    text = "De kuipersgast en een Kuiper."
    assert is_part(3, 9, text)
    assert not is_part(3, 14, text)
    assert placed(carry([mark("kuiper", is_part=True)], text, []), text) == ["kuiper", "Kuiper"]


def test_several_choices_stay_where_there_are_as_many_places() -> None:
    marks = [mark("hoek", Choice.LEAVE), mark("hoek", Choice.REPLACE)]
    same_places = carry(marks, "Op de hoek, om de hoek.", [])
    assert [one.choice for _span, one in same_places.placed] == [Choice.LEAVE, Choice.REPLACE]
    fewer = carry(marks, "Om de hoek.", [])
    assert [one.choice for _span, one in fewer.placed] == [Choice.REPLACE]


def test_what_was_found_around_a_mark_asks_itself_and_what_was_found_inside_goes_with_it() -> None:
    text = "Bij bakkerij Peeters."
    assert carry([mark("bakkerij")], text, [(4, 20)]) == Carried(around={(4, 20)})
    assert placed(carry([mark("bakkerij Peeters")], text, [(13, 20)]), text) == ["bakkerij Peeters"]


def test_a_mark_across_what_was_found_since_is_told() -> None:
    carried = carry([mark("de bakkerij")], "Bij de bakkerij Peeters.", [(7, 23)])
    assert carried.placed == []
    assert [one.words for one in carried.lost] == ["de bakkerij"]


def test_the_longest_mark_goes_first() -> None:
    text = "De kuipersgast van Temse en een kuipersgast."
    carried = carry([mark("kuipersgast"), mark("kuipersgast van Temse")], text, [])
    assert placed(carried, text) == ["kuipersgast van Temse", "kuipersgast"]
    inside = carry([mark("kuipersgast"), mark("kuipersgast van Temse")], text[:24], [])
    assert placed(inside, text) == ["kuipersgast van Temse"]
    assert inside.lost == []


def test_a_name_that_was_taken_out_and_is_found_no_longer_goes_along_to_the_letter() -> None:
    name = mark("Roos", is_hers=False)
    text = "Een roos voor Roos."
    assert placed(carry([name], text, []), text) == ["Roos"]
    assert carry([name], text, [(14, 18)]) == Carried()
    assert carry([name], "Een roos.", []) == Carried()
