"""A raw draft becomes a case: every finding decided by its writer, and nothing left by which someone is known."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tegenstroom.engines.remembering import alone

# What must never stay readable; anything else the writer weighs. Labels as the engine gives them, and not imported
# from it: models need this at every start, and the engine is slow to load. A test holds the two together.
DIRECT = frozenset(
    (
        *("PERSON", "NICKNAME", "ADDRESS", "POSTCODE", "LOCATION", "ORG", "RRN", "PHONE", "EMAIL"),
        *("HANDLE", "IBAN", "ID"),
    )
)
# What the writer marked herself, and a capital that nobody knows.
MARKED, UNKNOWN = "MARKED", "UNKNOWN"
# Someone's by their form alone: nobody can say that one of these is none.
CERTAIN = frozenset(("RRN", "PHONE", "IBAN", "EMAIL", "HANDLE"))
# Why something was found, as the engine says it: a name that she gave, and a capital that nobody knows.
TYPED, UNKNOWN_CAPITAL = "typed", "unknown-capital"
# What stands before the reason of who says that a finding is none: no name, nothing by which anyone is known.
NO_FINDING = "dit wijst niemand aan"
HIDDEN = "▮▮▮"
# The number of a stand-in, as in "[persoon 2]": it may change when the text is looked at again.
NUMBER = re.compile(r" \d+(?=\])")


class Source(StrEnum):
    """Who found it."""

    ENGINE = "engine"
    WRITER = "writer"


class Choice(StrEnum):
    """What the writer decides for one finding. OPEN is no decision: nothing is sent with an open one."""

    OPEN = "open"
    REPLACE = "replace"
    GENERALISE = "generalise"
    LEAVE = "leave"


class Question(StrEnum):
    """What no machine can answer. A yes is no refusal: it asks her to look once more, and a second reader."""

    RECOGNISED = "recognised"
    IN_THE_NEWS = "in_the_news"
    RARE_JOB = "rare_job"
    RARE_FAMILY = "rare_family"
    SMALL_PLACE = "small_place"


class Detail(StrEnum):
    """The six things that together single someone out."""

    AGE = "age"
    JOB = "job"
    ORIGIN = "origin"
    HOUSEHOLD = "household"
    PLACE = "place"
    TIME = "time"


# By label: what it tells when it stays in the text.
TELLS = {
    "AGE": Detail.AGE,
    "PROFESSION": Detail.JOB,
    "ORIGIN": Detail.ORIGIN,
    "RARE": Detail.HOUSEHOLD,
    "PET": Detail.HOUSEHOLD,
    "ADDRESS": Detail.PLACE,
    "POSTCODE": Detail.PLACE,
    "LOCATION": Detail.PLACE,
    "ORG": Detail.PLACE,
    "DATE": Detail.TIME,
}


class Cause(StrEnum):
    """Why someone else must agree with the text before it goes."""

    RECOGNISED = "recognised"
    TOO_FINE = "too_fine"
    ANSWER = "answer"


class Obstacle(StrEnum):
    """Why a draft cannot be confirmed, or a decision not be kept."""

    NOT_AGREED = "not_agreed"
    EMPTY = "empty"
    NO_NAMES = "no_names"
    NOT_LOOKED_AT = "not_looked_at"
    OPEN_FINDING = "open_finding"
    REASON_MISSING = "reason_missing"
    NOT_NOTHING = "not_nothing"
    NO_WORDS_INSTEAD = "no_words_instead"
    UNANSWERED = "unanswered"
    NOT_WEIGHED = "not_weighed"
    SECOND_READER = "second_reader"
    RECOGNISED = "recognised"
    MARKS_LOST = "marks_lost"
    NO_THEME = "no_theme"
    STILL_THERE = "still_there"
    NO_PLAIN_TEXT = "no_plain_text"
    PLAIN_TOO_HARD = "plain_too_hard"
    GONE = "gone"
    NOT_YOURS = "not_yours"
    OVERLAPS = "overlaps"
    LOOK_AGAIN = "look_again"
    CHANGED = "changed"


class UnfitError(Exception):
    """A draft that may not go on yet. `obstacles` says why, in the order of the page; nothing was changed."""

    def __init__(self, *obstacles: Obstacle) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True, slots=True)
class Decision:
    """What she chooses for one finding. `instead`: her own words; None takes what was proposed."""

    choice: Choice
    instead: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One finding with what becomes of it. `instead` is empty for what stays, `why` for what does not.

    `is_proposed`: what comes instead was proposed to her, and holds no word of her own. `reason`: why it was
    found.
    """

    start: int
    end: int
    label: str
    choice: Choice
    instead: str = ""
    why: str = ""
    is_proposed: bool = False
    reason: str = ""

    @property
    def is_direct(self) -> bool:
        return self.label in DIRECT or self.label == MARKED

    @property
    def is_taken_out(self) -> bool:
        """Whether something comes instead."""
        return self.choice in {Choice.REPLACE, Choice.GENERALISE}

    def says(self, words: str) -> bool:
        """Whether what was proposed repeats these words: "een bakkerij" for "bakkerij" hides nothing."""
        return self.is_taken_out and self.is_proposed and stands_in(words, self.instead)


@dataclass(frozen=True, slots=True)
class Draft:
    """A raw draft as it stands: what the rules look at. `names` is None as long as she was not asked.

    `fine`: details that stay as they are; `weighed`: she was asked. `read_by_another`: a second reader agreed with
    this very text. `was_recognised`: one knew someone by the text as it was then; `is_recognised`: as it is now.
    `marks_lost`: marks of hers were not found again, and she was not told. `themed`: she said what it is about.
    """

    title: str
    text: str
    plain: str
    names: Sequence[str] | None
    findings: Sequence[Decided]
    looked_at: bool
    answers: Mapping[Question, bool]
    fine: Collection[Detail]
    read_by_another: bool
    plain_holds: bool
    weighed: bool = True
    was_recognised: bool = False
    is_recognised: bool = False
    marks_lost: bool = False
    themed: bool = True


def decided_text(text: str, findings: Iterable[Decided], *, hide_open: bool = False) -> str:
    """The text with what was decided in place. Open findings stay, or are blacked out: ▮▮▮.

    Raises ValueError when two findings overlap, or one lies outside the text.
    """
    return "".join(words for words, _is_proposed in _stretches(text, findings, hide_open=hide_open))


def own_words(text: str, findings: Iterable[Decided], *, hide_open: bool = False) -> str:
    """The decided text without what was proposed to her: what is left of her words, and what she wrote instead."""
    stretches = _stretches(text, findings, hide_open=hide_open)
    return "".join(HIDDEN if is_proposed else words for words, is_proposed in stretches)


def proposed_places(text: str, findings: Iterable[Decided], *, hide_open: bool = False) -> list[tuple[int, int]]:
    """Where in the decided text something stands that was proposed to her."""
    places, place = [], 0
    for words, is_proposed in _stretches(text, findings, hide_open=hide_open):
        if is_proposed:
            places.append((place, place + len(words)))
        place += len(words)
    return places


def _stretches(text: str, findings: Iterable[Decided], *, hide_open: bool) -> Iterator[tuple[str, bool]]:
    """The decided text in parts, each with whether it was proposed to her.

    What was proposed is fitted into its sentence; what she wrote herself stands there to the letter.
    """
    # The engine is slow to load, and only who looks at a draft needs it.
    from tegenstroom.engines.deidentification.fitting import Chosen, fitted  # noqa: PLC0415

    chosen = [
        Chosen(
            found.start,
            found.end,
            _instead(text, found, hide_open=hide_open),
            found.label,
            as_is=not (found.is_taken_out and found.is_proposed),
        )
        for found in findings
    ]
    place = 0
    for each in fitted(text, chosen):
        yield text[place : each.start], False
        yield each.words, not each.as_is
        place = each.end
    yield text[place:], False


def _instead(text: str, found: Decided, *, hide_open: bool) -> str:
    match found.choice:
        case Choice.REPLACE | Choice.GENERALISE:
            return found.instead
        case Choice.OPEN if hide_open:
            return HIDDEN
        case _:
            return text[found.start : found.end]


def causes(draft: Draft, *, most_fine: int) -> tuple[Cause, ...]:
    """Why someone else must agree; empty when nobody must.

    Someone was known by it before, too many details stay fine, or someone might know who it is about.
    """
    held = {
        Cause.RECOGNISED: draft.was_recognised or draft.is_recognised,
        Cause.TOO_FINE: len(set(draft.fine)) > most_fine,
        Cause.ANSWER: any(draft.answers.values()),
    }
    return tuple(cause for cause, holds in held.items() if holds)


def against_asking(draft: Draft) -> tuple[Obstacle, ...]:
    """Why nobody can be asked to read along yet: she would read what must not be read, or what was answered."""
    against = {
        Obstacle.OPEN_FINDING: not draft.looked_at or any(one.choice is Choice.OPEN for one in draft.findings),
        Obstacle.MARKS_LOST: draft.marks_lost,
        Obstacle.STILL_THERE: bool(still_there(draft)),
        Obstacle.RECOGNISED: draft.is_recognised,
    }
    return tuple(obstacle for obstacle, holds in against.items() if holds)


def left_fine(findings: Iterable[Decided]) -> frozenset[Detail]:
    """The details that stay in the text because of what she leaves, whatever else she says of them."""
    left = (found for found in findings if found.choice is Choice.LEAVE and not says_none(found.why))
    return frozenset(TELLS[found.label] for found in left if found.label in TELLS)


def against_choosing(found: Decided) -> Obstacle | None:
    """Why this decision cannot be kept."""
    if found.choice in {Choice.REPLACE, Choice.GENERALISE} and not found.instead.strip():
        return Obstacle.NO_WORDS_INSTEAD
    return _against_leaving(found) if found.choice is Choice.LEAVE else None


def _against_leaving(found: Decided) -> Obstacle | None:
    is_none, reason = says_none(found.why), own_reason(found.why)
    if is_none and not may_be_none(found.label, found.reason):
        return Obstacle.NOT_NOTHING
    if is_none and not reason and none_says_enough(found.label, found.reason):
        return None
    return Obstacle.REASON_MISSING if found.is_direct and not reason else None


def may_be_none(label: str, reason: str) -> bool:
    """Whether she may say that this points at nobody: not of a name that she gave, nor of someone's number."""
    return label not in CERTAIN and reason != TYPED


def none_says_enough(label: str, reason: str) -> bool:
    """Whether it asks no reason that this points at nobody: a capital that nobody knows is no name yet."""
    return label not in DIRECT | {MARKED} or reason == UNKNOWN_CAPITAL


def none_because(reason: str) -> str:
    """The words with which it is kept that a finding is none."""
    return f"{NO_FINDING}: {reason.strip()}" if reason.strip() else NO_FINDING


def says_none(why: str) -> bool:
    """Whether these words say that a finding is none, however they were typed."""
    return _folded(why).strip(" .") == NO_FINDING or _folded(why).startswith(f"{NO_FINDING}:")


def own_reason(why: str) -> str:
    """Her reason, without the words that say that a finding is none."""
    return why.partition(":")[2].strip() if says_none(why) else why.strip()


def against_confirming(draft: Draft, *, most_fine: int) -> tuple[Obstacle, ...]:
    """Everything that still stands in the way, in the order in which the pages ask it; empty when it may go."""
    return tuple(_against_confirming(draft, most_fine=most_fine))


def _against_confirming(draft: Draft, *, most_fine: int) -> Iterable[Obstacle]:
    if not (draft.text.strip() and draft.title.strip()):
        yield Obstacle.EMPTY
    if draft.names is None:
        yield Obstacle.NO_NAMES
    if not draft.looked_at:
        yield Obstacle.NOT_LOOKED_AT
    if any(found.choice is Choice.OPEN for found in draft.findings):
        yield Obstacle.OPEN_FINDING
    if draft.marks_lost:
        yield Obstacle.MARKS_LOST
    yield from sorted({no for found in draft.findings if (no := against_choosing(found))})
    yield from _against_its_details(draft, most_fine)
    if not draft.themed:
        yield Obstacle.NO_THEME
    if not draft.plain.strip():
        yield Obstacle.NO_PLAIN_TEXT
    elif not draft.plain_holds:
        yield Obstacle.PLAIN_TOO_HARD
    if still_there(draft):
        yield Obstacle.STILL_THERE


def _against_its_details(draft: Draft, most_fine: int) -> Iterable[Obstacle]:
    is_answered = set(draft.answers) == set(Question)
    if not is_answered:
        yield Obstacle.UNANSWERED
    elif not draft.weighed:
        yield Obstacle.NOT_WEIGHED
    # A no binds, whoever else says yes to the same words.
    if draft.is_recognised:
        yield Obstacle.RECOGNISED
    elif is_answered and draft.weighed and causes(draft, most_fine=most_fine) and not draft.read_by_another:
        yield Obstacle.SECOND_READER


def still_there(draft: Draft) -> frozenset[str]:
    """Names and direct identifiers that she took out of the text, and that stand in what would be sent.

    Also in the title and in the plain version: a name that comes back there was not taken out. What was proposed
    to her is not searched, and a word that it repeats was not taken out.
    """
    words_of = [(found, draft.text[found.start : found.end]) for found in draft.findings]
    kept = {_folded(words) for found, words in words_of if found.choice is Choice.LEAVE}
    repeated = {_folded(words) for found, words in words_of if found.says(words)}
    taken_out = {
        words for found, words in words_of if found.is_direct and found.is_taken_out and not found.says(words)
    }
    names = {name for name in draft.names or () if _folded(name) not in repeated}
    wanted = {word.strip() for word in taken_out | names if word.strip()}
    sent = (draft.title, draft.plain, own_words(draft.text, draft.findings))
    return frozenset(
        word for word in wanted if _folded(word) not in kept and any(stands_in(word, text) for text in sent)
    )


def settled(draft: Draft) -> frozenset[str]:
    """Words on which nothing more is asked where they stand elsewhere, folded.

    What she left with a reason, what our proposal repeats, and what is open: that is asked in its own row.
    """
    words_of = [(found, draft.text[found.start : found.end]) for found in draft.findings]
    return frozenset(
        _folded(words)
        for found, words in words_of
        if found.choice is Choice.OPEN or (found.choice is Choice.LEAVE and found.why.strip()) or found.says(words)
    )


def is_proposal(instead: str, proposals: Iterable[str]) -> bool:
    """Whether these words are one of the proposals, whatever its number."""
    bare = NUMBER.sub("", instead.strip())
    return bool(bare) and bare in {NUMBER.sub("", proposed.strip()) for proposed in proposals}


def stands_in(word: str, text: str) -> bool:
    """Whether these words stand there by themselves, in capitals or not."""
    return any(alone(_folded(word), _folded(text)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
