"""Letters that a scanner took for digits, and digits for letters: "V00R", "Bosf0r", "O2.ll.1948", "9l6".

What comes out is as long as what went in, so a place in one is the same place in the other.
"""

import re

from tegenstroom.engines.deidentification import lexicon

_MARKS = re.compile(
    r"(?<![\w@.])(?P<word>(?=[^\W\d_]*[01])(?=(?:[01]*[^\W\d_]){3})(?:[^\W\d_]|[01]){4,30})(?![\w@])"
    r"|(?<![\w@])(?P<shouted>[A-ZÀ-Ý]{2,}l[A-ZÀ-Ý]*|[A-ZÀ-Ý]l[A-ZÀ-Ý]{2,})(?![\w@])"
    r"|(?<![\w@])(?P<number>[\dOolI]+(?:[./][\dOolI]+){1,2}|(?=\w*\d)[\dOolI]{2,4})(?![\w@])"
    r"|(?<![\w@])(?P<day>[lIO][O\d]|\d[OlI])(?=[ ](?:jan|feb|maart|april|mei|juni|juli|aug|sept|okt|nov|dec))"
)
_TO_DIGIT = str.maketrans("OolI", "0011")
_LEAST = 2  # such marks; one may be a name or a code


def mended(text: str) -> str:
    """The text as it was printed, when it bears the marks of a scanner; else the text itself."""
    found = [match for match in _MARKS.finditer(text) if _mended(match) != match[0]]
    return _MARKS.sub(_mended, text) if len(found) >= _LEAST else text


def _mended(match: re.Match[str]) -> str:
    if word := match["word"]:
        return _as_letters(word)
    if shouted := match["shouted"]:
        return shouted.replace("l", "I")
    number = match[0]
    return number.translate(_TO_DIGIT) if any(map(str.isdigit, number)) or match["day"] else number


def _as_letters(word: str) -> str:
    """A one may be an l or an i: what makes a known word is read first."""
    large = sum(map(str.isupper, word)) > 1
    for one in ("L", "I") if large else ("l", "i"):
        read = word.replace("1", one).replace("0", "O" if large else "o")
        if lexicon.is_known(read.lower()):
            return read
    read = word.replace("1", "I" if large else "l").replace("0", "O" if large else "o")
    return read[0].upper() + read[1:] if word[0] in "01" else read
