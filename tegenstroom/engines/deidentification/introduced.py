"""Names that the text introduces: by a title, a relation, a greeting, "heet", the label of a form, a signature."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.runs import MOST, Runs
from tegenstroom.engines.deidentification.text import Kind
from tegenstroom.engines.plain_language.wordset import wordset

_CUE_GAP = re.compile(r"\.?[ \t\u00a0]{1,3}[(\"'“‘„]?|\.|[ \t]*:[ \t]*|,[ \t]|[ \t]*\([ \t]*")
_NEXT_LINE = re.compile(r"[,.!]?\s{1,4}")
_GREETINGS = wordset(
    "beste dag hallo hey ey eyy heyy hei hoi heej liefste lieve geachte yo goeiedag goedemorgen goeiemorgen "
    "goedenavond "
    "goeiemiddag goedemiddag bedankt merci dank groetjes groeten groet mvg grtz grts gr xxx xx vriendelijke "
    "ciao salut sorry hé he salaam cc aan"
)
_CALLED = wordset(
    "noem heet heette heten noemt noemde noemden noemdn genaamd geheten alias bijnaam roepnaam aka noemen "
    "hiet hette heetn"
)
_BYNAMES = wordset("noemen noemt noemde noemden noemn noemdn noem bijnaam alias")
_AFTER_CALLED = wordset(
    "maar mij em um is was hem haar ze hij ik zich eigenlijk in het echt 'm iedereen hier me zichzelf hun je "
    "hen gewoon"
)
_LABELS = wordset(
    "naam voornaam voornamen achternaam familienaam roepnaam meisjesnaam contactpersoon verslaggever aanmelder "
    "verwijzer titularis opgemaakt opsteller referent aanwezig aanwezigen verontschuldigd afzender handtekening "
    "ondertekend ondergetekende auteur deelnemers dossierbeheerder dossierverantwoordelijke gezinshoofd "
    "echtgenote echtgenoot cliëntnaam klantnaam noodcontact schuldenaar schuldeiser rekeninghouder begunstigde "
    "aanvrager aanvraagster huurder verhuurder huisbaas "
    "over besproken bezocht kandidaat sollicitant sollicitante pleegkind gezinslid "
    "van aan kinderen ouder1 ouder2 verantwoordelijke betreft onderwerp"
)
# After these stands a name, whatever it looks like.
_NAMING = wordset(
    "naam voornaam voornamen achternaam familienaam roepnaam meisjesnaam cliëntnaam klantnaam "
    "aanvrager aanvraagster"
)
_NOT_FILLED_IN = wordset("onbekend niet nvt moeder vader kind idem zie geen")
_HEADS = wordset(
    "leeftijd adres gemeente woonplaats school geslacht opmerking opmerkingen geboortedatum datum telefoon gsm"
)
_FIELD_END = re.compile(r"[\n;|]|\s{4,}|$|,?\s(?=[\w-]{2,30}[ ]?:)|\s(?:geb|°|\d)")
_SIGNED = re.compile(
    r"(?:,|[Gg]roet\w*|[Gg]root|[Mm]vg|x{1,3}|[Hh]oogachtend"
    r"|[Gg]r)[ \t]*[!.]?\n\s{0,8}(?P<name>[A-Z][\w'’.-]{0,30}(?:[ ](?:[A-Z][\w'’.-]{0,30}|van|de|den|der"
    r"|el)){0,4})[ \t]*(?=\n|$)"
)
_LISTING = wordset(", / & + ,  ; ;") | {", ", " / ", " & ", " + ", "; "}


def find(runs: Runs) -> Iterator[Span]:
    """Every name that something announces."""
    reading = runs.reading
    for place, token in enumerate(runs.tokens):
        word = token.plain.rstrip(".")
        row = roles().get(word)
        if row and not _is_his(runs, place):
            yield from _after_role(runs, place, row["kind"])
        elif word in _GREETINGS and (token.capital or reading.small):
            yield from _listed(runs, place, Reason.TITLE, next_line=True)
        elif word in _CALLED:
            yield from _called(runs, place)
        if word in _LABELS and reading.gap(place).lstrip(" \t")[:1] in {":", "=", "|"}:
            yield from _on_form(runs, place) if word in _NAMING else _listed(runs, place, Reason.CUE)
    for match in _SIGNED.finditer(reading.text):
        words = match["name"].lower().split()
        if not any(lexicon.is_service(word) or word in roles() for word in words):
            yield Span(match.start("name"), match.end("name"), Label.PERSON, Reason.CUE, 0.8)


def _is_his(runs: Runs, place: int) -> bool:
    """As in "zn stiefpa": in chats and dialects "zn" is his, not a son."""
    following = runs.reading.at(place + 1)
    return runs.tokens[place].plain == "zn" and following is not None and not following.capital


def _after_role(runs: Runs, place: int, kind: str) -> Iterator[Span]:
    token, following = runs.tokens[place], runs.reading.plain(place + 1)
    borne = token.capital and not token.opens and lexicon.is_first_name(token.plain)
    if borne and not runs.reading.shouted(token) and token.plain in lists.words("names_first"):
        return  # Peter and Meter are godparents too
    if kind == "family" and following in {"van", "met"}:
        return
    reason = Reason.TITLE if kind == "title" else Reason.ROLE
    yield from _listed(runs, place, reason, title=kind in {"title", "family"})


def _listed(
    runs: Runs, place: int, reason: Reason, *, next_line: bool = False, title: bool = False
) -> Iterator[Span]:
    """The name after this token, and those after it: "Milan, Lina en Jef"."""
    reading, here = runs.reading, place + 1
    if not _announces(runs, place, next_line):
        return
    if title and reading.plain(here) in roles() and not _is_borne(runs, here):
        return
    end = runs.run(here, cued=True, title=title)
    while end > here:
        yield runs.person(here, end, reason, 0.95)
        here = end
        if reading.gap(end - 1) not in _LISTING:
            if reading.plain(end) not in {"en", "of", "met"} or reading.gap(end - 1) != " ":
                return
            here = end + 1
        if not (runs.is_bold(here) or runs.is_small_name(here, cued=True)):
            return
        end = runs.run(here, cued=True)


def _announces(runs: Runs, place: int, next_line: bool) -> bool:
    """Whether what stands between this token and the next lets it announce a name."""
    gap = runs.reading.gap(place)
    if gap.startswith(".") and runs.tokens[place].plain not in lists.words("dotted"):
        return False
    if not (_CUE_GAP.fullmatch(gap) or (next_line and _NEXT_LINE.fullmatch(gap))):
        return False
    return not gap.startswith(",") or runs.is_bold(place + 1)


def _is_borne(runs: Runs, place: int) -> bool:
    token = runs.tokens[place]
    return token.capital and (lexicon.is_first_name(token.plain) or lexicon.is_surname(token.plain))


def _called(runs: Runs, place: int) -> Iterator[Span]:
    """As in "Hij heet Milan", "ze noemen hem den Blauwe"."""
    reading, here = runs.reading, place + 1
    while reading.plain(here) in _AFTER_CALLED and here - place < 4:
        here += 1
    following = reading.at(here + 1)
    if runs.tokens[place].plain in _BYNAMES and following and reading.plain(here) in wordset("de den 't het ons"):
        start = runs.tokens[here].start
        quoted = reading.text[start - 1] in "\"'“‘"
        if following.capital or quoted or (reading.small and following.plain not in lists.words("spoken")):
            yield Span(start, following.end, Label.NICKNAME, Reason.NICKNAME, 0.85)
    elif re.fullmatch(r"[ \t:,]{1,3}[\"'“‘„(]?", reading.gap(here - 1)):
        end = runs.run(here, cued=True)
        if end > here:
            yield runs.person(here, end, Reason.CUE, 0.95)


def _on_form(runs: Runs, place: int) -> Iterator[Span]:
    """All that was filled in, up to the end of the field."""
    end = _FIELD_END.search(runs.reading.text, runs.tokens[place].end + 2)
    stop = end.start() if end else len(runs.reading.text)
    after = range(place + 1, min(place + 1 + MOST, len(runs.tokens)))
    inside = [
        here for here in after if runs.tokens[here].end <= stop and runs.tokens[here].kind is not Kind.NUMBER
    ]
    first = runs.tokens[inside[0]].plain if inside else ""
    if inside and first not in _NOT_FILLED_IN | _HEADS:
        yield runs.person(inside[0], inside[-1] + 1, Reason.CUE, 0.9)
