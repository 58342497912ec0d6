"""Who takes part in a dialogue, through which phases it goes, and why something may not be done."""

from enum import StrEnum
from unicodedata import category

# Nobody is discussed without people who lived it: with fewer of them a dialogue stands still.
FEWEST_COACHES = 2
# Among fewer coaches another name hides little: the page of the group says who they are.
FEWEST_TO_HIDE = 3


class Part(StrEnum):
    """As what someone takes part. The voice of a coach is lived experience."""

    COACH = "coach"
    PROFESSIONAL = "professional"
    TRAINER = "trainer"
    RESEARCHER = "researcher"


class Phase(StrEnum):
    """In this order. PAUSED and WITHDRAWN are no turns of the road: they can come at any moment.

    A pause ends when there are two coaches again; a withdrawal never ends.
    """

    PREPARATION = "preparation"
    OWN_GROUP = "own_group"
    ROUND_ONE = "round_one"
    ROUNDS = "rounds"
    RESEARCH = "research"
    HARVEST = "harvest"
    WHAT_I_DID = "what_i_did"
    CLOSED = "closed"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


ROAD = (
    Phase.PREPARATION,
    Phase.OWN_GROUP,
    Phase.ROUND_ONE,
    Phase.ROUNDS,
    Phase.RESEARCH,
    Phase.HARVEST,
    Phase.WHAT_I_DID,
    Phase.CLOSED,
)
# In which someone can speak instead of write.
WITH_VOICE = (Phase.OWN_GROUP, Phase.ROUND_ONE, Phase.ROUNDS, Phase.RESEARCH)
# From here on every reply begins with what its writer heard.
FROM_HEARD = (Phase.ROUNDS, Phase.RESEARCH)
# In which anyone can let her turn go by.
WITH_TURNS = (Phase.OWN_GROUP, Phase.ROUND_ONE, Phase.ROUNDS, Phase.RESEARCH, Phase.HARVEST)
# What the shares of the voices are counted over: the coaches' own group is theirs, also in figures.
SHARED = (Phase.ROUND_ONE, Phase.ROUNDS, Phase.RESEARCH, Phase.HARVEST)
# Of which a coach, or who brought the case, keeps a line out: what goes to others, and may name someone.
WITH_LINE_VETO = (Phase.HARVEST, Phase.WHAT_I_DID)


class Field(StrEnum):
    """The four questions of the harvest."""

    TAKE_ALONG = "take_along"
    WILL_DO = "will_do"
    TENSION = "tension"
    CHANGE = "change"


class Turn(StrEnum):
    """What someone does in a phase without a word."""

    PASSED = "passed"
    READY = "ready"


class Gone(StrEnum):
    """How words came to their end. VETOED: they stay with who said them and go no further."""

    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    VETOED = "vetoed"


class LeftHow(StrEnum):
    """How someone left. REMOVED: she is no longer in the group, and she may come back with it.

    UNASKED: a coach of the group whom its trainer did not ask for this dialogue; she never came.
    """

    STOPPED = "stopped"
    REMOVED = "removed"
    UNASKED = "unasked"


class Refusal(StrEnum):
    """Why something may not be done now."""

    NOT_HERE = "not_here"
    NOT_AGREED = "not_agreed"
    NOT_YOURS = "not_yours"
    NOT_FOR_YOU = "not_for_you"
    NOT_THIS_PHASE = "not_this_phase"
    COACHES_FIRST = "coaches_first"
    COACHES_END_THIS = "coaches_end_this"
    RESEARCH_FIRST = "research_first"
    HEARD_MISSING = "heard_missing"
    FIELD_MISSING = "field_missing"
    TOO_SOON = "too_soon"
    ON_PAPER = "on_paper"
    TOO_FEW_COACHES = "too_few_coaches"
    NO_FACILITATOR = "no_facilitator"
    PAUSED = "paused"
    OVER = "over"
    CARE_OPEN = "care_open"
    NOTHING_DONE_YET = "nothing_done_yet"
    WORDLESS = "wordless"
    MOVED_ON = "moved_on"
    NAME_TAKEN = "name_taken"
    NOBODY_TYPES = "nobody_types"
    TYPED_ALREADY = "typed_already"
    SENT_BEFORE = "sent_before"


# A letter, or one word again and again, passes over who spoke. No more is asked: in three words who finds writing
# hard can do it too.
FEWEST_WORDS_HEARD = 3


def says_what_was_heard(heard: str) -> bool:
    """Whether it tells something of what another said: a few different words with letters in them.

    Capitals and signs make no other word: "ok, OK. ok" is one.
    """
    # By category and not by letter: some scripts write vowels as marks.
    words = {"".join(sign for sign in word if category(sign)[0] in "LM") for word in heard.casefold().split()}
    return sum(any(map(str.isalpha, word)) for word in words) >= FEWEST_WORDS_HEARD


class RefusedError(Exception):
    """A verb that may not be done now. `refusal` says why; nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal)
