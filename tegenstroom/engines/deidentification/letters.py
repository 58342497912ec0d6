"""People who are called by one letter: "ik sprak met A.", "M wil niet", "B: kom maar".

A letter that stands once where only someone can stand is that person wherever it stands alone.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

# What is told apart by a letter, and is nobody: "plan B", "vitamine D".
LETTERED = wordset(
    "plan vitamine groep type blok optie punt deel stap lijn rijbewijs categorie hepatitis klas zone bijlage "
    "model "
    "niveau lokaal zaal gebouw toren vak gang kolom rij schaal score variant scenario versie trap stroom plaats "
    "perron hal vleugel spoor formulier figuur tabel luik influenza streptokokken cup maat graad attest "
    "letter blad kant nota verdieping bus nummer nr app appartement huis poort ingang afdeling paviljoen a b c d "
    "code serie reeks team ploeg paragraaf artikel hoofdstuk vraag antwoord thema module fase ronde level tram"
)
_BEFORE = (
    r"(?:met|van|aan|bij|voor|door|over|tegen|volgens|zonder|naar|dat|als|omdat|toen|want|of|terwijl|en|maar"
    r"|ook|zoals"
    r"|betreft|onderwerp|casus|inzake|opvolging|verslag|dossier|nota|gesprek|huisbezoek|bespreking|intake"
    r"|melding|overleg|mama|papa|moeder|vader|zus|broer|zoon|dochter|ouders?|gezin|familie|cliënte?|vriend"
    r"|vriendin"
    r"|partner|ex|kind|jongen|meisje|meneer|mevrouw|man|vrouw|oma|opa|vindt|vond|ken|kent|zag|zie|mist|belde?"
    r"|sprak|vroeg)"
)
_LETTER = r"(?P<letter>[A-TV-Z])"
_ALONE = r"(?![\w'’@&/+-]|\.[A-Za-z]|\.\s?[A-Z]\.)"
# "met A., haar zus", "de moeder (M.)", "M. (15)", "J.'s moeder", "M's vader", "wat vond B.?"
_DOTTED = (
    re.compile(rf"\b(?i:{_BEFORE})[:(]?\s\(?{_LETTER}\.(?=\s*[,;:!?()]|\s(?:en|of|[-–—])\s|\n|\s*$)"),
    re.compile(rf"\(\s?{_LETTER}\.\s?\)"),
    re.compile(rf"(?<![\w.]){_LETTER}\.?\s\((?=\d{{1,2}}(?:\s?(?:j|jr|jaar|mnd))?\))"),
    re.compile(rf"(?<![\w.@-]){_LETTER}\.?['’]s(?=\s[a-z])"),
    re.compile(rf"(?:^|\n|[.!?]\s){_LETTER}\.,\s(?=\d|(?:een|mijn|onze|haar|zijn|de|het|die)\s)"),
)
# "M wil niet", "dat L zelf kwam", "woonde Q nog thuis": beside what a person does.
_DOES = re.compile(rf"(?:^|\n|[.!?,;:]\s|\b(?i:{_BEFORE})\s){_LETTER}\.?{_ALONE}\s(?P<does>[a-zë]{{2,14}})(?!\w)")
_DONE = re.compile(rf"(?<!\w)(?P<does>[A-Za-zë]{{2,14}})\s{_LETTER}{_ALONE}(?=\s[a-z]|[.,;?!)])")
_JOINED = re.compile(
    rf"\b(?i:met|van|aan|bij|voor|door|tegen)\s{_LETTER}\.?\s(?:en|of|&)\s(?P<other>[A-TV-Z])\.?{_ALONE}"
)
# "B: ik kan niet meer": who speaks, in a talk of several lines.
_SPEAKS = re.compile(rf"^[ \t]*[\"“-]?\s?{_LETTER}\.?\s?:\s(?=\S)", re.MULTILINE)
_ASKED = ({"V", "A"}, {"Q", "A"}, {"I", "R"}, {"V", "A", "I"})
_SMALL = re.compile(
    r"(?<![\w.])(?:met|van|aan|bij|voor|door|tegen|naar|en|zonder)\s(?P<letter>[a-df-ln-uw-z])\.(?=\s[a-z]|,"
    r"|\s*$|\n)"
    r"|(?<![\w.])(?P<who>[a-df-ln-uw-z])\.\s(?=(?:bleef|blijft|is|was|zegt|zei|wil|wou|kan|kon|komt|kwam|gaat"
    r"|ging|heeft|had|belt|belde|moet|mag)\b)"
)
_NOBODY = frozenset("XYU")
_BEING = wordset(
    "is was zijn waren heeft had hebben krijgt kreeg neem neemt kies kiest wordt werd worden bleef blijft"
)
_ANY = re.compile(r"(?<![\w.@&/'’+-])(?P<letter>[A-TV-Z])(?:\.(?![A-Za-z]|\s?[A-Z]\.))?(?:['’]s)?(?![\w@&/+°-])")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w-]*)[ ]\Z")
_LOOK_BACK = 24  # characters


def find(text: str) -> Iterator[Span]:
    """Every letter that stands for someone."""
    people = _people(text)
    for match in _ANY.finditer(text):
        if match["letter"] in people and not _is_lettered(text, match.start()):
            yield Span(match.start(), match.end(), Label.PERSON, Reason.CUE, 0.7)
    for match in _SMALL.finditer(text):
        group = match.lastgroup or "letter"
        yield Span(match.start(group), match.end(group) + 1, Label.PERSON, Reason.CUE, 0.6)


def _people(text: str) -> set[str]:
    """The letters that stand somewhere where only someone can stand."""
    found = set()
    for pattern in (*_DOTTED, _JOINED, _DOES, _DONE):
        for match in pattern.finditer(text):
            if _is_lettered(text, match.start("letter")):
                continue
            if pattern in (_DOES, _DONE) and not _acts(match, after=pattern is _DOES):
                continue
            found.add(match["letter"])
            if pattern is _JOINED:
                found.add(match["other"])
    speakers = [match["letter"] for match in _SPEAKS.finditer(text)]
    if len(speakers) > 2 and len(set(speakers)) > 1 and set(speakers) not in _ASKED:
        found.update(speakers)
    return found - _NOBODY


def _acts(match: re.Match[str], *, after: bool) -> bool:
    """Whether the word beside is what a person does; "is" and "heeft" say it only behind the letter."""
    word = plain(match["does"])
    return lexicon.is_verb(word) and (after or word not in _BEING)


def _is_lettered(text: str, start: int) -> bool:
    """As in "plan B", "op A": the word before says what is told apart by letters."""
    before = _WORD_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if not before:
        return False
    word = plain(before["word"])
    return (
        word in LETTERED
        or word in {"een", "de", "het", "geen"}
        or (word.endswith("groep") and word not in roles())
    )
