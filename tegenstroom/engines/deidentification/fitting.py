"""How a choice fits into its sentence: "Op 3 oktober" becomes "In de herfst", never "Op in de herfst".

Each rule is a function from a slot to a slot, and reaches only over what joins the words to their sentence: a
preposition, an article, a title, a verb that says what someone is. All else stays to the letter.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tegenstroom.engines.deidentification.fitting_ages import age
from tegenstroom.engines.deidentification.fitting_dates import both_moments, moment
from tegenstroom.engines.deidentification.fitting_once import number, once
from tegenstroom.engines.deidentification.fitting_origins import origin, origin_of_someone
from tegenstroom.engines.deidentification.fitting_people import animal, person
from tegenstroom.engines.deidentification.fitting_places import both_places, place
from tegenstroom.engines.deidentification.fitting_rare import both_seldom, seldom
from tegenstroom.engines.deidentification.fitting_trades import both_trades, trade
from tegenstroom.engines.deidentification.slots import Slot

_RULES: dict[str, Callable[[Slot], Slot]] = {
    "DATE": moment,
    "AGE": age,
    "PROFESSION": trade,
    "ORIGIN": origin,
    "PERSON": person,
    "NICKNAME": person,
    "PET": animal,
    "ADDRESS": place,
    "POSTCODE": place,
    "LOCATION": place,
    "PHONE": number,
    "EMAIL": number,
    "IBAN": number,
    "ID": number,
    "RRN": number,
    "RARE": seldom,
}
_BOTH: dict[str, Callable[[Slot, Slot], Slot | None]] = {
    "DATE": both_moments,
    "PROFESSION": both_trades,
    "ORIGIN": origin_of_someone,
    "RARE": both_seldom,
    "ADDRESS": both_places,
    "POSTCODE": both_places,
    "LOCATION": both_places,
}
# Where a sentence begins: not behind "dr." or an initial.
_OPENS = re.compile(
    r"(?:\A|(?<![\s.]\w)(?<!\b[Dd]r)(?<!\b[Mm]r)(?<!\b[Nn]r)(?<!\bca)(?<!\b[Ss]t)[.!?…][\"”’')\]]*\s|\n)"
    r"[\s\"“”‘'«(*•–—-]*\Z"
)
_FAR = 16  # characters
_CLOSE = 12  # characters between two choices that know of each other


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words for `text[start:end]`. `as_is`: they are to stand there to the letter."""

    start: int
    end: int
    words: str
    label: str = ""
    as_is: bool = False


def fitted(text: str, choices: Iterable[Chosen]) -> list[Chosen]:
    """The choices with what fits them, in order and apart. Two that say the same may come back as one.

    Whoever replaces each span of the answer by its words has the text; nothing outside these spans is changed.
    ValueError when a span is empty, lies outside the text, or overlaps another.
    """
    waiting = _joined(text, _in_order(text, choices))
    done: list[Chosen] = []
    for at, chosen in enumerate(waiting):
        until = waiting[at + 1].start if at + 1 < len(waiting) else len(text)
        if not _is_kept(text, chosen):
            slot = _slot(text, chosen, done[-1].end if done else 0, until)
            if at:
                slot = _after(slot, waiting[at - 1])
            slot = _opening(once(_RULES.get(chosen.label, _to_the_letter)(slot)))
            done.append(replace(chosen, start=slot.start, end=slot.end, words=slot.words))
        else:
            done.append(chosen)
    return done


def _in_order(text: str, choices: Iterable[Chosen]) -> list[Chosen]:
    ordered = sorted(choices, key=lambda each: (each.start, each.end))
    since = 0
    for each in ordered:
        if not 0 <= each.start < each.end <= len(text):
            raise ValueError(f"({each.start}, {each.end}) is no stretch of a text of {len(text)} characters.")
        if each.start < since:
            raise ValueError(f"({each.start}, {each.end}) overlaps the choice that ends at {since}.")
        since = each.end
    return ordered


def _is_kept(text: str, chosen: Chosen) -> bool:
    return chosen.as_is or chosen.words == text[chosen.start : chosen.end]


def _joined(text: str, ordered: list[Chosen]) -> list[Chosen]:
    """The choices, with those that say one thing together in one."""
    joined: list[Chosen] = []
    for chosen in ordered:
        whole = _both(text, joined, chosen)
        if whole:
            joined[-1] = whole
        else:
            joined.append(chosen)
    return joined


def _both(text: str, joined: list[Chosen], second: Chosen) -> Chosen | None:
    first = joined[-1] if joined else None
    if not first or second.start - first.end > _CLOSE or _is_kept(text, first) or _is_kept(text, second):
        return None
    both = _BOTH.get(first.label)
    if both is None:
        return None
    since = joined[-2].end if len(joined) > 1 else 0
    whole = both(_slot(text, first, since, second.start), _slot(text, second, first.end, len(text)))
    return (
        replace(first, start=whole.start, end=whole.end, words=whole.words, label=whole.label) if whole else None
    )


def _slot(text: str, chosen: Chosen, since: int, until: int) -> Slot:
    return Slot(text, chosen.start, chosen.end, chosen.label, chosen.words, since, until)


def _after(slot: Slot, earlier: Chosen) -> Slot:
    """The slot that knows what was chosen close before it."""
    if slot.start - earlier.end > _CLOSE:
        return slot
    return replace(slot, behind=earlier.label, between=slot.text[earlier.end : slot.start])


def _to_the_letter(slot: Slot) -> Slot:
    return slot


def _opening(slot: Slot) -> Slot:
    """A sentence that began with a capital, or with a number among sentences that do, begins with one."""
    first = slot.text[slot.start]
    begins = first.isupper() or (first.isdigit() and slot.text != slot.text.lower())
    if slot.is_stand_in or not begins or not slot.words:
        return slot
    if not _OPENS.search(slot.text, max(0, slot.start - _FAR), slot.start):
        return slot
    return slot.put(slot.words[0].upper() + slot.words[1:])
