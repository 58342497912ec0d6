"""Names of languages as forms write them, and the code behind each."""

import re
from functools import cache

NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "pl": "Polski",
    "ro": "Română",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
}


def as_named(code: str) -> str:
    """`Nederlands (nl)`."""
    return f"{NAMES.get(code, code)} ({code})"


def code_of(name: str) -> str | None:
    """`nl` for `Nederlands (nl)`, `Nederlands`, `Dutch`, `nl` or `nl-informal`; None for what we do not know."""
    name = name.strip().lower()
    if found := re.search(r"\(([a-z]{2,3})(?:[-_]\w+)?\)$", name):
        return found[1]
    if found := re.fullmatch(r"([a-z]{2,3})(?:[-_]\w+)?", name):
        return found[1]
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, str]:
    """The code by each name that a language has in Dutch, French, English and itself."""
    from babel import Locale  # noqa: PLC0415  only who has such a form pays for loading it

    found: dict[str, str] = {}
    for tongue in ("en", "fr", "nl"):
        for code, name in Locale(tongue).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", code):
                found.setdefault(name.lower(), code)
    return found | {name.lower(): code for code, name in NAMES.items()}
