"""Tables: what the head of a column says, holds for all that stands under it."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain

_HEADS = {
    **dict.fromkeys(
        ("naam", "voornaam", "achternaam", "familienaam", "kind", "leerling", "deelnemer", "cliënt", "client", "ouder", "moeder", "vader"),
        Label.PERSON,
    ),
    **dict.fromkeys(("begeleider", "consulent", "contact", "contactpersoon", "huurder", "bewoner"), Label.PERSON),
    **dict.fromkeys(
        ("school", "werkgever", "werk", "club", "sportclub", "jeugdbeweging", "jeugdwerk", "dienst", "verwijzer", "organisatie", "opvang", "crèche"),
        Label.ORG,
    ),
    **dict.fromkeys(("ziekenhuis", "mutualiteit", "verblijf", "voorziening", "partner", "schuldeiser"), Label.ORG),
    **dict.fromkeys(("adres", "straat", "verblijfplaats", "domicilie"), Label.ADDRESS),
    **dict.fromkeys(("gemeente", "woonplaats", "stad", "plaats", "geboorteplaats", "wijk"), Label.LOCATION),
    **dict.fromkeys(("land", "herkomst", "nationaliteit", "thuistaal"), Label.ORIGIN),
    **dict.fromkeys(("beroep", "job", "stiel"), Label.PROFESSION),
    **dict.fromkeys(("leeftijd", "lft", "lft."), Label.AGE),
    **dict.fromkeys(("geb.", "geb", "geboren", "geboortedatum", "geboortejaar", "datum"), Label.DATE),
    **dict.fromkeys(("dossier", "dossiernr", "dossiernummer", "nummer", "klantnr", "lidnr", "ov-nr", "stamnr"), Label.ID),
    **dict.fromkeys(("gsm", "tel", "tel.", "telefoon"), Label.PHONE),
    **dict.fromkeys(("huisdier", "dier"), Label.PET),
}  # fmt: skip
_CELL = re.compile(r"[^|;\t\n]+")
_EMPTY = re.compile(
    r"(?:geen|neen?|ja|onbekend|niet\b.*|n\.?v\.?t\.?|nvt|zie\b.*|idem|thuis|werkloos|zoekt|leefloon|-+|/|\?+|lager|kleuter|secundair|ocmw|vdab|clb|nederlands|belg\w*|frans)",
    re.IGNORECASE,
)
_LONGEST = 60  # characters; more is a remark


def find(text: str) -> Iterator[Span]:
    """What was filled in under a head that says what it is."""
    heads: list[Label | None] = []
    for line in re.finditer(r"[^\n]+", text):
        cells = [(line.start() + cell.start(), cell[0]) for cell in _CELL.finditer(line[0])]
        if len(cells) < 3:
            heads = []
        elif not heads:
            heads = [_HEADS.get(plain(cell.strip(" :*#"))) for _start, cell in cells]
            heads = heads if sum(head is not None for head in heads) > 1 else []
        else:
            yield from _row(cells, heads)


def _row(cells: list[tuple[int, str]], heads: list[Label | None]) -> Iterator[Span]:
    for (start, cell), head in zip(cells, heads, strict=False):
        words = cell.strip()
        start += len(cell) - len(cell.lstrip())
        if head and len(words) <= _LONGEST and any(map(str.isalnum, words)) and not _EMPTY.fullmatch(words):
            if head is Label.AGE and not any(map(str.isdigit, words)):
                continue
            if head is Label.PERSON and lexicon.is_service(plain(words)):
                continue
            yield Span(start, start + len(words), head, Reason.CUE, 0.8, "een organisatie" if head is Label.ORG else "")
