"""Who reads what of a dialogue, and how much each voice spoke."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tegenstroom.dialogue.rules.phases import ROAD, Gone, Part, Phase
from tegenstroom.dialogue.rules.state import Said, State

# From here on everybody has the case; coaches and who leads have it before.
EVERYBODY_FROM = ROAD.index(Phase.ROUND_ONE)


def is_of_own_group(state: State, reader: int) -> bool:
    """Whether she is one of the coaches, or their facilitator: what they say among themselves is theirs."""
    return state.is_here(reader) and (reader in state.coaches or reader == state.facilitator)


def may_read_case(state: State, reader: int) -> bool:
    """Whether she may read the case now: its writer always, coaches and who leads first, then everybody."""
    if state.gone is not None:
        return False
    if reader == state.writer:
        return True
    if not state.is_here(reader):
        return False
    seat = state.seat_of(reader)
    assert seat is not None
    early = seat.part in {Part.COACH, Part.TRAINER} or reader == state.facilitator
    return early or ROAD.index(state.phase) >= EVERYBODY_FROM


def visible_words(state: State, reader: int) -> frozenset[int]:
    """The numbers of the words that this person may read now."""
    if state.gone is not None:
        return frozenset()
    return frozenset(said.number for said in state.said if _is_visible(state, said, reader))


def visible_places(state: State, reader: int) -> frozenset[int]:
    """What was taken back where this person could have read it, by number: only that something stood there."""
    if state.gone is not None:
        return frozenset()
    return frozenset(
        said.number
        for said in state.said
        if said.gone is Gone.TAKEN_BACK and _is_visible(state, replace(said, gone=None), reader)
    )


def _is_visible(state: State, said: Said, reader: int) -> bool:
    if said.gone not in {None, Gone.VETOED}:
        return False
    seat = state.seat_of(reader)
    if said.person == reader:
        # She reads her own words also after she left: to take them back.
        return seat is not None and seat.agreed
    if said.gone is Gone.VETOED or not state.is_here(reader):
        return False
    return said.phase is not Phase.OWN_GROUP or is_of_own_group(state, reader)


def shares(spoken: Iterable[tuple[Part, int]]) -> Mapping[Part, int]:
    """The share of each part in what was said, in whole percents that add up to 100; none when nobody spoke.

    By part and never by person. `spoken`: the part and the number of words of each contribution in a phase that
    all of them share.
    """
    words: dict[Part, int] = {}
    for part, length in spoken:
        words[part] = words.get(part, 0) + length
    total = sum(words.values())
    if not total:
        return {}
    exact = {part: 100 * words.get(part, 0) / total for part in Part}
    rounded = {part: int(share) for part, share in exact.items()}
    # What rounding down leaves over goes to the largest remainders.
    left = 100 - sum(rounded.values())
    for part in sorted(exact, key=lambda part: rounded[part] - exact[part])[:left]:
        rounded[part] += 1
    return rounded
