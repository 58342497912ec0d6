"""Animals without a name that few people keep, and names of animals by what they do: "twee schildpadden", "
""pluisje blaft"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_SELDOM_KEPT = (
    r"(?:(?:land|water|reuzen)?schildpad(?:den|je|jes)?|leguaan|leguanen|papegaai(?:en|tje)?|kaketoes?"
    r"|alpaca'?s?|lama'?s"
    r"|hangbuikzwijn(?:en|tjes?)?|minivarken(?:s|tje)?|baardaga(?:am|men)|python|vogelspin(?:nen)?|ezels"
    r"|geiten|pauwen"
    r"|fret(?:ten|je|jes)|chinchilla'?s?|postduiven|duiventil|schapen|pony's|valkparkieten|axolotl\w*"
    r"|kameleon\w*|uil|valk)"
)
_KEPT = re.compile(
    rf"\b(?:de|het|een|nen|zijn|haar|heur|hun|mijn|ons|onze|twee|drie|vier|vijf|zes"
    rf"|\d{{1,2}})[ ](?P<animal>(?:(?:twee|drie|vier|vijf|zes|oude?|grote?"
    rf"|kleine|tamme?|witte|\d{{1,2}})[ ])?{_SELDOM_KEPT}(?:[ ]van[ ]\w+[ ](?:kilo|jaar|meter))?)(?![\w-])",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:zijn|haar|heur|hun|mijn|ons|onze|een|nen|twee|drie)[ ](?P<animal>(?:tamme[ ])?(?:slang(?:en)?|ezel"
    r"|aap|varken|geit|bok|haan|gans|uil|arend))"
    r"(?=\s*(?:[.,;!?)\n]|$|(?:in|op|en|bij|die|heet|mee|genaamd|staat|loopt|houdt)\b))",
    re.IGNORECASE,
)
# "bel niet aan want pluisje blaft"
_ACTS = re.compile(
    r"(?<![\w-])(?P<before>[^\W\d_]+[ ])?(?P<name>[^\W\d_][\w'’-]{2,15})[ ](?:blaft?e?|miauwt?e?|kwispelt?"
    r"|gromt|gromde|jankt|jankte|spint|hinnikt)(?![\w-])",
    re.IGNORECASE,
)
_DETERMINERS = wordset("de het den een die dat deze zijn haar hun mijn onze ons elke geen nen ne hond")


def find(text: str) -> Iterator[Span]:
    """Every such animal."""
    for pattern in (_KEPT, _OWNED):
        for match in pattern.finditer(text):
            yield Span(match.start("animal"), match.end("animal"), Label.PET, Reason.PET, 0.5)
    for match in _ACTS.finditer(text):
        word, before = plain(match["name"]), plain(match["before"] or "").strip()
        other = (
            word in lists.words("spoken")
            or word in roles()
            or lexicon.is_verb(word)
            or word in lists.words("pets")
        )
        if before not in _DETERMINERS and not other:
            yield Span(match.start("name"), match.end("name"), Label.PET, Reason.PET, 0.6)
