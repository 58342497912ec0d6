"""Decisions on plain values: enterprise numbers, and the kind of an organisation by its name."""

from stdnum.be import vat

# The first word of a Flemish organisation's name often says what it is.
KIND_BY_FIRST_WORD = {
    "ocmw": "ocmw",
    "caw": "caw",
    "clb": "clb",
    "vclb": "clb",
    "vdab": "vdab",
    "school": "school",
    "basisschool": "school",
    "hogeschool": "school",
    "jeugdhulp": "youth_care",
    "vzw": "association",
    "vereniging": "association",
}


def compact_number(typed: str) -> str:
    """Ten digits without dots, spaces or `BE`; whatever else was typed comes back as it is."""
    return str(vat.compact(typed))


def is_enterprise_number(typed: str) -> bool:
    """Ten digits whose last two are 97 minus the rest modulo 97 (Crossroads Bank for Enterprises)."""
    return bool(vat.is_valid(typed))


def shown_number(number: str | None) -> str:
    """As people know it, `0566.988.259`; empty when there is none."""
    if not number:
        return ""
    digits = compact_number(number)
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def kind_by_name(name: str) -> str:
    """A fair guess of the kind from the first word; `other` when it says nothing."""
    words = name.casefold().split()
    return KIND_BY_FIRST_WORD.get(words[0], "other") if words else "other"
