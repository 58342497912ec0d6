"""Names of languages as forms write them, and the code behind each."""

import re

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
_OTHERS = {
    "dutch": "nl",
    "french": "fr",
    "frans": "fr",
    "engels": "en",
    "german": "de",
    "duits": "de",
    "spanish": "es",
}
_BY_NAME = {name.lower(): code for code, name in NAMES.items()} | _OTHERS


def as_named(code: str) -> str:
    """`Nederlands (nl)`."""
    return f"{NAMES.get(code, code)} ({code})"


def code_of(name: str) -> str | None:
    """`nl` for `Nederlands (nl)`, `Nederlands`, `nl` or `nl-informal`; None for what we do not know."""
    name = name.strip().lower()
    if found := re.search(r"\(([a-z]{2,3})(?:[-_]\w+)?\)$", name):
        return found[1]
    if found := re.fullmatch(r"([a-z]{2,3})(?:[-_]\w+)?", name):
        return found[1]
    return _BY_NAME.get(name)
