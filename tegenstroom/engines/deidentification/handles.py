"""Sites and accounts on social networks: by their shape, and by the network or the word that announces them."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_SITE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”)]+[^\s<>\"“”).,;:!?]|(?<![\w@.])(?:[\w-]{2,63}\.){1,3}(?:be|nl|eu|org|com"
    r"|net|brussels|vlaanderen|gent|info|app|me|tv|example|blog|gg|io|fr|de|uk)\b(?:/[^\s<>\"“”),;]*)?"
    r"|(?<![\w@.])(?:t|m|wa|fb)\.(?:me|com|gg)/[^\s<>\"“”),;]+",
    re.IGNORECASE,
)
_SPOKEN_SITE = re.compile(
    r"\b(?:w\s?w\s?w|www|drie\s+keer\s+w|driemaal\s+w)\s+(?:punt|dot)\s+[\w-]+(?:\s+[\w-]+){0,3}?\s+(?:punt|dot)\s+"
    r"(?:be|com|nl|org|net|eu)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<![\w@.])@[\w](?:[\w.\-]{0,38}\w)?")
_SPOKEN_ACCOUNT = re.compile(
    r"\b(?:at|apenstaart(?:je)?)\s+(?P<name>[\w.]+(?:\s+(?:punt|underscore|streepje)\s+\w+){1,3})", re.IGNORECASE
)
_TAGGED = re.compile(r"(?<![\w#])[\w.]{2,32}#\d{3,5}(?!\w)")
_DOTTED = re.compile(r"(?<![\w@./-])[a-z][\w-]{1,25}\.[a-z][\w-]{0,25}(?!\w|[./]\w)")
_HASHTAG = re.compile(r"(?<![\w#&/])#[^\W\d_][\w]{4,40}")
_LOOKS_LIKE_ACCOUNT = re.compile(
    r"(?<![\w@./-])(?=[\w.]{0,30}_)[a-z][\w.]{0,40}\w(?![\w@/])"
    r"|(?<![\w@./-])(?:[xX]{2,}\w{3,20}[xX]{2,}|[a-z]{3,15}[._][a-z]{2,15}\d{1,4}|[a-z]{4,16}\d{3,4})(?![\w@/.-])",
    re.IGNORECASE,
)
_NETWORK = (
    r"(?:facebook|fb|face|insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|tt|twitter|discord|telegram|skype|messenger|linkedin"
    r"|twitch|steam|whatsapp|signal|roblox|fortnite|minecraft|psn|playstation|xbox|youtube|vinted|bumble|tinder|badoo"
    r"|reddit|pinterest|bluesky|mastodon|threads|bereal|onlyfans|spotify|strava|marketplace|2dehands)"
)
_ANY_NETWORK = re.compile(rf"\b{_NETWORK}\b", re.IGNORECASE)
_SAID_TO_BE = (
    r"(?:is|heet|heette|noemt|noemde|staat|zit|gaat|speelt|gamet|chat|post|gekend|bekend|actief|te\s+vinden|vindt"
    r"|vind|zoek|volg|volgt|voeg|stuurt?|bereikbaar)"
)
_WHO = (
    r"(?:ze|zij|hij|ik|ge|gij|je|hem|haar|em|'m|zich|zichzelf|er|daar|mij|me|maar|ook|nu|toe|nog|altijd|gewoon"
    r"|via|naar|op|in|de|het)"
)
_AS = (
    r"(?:als|onder(?:\s+de)?(?:\s+naam)?|met\s+(?:de\s+)?naam|naam|account|profiel|user(?:name)?|naar|op|via|is"
    r"|heet|heette|:|=)"
)
_FIELD = r"(?:[\s-]*(?:account|naam|profiel|user(?:name)?|kanaal|pagina|id|tag|groep))?"
_ON_NETWORK = re.compile(
    rf"\b{_NETWORK}{_FIELD}(?:naam|profiel|account)?"
    r"(?:\s*[:=]\s*|\s+(?:is|heet|als|onder(?:\s+de\s+naam)?|naam|account|profiel)\s+"
    r"|\s+(?=\S*[._\d#]))[\"'“‘]?(?P<name>@?\w[\w.\-#]{1,39})",
    re.IGNORECASE,
)
# "op insta heet ze lotjedm", "speelt fortnite als xXtijgerXx", "stuur via messenger naar lotje.danst"
_CALLED_THERE = re.compile(
    rf"\b{_NETWORK}{_FIELD}\s+(?:{_SAID_TO_BE}\s+)?(?:{_WHO}\s+){{0,3}}(?:{_AS}\s+)?[\"'“‘]?(?P<name>@?\w[\w.\-#]{{2,39}})"
    rf"(?:\s+(?P<more>[A-Z][\w.-]+))?",
    re.IGNORECASE,
)
_TOO_THERE = re.compile(
    rf"\b(?P<name>@?\w[\w.\-#]{{2,39}})\s+(?:op|via)\s+(?:haar\s+|zijn\s+|de\s+)?{_NETWORK}\b", re.IGNORECASE
)
_WHOLE_NAME = re.compile(
    rf"\b{_NETWORK}(?:[\s-]?(?:account|profiel|pagina|naam))?\s*(?:(?:[:=]|\bals\b|\bonder(?:\s+de\s+naam)?\b"
    r"|\bmet\s+de\s+naam\b|\bis\b|\bheet\b|\b(?:noemt|heet)\s+(?:hij|ze|zij)\s+(?:zich\s+)?)\s*)[\"'“‘]?"
    r"(?P<name>[^\W\d_][\w'’.-]*(?:[ ][^\W\d_][\w'’.-]*){0,3}(?:[ ]\d{1,4}(?!\w))?)",
    re.IGNORECASE,
)
_NAMED_ACCOUNT = re.compile(
    r"\b(?:gebruikersnaam|nickname|username|user|gamertag|gamernaam|profielnaam|schermnaam|accountnaam|login|loginnaam"
    r"|inlognaam|account|profiel|kanaal)\s*(?:[:=]|\bis\b|\bwas\b|\bheet\b)?\s*?[\"'“‘]?(?P<name>@?\w[\w.\-#]{2,38})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[._\d#@]|[a-z][A-Z]")
_WHOLE_WORDS = 3
_NO_NAME = wordset(
    "groep groepen pagina bericht berichten berichtje foto foto's filmpje filmpjes video profiel account kanaal "
    "status verhaal story post posts gesprek chat app oproep meer niet nooit altijd soms samen heel veel weinig"
)


def find(text: str) -> Iterator[Span]:
    """All sites and accounts. Spans may overlap."""
    for pattern in (_SITE, _SPOKEN_SITE, _ACCOUNT, _LOOKS_LIKE_ACCOUNT, _TAGGED, _HASHTAG):
        for match in pattern.finditer(text):
            if pattern is not _LOOKS_LIKE_ACCOUNT or _is_made_up(match[0]):
                yield Span(match.start(), match.end(), Label.HANDLE, Reason.SHAPE, 0.97)
    yield from _announced(text)


def _announced(text: str) -> Iterator[Span]:
    """Accounts that a network or a word like "gebruikersnaam" announces."""
    for match in _SPOKEN_ACCOUNT.finditer(text):
        yield _cued(match, match.end("name"))
    for pattern in (_ON_NETWORK, _CALLED_THERE, _TOO_THERE, _NAMED_ACCOUNT):
        for match in pattern.finditer(text):
            if _is_account(match["name"]):
                yield _cued(match, match.end("name"))
    if _ANY_NETWORK.search(text):
        for match in _DOTTED.finditer(text):
            yield Span(match.start(), match.end(), Label.HANDLE, Reason.SHAPE, 0.7)
    for match in _WHOLE_NAME.finditer(text):
        end = _whole_name(match)
        if end:
            yield _cued(match, end)


def _cued(match: re.Match[str], end: int) -> Span:
    return Span(match.start("name"), end, Label.HANDLE, Reason.CUE, 0.9)


def _is_made_up(word: str) -> bool:
    """Whether letters with digits or marks are no word with a number: not "groep12", "jaar2024"."""
    letters = re.sub(r"[\d_.]+$", "", plain(word))
    joined = re.search(r"[^\W\d_]_|_[^\W\d_]", word) is not None
    return joined or ("_" not in word and not lexicon.is_ordinary(letters))


def _is_account(name: str) -> bool:
    """Whether what follows a network is an account: marks or digits in it, or a word that nobody knows."""
    name = name.rstrip(".-")
    word = plain(name).lstrip("@")
    if len(word) < 3 or word.isdecimal() or re.fullmatch(r"\d+[a-z]{1,3}", word) or word in _NO_NAME:
        return False
    if _PARTS.search(name[1:]) or name.startswith("@"):
        return not re.fullmatch(r"\d{1,2}[:.u/-]\d{1,2}\w*", word)
    return not (
        lexicon.is_known(word) or lexicon.is_service(word) or lexicon.is_verb(word) or lexicon.is_first_name(word)
    )


def _whole_name(match: re.Match[str]) -> int:
    """Where a profile of several words ends, as in "facebook: lotje danst"; 0 for none."""
    words = re.findall(r"\S+", match["name"])
    if plain(words[0]) in _NO_NAME or lexicon.is_service(plain(words[0])):
        return 0
    if len(words) > 1 and words[0][0].isupper():
        kept = next(
            (at for at, word in enumerate(words) if not (word[0].isupper() or word.isdecimal())), len(words)
        )
    else:
        follows = match.string[match.end("name") : match.end("name") + 1]
        kept = (
            len(words) if follows in ("", "\n", ".", ",", ")", '"', ";", "!") and len(words) <= _WHOLE_WORDS else 0
        )
    if not kept or (kept == 1 and lexicon.is_verb(plain(words[0]))):
        return 0
    end = match.start("name")
    for word in re.finditer(r"\S+", match["name"]):
        end = match.start("name") + word.end()
        kept -= 1
        if not kept:
            break
    return end
