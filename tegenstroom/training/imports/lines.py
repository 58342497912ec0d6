"""One row of the table, read: what stands in it, and what is wrong with it on its own."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tegenstroom.organisations.rules import compact_number, is_enterprise_number


class Column(StrEnum):
    """The columns, by the titles that people read and type."""

    GIVEN_NAME = "voornaam"
    FAMILY_NAME = "achternaam"
    EMAIL = "e-mail"
    PHONE = "telefoon"
    ORGANISATION = "organisatie"
    ENTERPRISE_NUMBER = "ondernemingsnummer"
    TEAM = "team"
    STREET = "straat"
    POSTCODE = "postcode"
    MUNICIPALITY = "gemeente"
    LANGUAGE = "taal"
    LETTERS = "brieven"
    EDITION = "vorming"
    KIND = "komt als"


# As wide as the fields that keep them.
WIDEST = {
    Column.GIVEN_NAME: 80,
    Column.FAMILY_NAME: 80,
    Column.EMAIL: 254,
    Column.PHONE: 30,
    Column.ORGANISATION: 160,
    Column.TEAM: 120,
    Column.STREET: 120,
    Column.POSTCODE: 10,
    Column.MUNICIPALITY: 80,
}
ALSO_CALLED = {
    "emailadres": Column.EMAIL,
    "mail": Column.EMAIL,
    "gsm": Column.PHONE,
    "straatennummer": Column.STREET,
}
LANGUAGES = {
    "": "nl",
    "nl": "nl",
    "nederlands": "nl",
    "en": "en",
    "engels": "en",
    "fr": "fr",
    "frans": "fr",
}
CHANNELS = {"mail": "mail", "email": "mail", "papier": "paper", "post": "paper"}
KINDS = {
    "hulpverlener": "professional",
    "begeleider": "professional",
    "vrijwilliger": "volunteer",
    "student": "student",
    "ervaring": "lived",
}
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)
MOST_DIGITS = 9


class Flaw(StrEnum):
    """Why a row cannot be written."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    BAD_EMAIL = "bad_email"
    BAD_NUMBER = "bad_number"
    BAD_LANGUAGE = "bad_language"
    BAD_CHANNEL = "bad_channel"
    MAIL_WITHOUT_EMAIL = "mail_without_email"
    TEAM_WITHOUT_ORGANISATION = "team_without_organisation"
    NOT_RECOGNISABLE = "not_recognisable"
    BAD_EDITION = "bad_edition"
    NO_KIND = "no_kind"
    BAD_KIND = "bad_kind"
    UNKNOWN_NUMBER = "unknown_number"
    OTHER_NUMBER = "other_number"
    OTHER_NAME = "other_name"
    AMBIGUOUS = "ambiguous"
    TWICE = "twice"
    UNKNOWN_EDITION = "unknown_edition"
    CLOSED = "closed"
    NO_PRICE = "no_price"


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw, what it is about, and the other row where there is one."""

    flaw: Flaw
    value: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row, cleaned. `edition` is 0 where nobody is enrolled."""

    number: int
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    enterprise_number: str = ""
    team: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""
    language: str = "nl"
    reached_by: str = "paper"
    edition: int = 0
    kind: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


def folded(text: str) -> str:
    """Equal for texts that a person takes for the same: capitals, accents and spaces aside."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def column_of(title: str) -> Column | None:
    """The column that a title means; capitals, spaces and dashes do not matter."""
    bare = re.sub(r"[^a-z]", "", title.casefold())
    known = {re.sub(r"[^a-z]", "", column): column for column in Column} | ALSO_CALLED
    return known.get(bare)


def unknown_titles(titles: Iterable[str]) -> list[str]:
    """Titles that we do not know, and titles that mean a column that another one means too."""
    seen: set[Column] = set()
    strange = []
    for title in titles:
        column = column_of(title)
        if column is None or column in seen:
            strange.append(title)
        else:
            seen.add(column)
    return strange


def cells_of(row: Mapping[str, str]) -> dict[str, str]:
    """A row by our own titles, in one line each, without its empty cells."""
    named = ((column_of(title), " ".join(text.split())) for title, text in row.items())
    return {column.value: text for column, text in named if column and text}


def parse(number: int, cells: Mapping[str, str]) -> tuple[Line, list[Problem]]:
    """The row as it is meant, and everything that is wrong with it by itself."""
    problems = [
        Problem(Flaw.TOO_LONG, column) for column, widest in WIDEST.items() if len(cells.get(column, "")) > widest
    ]
    line = Line(
        number=number,
        given_name=cells.get(Column.GIVEN_NAME, ""),
        family_name=cells.get(Column.FAMILY_NAME, ""),
        email=cells.get(Column.EMAIL, "").lower(),
        phone=cells.get(Column.PHONE, ""),
        organisation=cells.get(Column.ORGANISATION, ""),
        enterprise_number=compact_number(cells.get(Column.ENTERPRISE_NUMBER, "")),
        team=cells.get(Column.TEAM, ""),
        street=cells.get(Column.STREET, ""),
        postcode=cells.get(Column.POSTCODE, ""),
        municipality=cells.get(Column.MUNICIPALITY, ""),
        language=LANGUAGES.get(folded(cells.get(Column.LANGUAGE, "")), ""),
        reached_by=_channel(cells),
        edition=_edition(cells),
        kind=KINDS.get(folded(cells.get(Column.KIND, "")), ""),
    )
    return line, problems + list(_flaws(line, cells))


def _flaws(line: Line, cells: Mapping[str, str]) -> Iterable[Problem]:
    if not line.given_name:
        yield Problem(Flaw.NO_NAME)
    if line.email and not EMAIL.fullmatch(line.email):
        yield Problem(Flaw.BAD_EMAIL, line.email)
    if line.enterprise_number and not is_enterprise_number(line.enterprise_number):
        yield Problem(Flaw.BAD_NUMBER, cells[Column.ENTERPRISE_NUMBER])
    if not (line.email or line.postcode or line.organisation or line.enterprise_number):
        yield Problem(Flaw.NOT_RECOGNISABLE, line.name)
    if line.team and not (line.organisation or line.enterprise_number):
        yield Problem(Flaw.TEAM_WITHOUT_ORGANISATION, line.team)
    yield from _choices(line, cells)


def _choices(line: Line, cells: Mapping[str, str]) -> Iterable[Problem]:
    if not line.language:
        yield Problem(Flaw.BAD_LANGUAGE, cells[Column.LANGUAGE])
    if not line.reached_by:
        yield Problem(Flaw.BAD_CHANNEL, cells[Column.LETTERS])
    if line.reached_by == "mail" and not line.email:
        yield Problem(Flaw.MAIL_WITHOUT_EMAIL)
    if line.edition < 0:
        yield Problem(Flaw.BAD_EDITION, cells[Column.EDITION])
    if Column.KIND in cells and not line.kind:
        yield Problem(Flaw.BAD_KIND, cells[Column.KIND])
    elif line.edition > 0 and not line.kind:
        yield Problem(Flaw.NO_KIND)


def _channel(cells: Mapping[str, str]) -> str:
    if Column.LETTERS not in cells:
        return "mail" if Column.EMAIL in cells else "paper"
    return CHANNELS.get(folded(cells[Column.LETTERS]).replace("-", ""), "")


def _edition(cells: Mapping[str, str]) -> int:
    """The number of the edition, 0 for none, -1 for what is no number."""
    typed = cells.get(Column.EDITION, "0")
    return int(typed) if len(typed) <= MOST_DIGITS and typed.isascii() and typed.isdigit() else -1
