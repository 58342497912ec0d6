"""Make the long lists of engines/deidentification from their sources.

    pip download --no-deps meddeid-language-nl==0.2.1 && unzip -d meddeid meddeid_language_nl-*.whl
    apt-get download wdutch && dpkg -x wdutch_*.deb wdutch
    .venv/bin/python tools/name_lists.py meddeid wdutch

From the wheel come only the rows that Statbel publishes (CC BY 4.0): first names, surnames, streets and the names
of postal places. Its other files are left alone: names that came with DEDUCE, municipalities out of Wikipedia
(CC BY-SA), and institutions, among which are hundreds of private persons. The words are OpenTaal's (BSD or
CC BY 3.0).
"""

import lzma
import re
import sys
from collections.abc import Iterable
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tegenstroom/engines/deidentification/data"
STATBEL = "meddeid_language_nl/resources/nl-BE/lookup"
WORD = re.compile(r"[a-zà-öø-ÿ]+(?:['-][a-zà-öø-ÿ]+)*")
OFFICE = re.compile(
    r"bpost|parlement|parliament|commissi|dienst|assembl|organisation|verenigd|sinterklaas|promo|rtbf|vrt"
)


def main(meddeid: Path, wdutch: Path) -> None:
    """Read the folders named on the command line, write the lists, say their size."""
    source = meddeid / STATBEL
    write("first_names", filter(WORD.fullmatch, map(str.lower, read(source / "first_names.txt"))))
    write("surnames", surnames(read(source / "family_names.txt")))
    write("streets", map(street, read(source / "streets.txt")))
    write("places", places(read(source / "postal_code_localities.txt")))
    write("words", filter(WORD.fullmatch, read(wdutch / "usr/share/dict/dutch")))


def read(file: Path) -> list[str]:
    """The lines of a file."""
    return file.read_text(encoding="utf-8").splitlines()


def surnames(names: list[str]) -> Iterable[str]:
    """Each surname, and the last word of those with a particle: "de keyser", "keyser"."""
    for name in names:
        lowered = name.lower().strip()
        yield lowered
        yield lowered.split()[-1]


def street(name: str) -> str:
    """A street without the remark between brackets."""
    return re.sub(r"\s*\(.*?\)", "", name).lower().replace("’", "'")


def places(rows: list[str]) -> Iterable[str]:
    """Each name of a place; "Brussel (Laken)" is two."""
    for row in rows:
        for name in re.split(r"[()/]", row.partition("\t")[2].lower().replace("’", "'")):
            if len(name.strip()) > 1 and not OFFICE.search(row.lower()) and "." not in name:
                yield name.strip()


def write(name: str, lines: Iterable[str]) -> None:
    """Sort by bytes, for that is how the engine searches; pack, and say the size."""
    found = sorted({line.encode() for line in lines if line})
    packed = lzma.compress(b"\n".join(found) + b"\n", preset=9 | lzma.PRESET_EXTREME)
    (TARGET / f"{name}.txt.xz").write_bytes(packed)
    print(f"{name}: {len(found):,} lines, {len(packed):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
