"""Tables: what the head of a column says, holds for all that stands under it."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import plain

_UNDER = {
    Label.PERSON: "naam voornaam achternaam familienaam kind leerling deelnemer cliënt client ouder moeder "
    "vader begeleider "
    "consulent contact contactpersoon huurder bewoner wie gezin persoon kandidaat vrijwilliger aanwezig",
    Label.ORG: "school werkgever werk club sportclub jeugdbeweging jeugdwerk dienst verwijzer organisatie "
    "opvang crèche "
    "ziekenhuis mutualiteit verblijf voorziening partner schuldeiser waar leefgroep instelling instantie via "
    "leverancier firma vereniging",
    Label.ADDRESS: "adres straat verblijfplaats domicilie",
    Label.LOCATION: "gemeente woonplaats stad plaats geboorteplaats wijk",
    Label.ORIGIN: "land herkomst nationaliteit thuistaal",
    Label.PROFESSION: "beroep job stiel",
    Label.AGE: "leeftijd lft lft. klas leerjaar",
    Label.DATE: "geb. geb geboren geboortedatum geboortejaar datum",
    Label.ID: "dossier dossiernr dossiernummer nummer klantnr lidnr ov-nr",
    Label.PHONE: "gsm tel tel. telefoon",
    Label.PET: "huisdier dier",
}
_HEADS = {head: label for label, heads in _UNDER.items() for head in heads.split()}
_CELL = re.compile(r"[^|;\t\n]+")
_EMPTY = re.compile(
    r"(?:geen|neen?|ja|onbekend|niet\b.*|n\.?v\.?t\.?|nvt|zie\b.*|idem|thuis|werkloos|zoekt"
    r"|leefloon|-+|/|\?+|lager|kleuter|secundair|ocmw|vdab|clb|nederlands|belg\w*|frans)",
    re.IGNORECASE,
)
_FEW_TOWNS = 2
_MOST_WORDS = 5  # of the name of a house
_LONGEST = 60  # characters; more is a remark


def find(text: str) -> Iterator[Span]:
    """What was filled in under a head that says what it is."""
    yield from _columns_of_places(text)
    heads: list[Label | None] = []
    for line in re.finditer(r"[^\n]+", text):
        cells = [(line.start() + cell.start(), cell[0]) for cell in _CELL.finditer(line[0])]
        if len(cells) < 3:
            heads = []
            continue
        yield from _places(cells)
        if not heads:
            heads = [_head(cell) for _start, cell in cells]
            heads = heads if sum(head is not None for head in heads) > 1 else []
        else:
            yield from _row(cells, heads)


def _columns_of_places(text: str) -> Iterator[Span]:
    """What stands in a column in which most cells are towns: a hamlet that no list has."""
    rows = []
    for line in re.finditer(r"[^\n]+", text):
        cells = [(line.start() + cell.start(), cell[0]) for cell in _CELL.finditer(line[0])]
        if len(cells) > 2:
            rows.append(cells)
    for column in range(1, max(map(len, rows), default=0)):
        words = [row[column] for row in rows[1:] if column < len(row) and row[column][1].strip()]
        towns = sum(places.is_place(plain(cell.strip())) for _start, cell in words)
        if towns < _FEW_TOWNS or 2 * towns <= len(words):
            continue
        for start, cell in words:
            word = cell.strip()
            if word[:1].isalpha() and len(word.split()) <= 3 and not _EMPTY.fullmatch(word):
                begins = start + cell.index(word)
                yield Span(begins, begins + len(word), Label.LOCATION, Reason.CUE, 0.7)


def _places(cells: list[tuple[int, str]]) -> Iterator[Span]:
    """Cells that hold the name of a place alone, also one that is an ordinary word: "| 19 | Menen |"."""
    for start, cell in cells:
        word = cell.strip()
        if word[:1].isupper() and not word.isupper() and places.is_place(plain(word)) and start > cells[0][0]:
            begins = start + cell.index(word)
            yield Span(begins, begins + len(word), Label.LOCATION, Reason.KNOWN_PLACE, 0.8)


def _head(cell: str) -> Label | None:
    """What a head asks for, also when it says more: "waar nu", "naam kind"."""
    words = plain(cell.strip(" :*#")).split()
    return _HEADS.get(words[0]) if 0 < len(words) < 3 else None


def _row(cells: list[tuple[int, str]], heads: list[Label | None]) -> Iterator[Span]:
    for (start, cell), head in zip(cells, heads, strict=False):
        words = cell.strip()
        begins = start + len(cell) - len(cell.lstrip())
        if head and len(words) <= _LONGEST and _is_filled_in(words, head):
            note = "een organisatie" if head is Label.ORG else ""
            yield Span(begins, begins + len(words), head, Reason.CUE, 0.8, note)


def _is_filled_in(words: str, head: Label) -> bool:
    """Whether this is an answer to the head of its column: an age has a digit, a service is nobody's name."""
    if not any(map(str.isalnum, words)) or _EMPTY.fullmatch(words):
        return False
    if head is Label.ORG and len(words.split()) > _MOST_WORDS:
        return False
    if head is Label.AGE:
        return any(map(str.isdigit, words))
    return head is not Label.PERSON or not lexicon.is_service(plain(words))
