"""Phrases that single a family out, and the animals by whose name neighbours know it."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

# Where a clause ends, so does what is rare in it.
_CLAUSE = re.compile(r"[.,;:!?()\n]|\s(?:en|maar|want|omdat|terwijl|zodat|waardoor|toen|dus|als|of)\s")
_RUNS_ON = (
    "enige",
    "énige",
    "eerste",
    "laatste",
    "enigste",
    "oudste",
    "jongste",
    "grootste",
    "bekend",
    "beroemd",
    "niemand",
    "grootste",
    "kleinste",
    "bekendste",
    "rijkste",
    "armste",
    "berucht",
    "uniek",
    "geen",
)
_SELDOM = 3.3  # Zipf
_LEAD = re.compile(
    r"(?<![\w-])(?:de|het|den|een|'t|zijn|haar|hun|mijn|ons|onze|die|dat)[ ](?:\w+(?:e|en)[ ])?\Z", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"[ ](?:die|dat|waar\w*|wiens|wier)[ ](?=\w)"
    r"|[ ](?:van|in|op|uit)[ ](?:de|het|ons|onze|heel|heel[ ]het|gans)[ ](?:hele[ ])?(?=(?:dorp|gemeente|wijk"
    r"|buurt|straat|school|klas|stad|parochie|regio"
    r"|provincie|land|blok|gebouw|streek|afdeling)(?!\w))",
    re.IGNORECASE,
)
_FARTHEST = 90  # characters
_HARMLESS = re.compile(
    r"(?:de|het|'t|onze|hun)\s+(?:eerste|laatste|oudste|jongste|grootste|langste|enige)\s+(?:\w+\s+)?(?:keer"
    r"|maal|dag|dagen|week|weken|maand|maanden|jaar|jaren|tijd|stap|uur|afspraak|gesprek|gesprekken|plaats|zin"
    r"|vraag|zorg|indruk|ontmoeting|contact|zoon|dochter|kind|ding|wat|manier|reden|probleem|optie|oplossing"
    r"|hulp|voorwaarde|bezoek|kans|minuut|moment|periode|leerjaar|kleuterklas|verdieping|hoop|troost|steun"
    r"|houvast|mens|persoon\s+die|schooldag|lijn|graad|rij|kolom|bladzijde|zinnen|les|lessen|klas|groep|fase"
    r"|helft|kwartaal|trimester|sessie|deel|opdracht|oefening|schijf|bus|trein|tram|editie|ronde|nacht|avond"
    r"|ochtend|morgen|zaterdag|zondag|maandag|dinsdag|woensdag|donderdag|vrijdag|levensjaren|levensjaar|werkdag"
    r"|maaltijd|rekening|aanmaning|herinnering|cent|centen|sporen|stappen|woorden|jaren|uren|huisbezoek|briefje"
    r"|brief|factuur|euro|zus|broer|twee|drie|vier|vijf)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?:,\s*|\(\s*)?(?:(?:die|dat)\s+)?(?:heet(?:te)?|genaamd|met\s+de\s+naam|noemt"
    r"|luistert\s+naar(?:\s+de\s+naam)?|:)?\s*[\"'“‘]?$"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["advice"]) for row in lists.rows("rare"))


def find(reading: Reading) -> Iterator[Span]:
    """What holds for few people; the advice is the note."""
    text = reading.text
    for pattern, advice in _patterns():
        for match in pattern.finditer(text):
            if _HARMLESS.match(text, match.start()):
                continue
            end = match.end()
            if any(word in match[0].lower() for word in _RUNS_ON):
                end = _clause_end(text, end)
            end = _with_relative(text, end)
            yield Span(_with_article(text, match.start()), end, Label.RARE, Reason.RARE, 0.7, advice)


def _with_article(text: str, start: int) -> int:
    lead = _LEAD.search(text, max(0, start - 24), start)
    return lead.start() if lead else start


def _with_relative(text: str, end: int) -> int:
    """Where a phrase ends to which more is said: "een drieling, de enige van het dorp", "de brand waarbij "
    "..."."""
    more = _RELATIVE.match(text, end)
    return _clause_end(text, more.end()) if more else end


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE.search(text, start, start + _FARTHEST)
    if found:
        return found.start()
    return text.rfind(" ", start, start + _FARTHEST) if start + _FARTHEST < len(text) else len(text.rstrip())


_OFTEN_KEPT = wordset(
    "hond hondje hondeke pup puppy teef teefje kat katje poes poesje poeske kater kitten konijn konijntje cavia "
    "hamster vogel vogeltje parkiet kanarie goudvis kip labrador herder herdershond huisdier"
)


def find_pets(reading: Reading) -> Iterator[Span]:
    """The names of animals: "hond Bobby", "een kat die Minoes heet", "Bobby, zijn hond"."""
    animals = lists.words("pets")
    for place, token in enumerate(reading.tokens):
        if token.plain not in animals:
            continue
        for name in _pet_names(reading, place):
            # "zijn ezel Marcel": an animal that few keep belongs to its name.
            seldom = token.plain not in _OFTEN_KEPT
            close = seldom and name.start > token.end and reading.text[token.end : name.start] == " "
            yield Span(token.start if close else name.start, name.end, Label.PET, Reason.PET, 0.85)


def _is_named(reading: Reading, name: Token) -> bool:
    return not reading.shouted(name) or not lexicon.is_known(name.plain)


def _is_small_pet(reading: Reading, place: int, name: Token) -> bool:
    """As in "haar kat minoe": in a text in small letters, a word that is no other."""
    owned = reading.plain(place - 2) in {"mijn", "zijn", "haar", "onze", "hun", "ons"} and reading.plain(
        place - 1
    ) in lists.words("pets")
    seldom = not lexicon.is_known(name.plain) or (
        zipf(name.plain) < (4 if owned else _SELDOM) and len(name.plain) > 3
    )
    return reading.small and seldom and not lexicon.is_verb(name.plain)


def _pet_names(reading: Reading, place: int) -> Iterator[Token]:
    tokens = reading.tokens
    for step in (1, 2, 3, 4):
        name = reading.at(place + step)
        if name is None or name.kind is not Kind.WORD:
            break
        between = reading.text[tokens[place].end : name.start]
        if (
            (name.capital or _is_small_pet(reading, place + step, name))
            and _is_named(reading, name)
            and _NAMED.match(between)
            and "." not in between
        ):
            yield name
            if (
                reading.plain(place + step + 1) == "en"
                and reading.at(place + step + 2)
                and tokens[place + step + 2].capital
            ):
                yield tokens[place + step + 2]
            return
    named = reading.at(place - 1)
    if named and named.kind is Kind.WORD and reading.gap(place - 1) == " (" and reading.gap(place)[:1] == ")":
        yield named
        return
    before = reading.at(place - 2)
    if (
        before
        and before.capital
        and reading.plain(place - 1) in {"zijn", "haar", "hun", "de", "mijn", "onze", "ons"}
        and "," in reading.gap(place - 2)
    ):
        yield before
