"""Static files under names that change with their content, and the stylesheet as one file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import "(?P<file>[\w-]+\.css)" layer\((?P<layer>\w+)\);\n?')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
# A sum in a value keeps its spaces: only what stands before a block is a selector.
MARKS = re.compile(r" ?([{};,>]) ?|(?<=[\w)]): | ([+~]) (?=[^{};]*\{)")

type Paths = dict[str, tuple[Any, str]]


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed, cached for good; `css/site.css` with all that it imports inside."""

    manifest_strict = False

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Called by collectstatic, with all files that it found."""
        if SHEET in paths and not dry_run:
            Path(self.path(SHEET)).write_text(joined(paths))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its hash; before anything was collected, the name itself: a page still shows."""
        if content is None and not self.hashed_files:
            return name
        return str(super().hashed_name(name, content, filename))


def joined(paths: Paths) -> str:
    """The text of the stylesheet with its imports put in place, a layer in one piece, without comments."""
    sheet = read(paths, SHEET)
    layers: dict[str, str] = {}
    for one in IMPORT.finditer(sheet):
        layers[one["layer"]] = layers.get(one["layer"], "") + read(paths, f"css/{one['file']}")
    blocks = [f"@layer {layer}{{{rules}}}" for layer, rules in layers.items()]
    return squeezed("".join([IMPORT.sub("", sheet), *blocks]))


def read(paths: Paths, name: str) -> str:
    """The source of one static file."""
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


def squeezed(css: str) -> str:
    """The same rules in fewer bytes."""
    plain = SPACE.sub(" ", COMMENT.sub("", css))
    return MARKS.sub(lambda mark: mark[1] or mark[2] or ":", plain).replace(";}", "}").strip()
