"""What a second reader's answer holds for, and what she never gets to read."""

import re
from collections.abc import Collection
from hashlib import blake2b

from tegenstroom.dialogue.rules.drafts import HIDDEN, NUMBER, stands_in
from tegenstroom.engines.remembering import pattern, reading

WORD = re.compile(r"\w+")


def wording(key: bytes, *texts: str) -> str:
    """What changes with any word of these texts, and not with a comma, a capital, a blank or a stand-in's number.

    Holds no letter of them; nobody compares it with other words without the key, of 64 bytes at most.
    """
    words = "\0".join(" ".join(WORD.findall(NUMBER.sub("", text).casefold())) for text in texts)
    return blake2b(words.encode(), key=key, digest_size=16).hexdigest()


@reading
def blacked_out(text: str, words: Collection[str], proposed: Collection[tuple[int, int]] = ()) -> str:
    """The text in which these words cannot be read. `proposed`: where something stands that was proposed instead.

    A text in which they cannot be found to the letter is black as a whole.
    """
    wanted = [word for word in words if stands_in(word, text)]
    spans = [span for word in wanted for span in _places(word, text) if not _meets(span, proposed)]
    if any(stands_in(word, _black(text, [*spans, *proposed])) for word in wanted):
        return HIDDEN
    return _black(text, spans)


def _places(word: str, text: str) -> list[tuple[int, int]]:
    core = r"\s+".join(map(re.escape, word.split()))
    return [match.span() for match in pattern(rf"(?<![^\W_]){core}(?![^\W_])", re.IGNORECASE).finditer(text)]


def _meets(span: tuple[int, int], places: Collection[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in places)


def _black(text: str, spans: Collection[tuple[int, int]]) -> str:
    made, place = "", 0
    for start, end in sorted(spans):
        if start >= place:
            made += text[place:start] + HIDDEN
        place = max(place, end)
    return made + text[place:]
