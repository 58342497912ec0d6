"""HTML and Markdown of other tools as text."""

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


def as_label(words: str) -> str:
    """Words for a label of an XLSForm, where `${` would call in the answer to another question."""
    return words.replace("${", "&#36;{")


def as_said(label: str) -> str:
    """The words of a label that `as_label` made."""
    return label.replace("&#36;{", "${")


_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|h[1-6])\s*>", re.IGNORECASE)
_TAGS = re.compile(
    r"</?(?:a|b|big|center|div|em|font|h[1-6]|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)


def without_styling(words: str) -> str:
    """The text of a label of an XLSForm, which knows some HTML and some Markdown; its lines stay."""
    if len(words) > LONGEST:
        return words
    words = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", words)))
    words = _HEADING.sub("", _BOLD.sub(lambda found: found[1] or found[2], words))
    return "\n".join(line.strip() for line in words.strip().splitlines())
