"""HTML of other tools as text."""

import html
import re

LONGEST = 20_000  # no question is that long: what is, is refused as it stands


def without_tags(words: str) -> str:
    """The text of a piece of HTML; the end of a paragraph and a break become a new line."""
    if len(words) > LONGEST:
        return words
    words = re.sub(r"<(script|style)\b.*?</\1\s*>", "", words, flags=re.IGNORECASE | re.DOTALL)
    words = re.sub(r"<br\s*/?>|</p\s*>|</div\s*>", "\n", re.sub(r"\s+", " ", words), flags=re.IGNORECASE)
    words = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", words))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)
