"""The compiled translations that Django reads, made from what translators write; without the gettext program."""

from pathlib import Path


def compile_all(root: Path) -> list[Path]:
    """Make each .mo under `locale/` that is missing or older than its .po; which ones those were."""
    made = []
    for file in sorted(root.glob("locale/*/LC_MESSAGES/django.po")):
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            _compile(file, compiled)
            made.append(compiled)
    return made


def _compile(file: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  only who has something to compile pays for loading it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with file.open("rb") as source:
        catalog = read_po(source, locale=file.parts[-3])
    # Whole or not at all: a server that starts meanwhile must not read half of one.
    beside = compiled.with_suffix(".mo.new")
    with beside.open("wb") as target:
        write_mo(target, catalog)
    beside.replace(compiled)
