"""Two habits that hide who does what: the passive, and a verb cut in two. Marked where there is little doubt."""

import re
from collections.abc import Iterator

from tegenstroom.engines.plain_language.marks import CLOSER, WHO, Kind, Mark, mark
from tegenstroom.engines.plain_language.text import Form, Sentence, Word
from tegenstroom.engines.plain_language.wordset import wordset

_PASSIVE = wordset("word wordt worden werd werden")
_PERFECT = wordset("heb hebt heeft hebben had hadden ben bent is zijn was waren")
_AUXILIARIES = _PERFECT | _PASSIVE
_CONJUNCTIONS = wordset(
    "als dat die doordat en hoewel maar nadat of om omdat tenzij terwijl toen tot voordat waar waardoor "
    "wanneer want wat wie zoals zodat zodra"
)
_FAR_APART = 8  # words between the halves of a verb
_CLAUSE_END = re.compile(r"[,;:()–—\"“”|]")

_BEFORE_GE = (
    "aan|achter|af|bij|binnen|buiten|deel|dicht|door|goed|in|klaar|langs|los|mee|na|neer|om|onder|op|open|over|plaats|rond|"
    "samen|tegen|terug|thuis|toe|uit|vast|vol|voor|weg"
)
_STRONG = (
    "bakken|beden|boden|bonden|broken|daan|dragen|dronken|dwongen|geten|geven|goten|grepen|hangen|heven|holpen|houden|"
    "keken|kozen|laden|laten|lezen|lopen|meten|meden|nomen|prezen|reden|roepen|schonken|schoven|schreven|slagen|"
    "sloten|sneden|sproken|steken|stoken|stolen|treden|troffen|trokken|vangen|vonden|vouwen|wassen|wezen|wogen|wonnen|"
    "worpen|zien|zonden|zongen"
)
_PARTICIPLE = re.compile(
    rf"""(?:{_BEFORE_GE})?ge(?:{_STRONG})
       | (?:{_BEFORE_GE})?ge\w{{2,}}(?:d|[kfsp]t|cht)
       | (?:{_BEFORE_GE})?ge(?:zet|start|print|schat|plant)
       | (?:be|ver|ont|her)\w{{2,}}(?:d|[kfsp]t|cht)
       | (?:be|ver|ont|her|door|over|onder)(?:{_STRONG})""",
    re.VERBOSE,
)
# With "hebben" and "zijn" only: nobody is come, and "gevallen" are also cases.
_STRONG_TOO = wordset("gebleven gegaan gekomen gekregen geslapen gestaan gevallen geweest geworden gezeten")
# They look like participles and are none, or are felt as adjectives.
_OTHERWISE = wordset(
    "bedacht beeld bekend bekwaamd beleid benieuwd beperkt bereid bericht bestand betrokken bewind bewust "
    "bezoek gebied gebod geboren gedacht gedrag geduld geest gehecht geld geliefd geluid gemoed gerecht gerust "
    "geschikt geslacht gevecht geweld gewend gewicht gezicht gezind gezond ontslagen opgewekt overleden "
    "verband verbod verbond verbonden vergevorderd verkeerd verkouden verlaten verleden verlicht verliefd "
    "verstand vertrouwd verwend"
)


def marks(sentence: Sentence, text: str) -> Iterator[Mark]:
    """Marks of the passive and of verbs cut in two, in one sentence."""
    for clause in _clauses(sentence, text):
        yield from _passive(clause)
        yield from _bracket(clause)


def is_participle(word: str) -> bool:
    """Whether a word (lower case) is a past participle, for all that its form can tell."""
    return word not in _OTHERWISE and len(word) <= 40 and _PARTICIPLE.fullmatch(word) is not None


def _clauses(sentence: Sentence, text: str) -> Iterator[list[Word]]:
    """The words of a sentence, cut at its commas and conjunctions."""
    clause: list[Word] = []
    for word in sentence.words:
        apart = clause and _CLAUSE_END.search(text, clause[-1].end, word.start)
        if apart or word.plain in _CONJUNCTIONS:
            yield clause
            clause = []
        clause.append(word)
    yield clause


def _passive(clause: list[Word]) -> Iterator[Mark]:
    auxiliary = next((word for word in clause if word.plain in _PASSIVE), None)
    if auxiliary is None:
        return
    participle = next((word for word in clause if word.form is Form.WORD and is_participle(word.plain)), None)
    if participle is not None:
        start, end = sorted((auxiliary, participle), key=lambda word: word.start)
        yield mark(Kind.PASSIVE, start.start, end.end, WHO)


def _bracket(clause: list[Word]) -> Iterator[Mark]:
    if len(clause) < _FAR_APART + 2 or not (is_participle(clause[-1].plain) or clause[-1].plain in _STRONG_TOO):
        return
    for place, word in enumerate(clause[:-1]):
        between = len(clause) - place - 2
        if word.plain in _AUXILIARIES and between >= _FAR_APART:
            last = clause[-1]
            yield mark(Kind.BRACKET, word.start, last.end, CLOSER, first=word.text, last=last.text, words=between)
            return
