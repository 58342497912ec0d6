"""Whom a letter calls to a dialogue: whoever has something to do there of which no other letter told her."""

from collections.abc import Collection

from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.rules.state import State

# A case to read and what came of it have letters of their own. Of what was spoken none may tell: the desk reads
# who gets a letter.
OF_A_WORD = frozenset((Ask.TALK, Ask.SPEAK, Ask.ANSWER, Ask.RESEARCH, Ask.HARVEST))
# In these the talk goes on as long as someone has not spoken.
WHILE_THEY_TALK = frozenset((Phase.ROUND_ONE, Phase.ROUNDS, Phase.HARVEST))


def is_called(state: State, ask: Ask, all_asked: Collection[Ask]) -> bool:
    """Whether a letter calls someone for this. `all_asked`: what is asked of everyone here now.

    Who leads can go on at many moments, and is called to when nobody else has something to do.
    """
    if ask is Ask.MOVE:
        return state.phase not in WHILE_THEY_TALK or not OF_A_WORD & set(all_asked)
    return ask is Ask.START or ask in OF_A_WORD
