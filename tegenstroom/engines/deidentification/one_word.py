"""Houses whose name and kind are one word, "Sint-Jozefschool", and houses by their sign with their town."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain

_KINDS = (
    r"(?:school|schooltje|college|instituut|internaat|atheneum|lyceum|ziekenhuis|gasthuis|hospitaal|kliniek"
    r"|rusthuis|tehuis|centrum|buurthuis|jeugdhuis|opvang|crèche|creche|apotheek|kerk|parochie|klooster)"
)
# After a saint any of these names a house, also in small letters; with a space between, the capital must show it.
_OF_SAINT = re.compile(
    rf"(?<![\w-])(?:(?:sint|sinte|st\.?)-[^\W\d_]|(?:Sint|Sinte|St\.?)[ ][A-ZÀ-Ý]|onze[- ]lieve[- ]vrouw"
    rf"|o\.?l\.?v\.?-|heilig[- ]hart|(?-i:OLV))(?:[\w'’-]*?)-?{_KINDS}(?![\w-])",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?<![\w-])(?P<stem>[^\W\d_][\w'’-]{{2,20}}?)[-s]?{_KINDS}(?![\w-])", re.IGNORECASE)
_SIGN = re.compile(
    r"(?<=[\w,;)] )(?P<name>(?:De|Het|Den|'t|’t|Ter|Ten)[ ][A-ZÀ-Ý][\w'’-]{2,}(?:[ ][A-ZÀ-Ý][\w'’-]+)?)"
    r"[ ](?:in|te)[ ](?P<town>[A-ZÀ-Ý][\w'’-]+)"
)
# "op Sint-Jozef in Aalst": who is at a saint's is at a school; by itself it may be a town.
_AT_SAINT = re.compile(
    r"(?<![\w-])op[ ](?P<name>(?:Sint|Sinte|St\.?)[- ][A-ZÀ-Ý][\w'’-]+[ ](?:in|te)[ ](?P<town>[A-ZÀ-Ý][\w'’-]+))"
)
_TOWN = re.compile(r"[ ](?:(?:in|te|van|uit)[ ]|(?P<bracket>\())?(?P<town>[^\W\d_][\w'’-]+)(?(bracket)\)|)")
_WORTH_WHILE = re.compile(
    rf"(?i:[\w'’-]{_KINDS})(?!\w)|(?:[\w,;)] (?:De|Het|Den|'t|’t|Ter|Ten)|(?<!\w)op (?:Sinte?|St\.?))[ -][A-ZÀ-Ý]"
)
_OPENING = re.compile(r"[\s\"'“‘„(\[–-]*\Z")
_SURE = 0.9


def find(sentence: str) -> Iterator[Span]:
    """Every such house in a sentence, with the town that belongs to it."""
    if not _WORTH_WHILE.search(sentence):
        return
    for match in _OF_SAINT.finditer(sentence):
        yield _house(match.start(), _with_town(sentence, match.end()))
    for match in _CALLED.finditer(sentence):
        if _is_name(sentence, match):
            yield _house(match.start(), _with_town(sentence, match.end()))
    for pattern in (_SIGN, _AT_SAINT):
        for match in pattern.finditer(sentence):
            if places.is_place(plain(match["town"])) and (pattern is _AT_SAINT or _is_sign(match["name"])):
                yield _house(match.start("name"), match.end("town"))


def _house(start: int, end: int) -> Span:
    return Span(start, end, Label.ORG, Reason.ORGANISATION, _SURE)


def _is_name(sentence: str, match: re.Match[str]) -> bool:
    """Whether it is called so: a capital that no sentence asks for, or a first name before its kind."""
    word, stem = plain(match[0]), plain(match["stem"])
    if lexicon.is_ordinary(word) or _is_lasting(word):
        return False
    if match[0][0].isupper() and not match[0].isupper() and not _OPENING.match(sentence[: match.start()]):
        return True
    return lexicon.is_first_name(stem) and not lexicon.is_known(stem) and not lexicon.is_known(word)


def _is_lasting(word: str) -> bool:
    """Whether the whole word is a kind: "steinerschool"."""
    return any(row["word"] == word for row in lists.rows("organisations"))


def _is_sign(name: str) -> bool:
    """Whether no town and nobody is called so: "De Panne", "De Smet"."""
    words = plain(name)
    return not (places.is_place(words) or lexicon.is_surname(words) or words in organisations.general())


def _with_town(sentence: str, end: int) -> int:
    """Where a house ends that its town follows: "in Aalst", "(Aalst)"."""
    more = _TOWN.match(sentence, end)
    if not more or not places.is_place(plain(more["town"])):
        return end
    return more.end() if more["town"][0].isupper() or more[0].startswith((" in ", " te ")) else end
