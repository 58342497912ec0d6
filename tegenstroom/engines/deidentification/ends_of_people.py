"""Where the name of a person begins and ends, with its particles, and with what a village calls them by."""

import re
from dataclasses import replace

from tegenstroom.engines.deidentification import ends_of_houses, lexicon, lists, organisations, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_YOUNGER = re.compile(r"[ ](?:(?i:jr|sr|junior|senior)|III|II|fils)(?![\w-])")
_HANGING = re.compile(r"(?:^|[ -])(?P<last>[^\W\d_']+|'t)\Z")
_NEXT_WORD = re.compile(r"[ ](?P<word>[^\W\d_][\w'’-]+)")
_FIRST_BEFORE = re.compile(
    r"(?<![\w-])(?P<first>[^\W\d_][\w-]+)[ ](?:(?:van|de|den|der|'t|ter|ten|te|op|el|al|ben)[ ]){0,3}\Z",
    re.IGNORECASE,
)
_PARTICLES_BEFORE = re.compile(
    r"(?<![\w-])(?P<lead>(?:(?:van|de|den|der|vande|vanden|vander|ver|'t|’t|ten|ter|te|le|la|du|des|da|dos|di"
    r"|del)[ ]){1,3})\Z",
    re.IGNORECASE,
)
# No words of Dutch: before a name they are part of it.
_FOREIGN_LEAD = re.compile(
    r"(?<![\w-])(?:(?:abdel|abdul|abd|abu|umm|oum|bint|ibn|ould|aït|ait|el|al|hadj|hadji|el\s+hadji?|sidi|lalla"
    r"|moulay|von|zu|della|dos)[ -])+\Z",
    re.IGNORECASE,
)
_AFTER_BYNAME = (
    r"(?=\s*(?:[.,;:!?)\n\"”’]|$|(?:is|was|heeft|had|zegt|zei|zit|komt|kwam|kan|wil|moet|weet|belt|belde|mee|en"
    r"|wordt|gaf|ging|gesproken|gezien)\b))"
)
_BYNAME = re.compile(
    rf"[ ](?:van|uit|met)[ ](?:de|den|het|'t)[ ](?P<word>[^\W\d_][\w'-]{{2,18}}){_AFTER_BYNAME}"
    rf"|[ ](?:de|den)[ ](?P<trade>[^\W\d_][\w-]{{3,18}}){_AFTER_BYNAME}",
    re.IGNORECASE,
)
# By what villages tell one Jef from another.
_BY_WHAT = wordset(
    "hoek berg molen kapel brug statie vaart duiven kippen koeien paarden geiten honden katten fietsen velo's "
    "moto's camion camions auto's tractor bus patatten frieten vis vissen wafels bloemen krant gazet melk bier "
    "wijn kolen mijn haven boot kermis viool accordeon gitaar trompet trommel baard bril hoed pet snor bult kruk "
    "krukken rolstoel kroeg kerk toren kerkhof bos zee polder dijk sluis hoeve boerderij bolhoed sigaar pijp"
)


def person(span: Span, text: str) -> Span:
    """A name with its particles, or the firm or the nickname that it turns out to be."""
    if firm := ends_of_houses.firm_of(span, text):
        return firm
    start = _start(text, span.start, span.end)
    end = _with_what_hangs(text, start, span.end)
    if more := _YOUNGER.match(text, end):
        end = more.end()
    elif " " not in text[start:end] and (more := _BYNAME.match(text, end)) and _is_byname(more):
        return replace(span, start=start, end=more.end(), label=Label.NICKNAME, reason=Reason.NICKNAME)
    return replace(span, start=start, end=end)


def _start(text: str, start: int, end: int) -> int:
    """Where the first name or the particles begin that stand before a surname: "abdel ben Omar", "de Vrieze"."""
    first = _FIRST_BEFORE.search(text, max(0, start - 40), start)
    if first and lexicon.is_first_name(plain(first["first"])) and not _is_word(plain(first["first"])):
        return first.start()
    if foreign := _FOREIGN_LEAD.search(text, max(0, start - 24), start):
        return foreign.start()
    lead = _PARTICLES_BEFORE.search(text, max(0, start - 20), start)
    words = lead["lead"].split() if lead else []
    if lead and words[-1] in {"'t", "’t"}:
        return lead.end() - len("'t ")
    last = plain(text[start:end]).split()[0]
    for skipped in range(len(words)):
        if plain(" ".join([*words[skipped:], last])) in lists.long_list("surnames"):
            return start - len(" ".join([*words[skipped:], ""]))
    return start


def _with_what_hangs(text: str, start: int, end: int) -> int:
    """Where a name ends that was cut after a particle: "Claes-De Wit"."""
    hanging, more = _HANGING.search(text[start:end]), _NEXT_WORD.match(text, end)
    if not hanging or not more or plain(text[start:end]) in particles():
        return end
    cut = plain(hanging["last"]) in particles() and not lexicon.is_verb(plain(more["word"]))
    return more.end() if cut else end


def _is_word(word: str) -> bool:
    return lexicon.is_ordinary(word) or lexicon.is_service(word) or word in roles() or word in particles()


def _is_byname(match: re.Match[str]) -> bool:
    """Whether this says who is meant among several: "van de bakker", "de postbode", "van 't hoekske"."""
    if match["trade"]:
        return bool(professions.general(plain(match["trade"])))
    word = plain(match["word"])
    if professions.general(word):
        return True
    other = lexicon.is_service(word) or organisations.is_kind(word)
    return not other and (word in _BY_WHAT or word.endswith(("ske", "eke", "tje", "ken")))
