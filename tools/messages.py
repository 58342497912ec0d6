"""The catalogues of translations, without the gettext program.

    python tools/messages.py extract    collect all sentences into locale/*/LC_MESSAGES/django.po
    python tools/messages.py compile    make the .mo files that Django reads
    python tools/messages.py check      name what is missing; exit 1 when anything is

The Dutch sentence in the code is the key. Translations are kept, sentences that are gone are dropped.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tegenstroom.base.catalogues import compile_all

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "fr")
# Who reads French is spoken to as *vous*, on every page.
FAMILIAR = {"fr": re.compile(r"\b(?:tu|te|ton|ta|tes|toi)\b|\bt['’]\w", re.IGNORECASE)}
NOTHING = re.compile(r"(?!)")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
    # Sentences of the engines, which know no gettext: dutch(code, sentence).
    "dutch": (2,),
}


def sources(root: Path) -> Iterator[Path]:
    """Python and templates of the platform; tests and migrations speak to nobody."""
    for file in sorted((root / "tegenstroom").rglob("*")):
        if file.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations"} & set(file.parts):
            yield file


def as_python(file: Path) -> str:
    """The source as Python: a template becomes calls of gettext among filler."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return text
    # Filler has no meaning, so its indentation must have none either.
    return "\n".join(line.strip() for line in templatize(text, origin=str(file)).splitlines())


def extracted(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The sentences of one file, each with its context; a singular stands together with its plural."""
    source = io.BytesIO(as_python(file).encode())
    for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        if message:
            yield message, context


def collected(root: Path = ROOT) -> Catalog:
    """All sentences of the code, untranslated."""
    catalog = Catalog()
    for file in sources(root):
        for message, context in extracted(file):
            catalog.add(message, context=context)
    return catalog


def po_file(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, root: Path = ROOT) -> Catalog:
    """The catalogue of a language; an empty one when there is none yet."""
    file = po_file(language, root)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as handle:
        return read_po(handle, locale=language)


def updated(language: str, root: Path = ROOT) -> Catalog:
    """The catalogue of a language with the sentences of today's code: no guesses, nothing stale."""
    catalog = read(language, root)
    catalog.update(collected(root), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    return catalog


def written(catalog: Catalog) -> bytes:
    """The text of a catalogue, sorted, without dates or line numbers: a change shows only what changed."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, ignore_obsolete=True, width=100)
    lines = buffer.getvalue().splitlines(keepends=True)
    kept = [line for line in lines if b"-Date: " not in line and not line.startswith((b"# ", b"#\n"))]
    return b"".join(kept).lstrip()


def extract_all(root: Path = ROOT) -> None:
    for language in LANGUAGES:
        file = po_file(language, root)
        file.parent.mkdir(parents=True, exist_ok=True)
        catalog = updated(language, root)
        file.write_bytes(written(catalog))
        missing = sum(not is_translated(message) for message in catalog)
        print(f"{language}: {len(catalog)} zinnen, {missing} nog te vertalen")


def is_translated(message: Message) -> bool:
    """Whether a reader gets this sentence in her language; the header counts as translated."""
    return not message.id or (not message.fuzzy and all(_strings(message.string)))


def problems(root: Path = ROOT) -> Iterator[str]:
    """What keeps a reader of another language from reading everything."""
    for language in LANGUAGES:
        catalog = updated(language, root)
        for message in catalog:
            key = _strings(message.id)[0]
            if not is_translated(message):
                yield f"{language}: niet vertaald: {key!r}"
                continue
            for error in message.check(catalog) if message.id else ():
                yield f"{language}: {error}: {key!r}"
            if familiar := FAMILIAR.get(language, NOTHING).search(" ".join(_strings(message.string))):
                yield f"{language}: {familiar.group()!r} waar elders beleefd gesproken wordt: {key!r}"


def _strings(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value or ""] if isinstance(value, str | None) else list(value)


def main(command: str) -> int:
    if command == "extract":
        extract_all()
    elif command == "compile":
        compile_all(ROOT)
    elif command == "check":
        found = list(problems())
        print("\n".join(found) or "Alle zinnen zijn vertaald.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
