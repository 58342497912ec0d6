"""Make the one font file of the site: Atkinson Hyperlegible Next, only the letters we write, weights 400 to 700.

    npm pack @fontsource-variable/atkinson-hyperlegible-next && tar xzf *.tgz
    uv run tools/subset_font.py package/files/atkinson-hyperlegible-next-latin-wght-normal.woff2

The result and the licence (SIL OFL 1.1, which allows this) lie in tegenstroom/base/static/fonts/. It prints
the numbers for the size-adjusted fallback in static/css/fonts.css.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).parents[1] / "tegenstroom/base/static/fonts/atkinson-next.woff2"
# Basic Latin, the accents of Dutch, French, English and of our neighbours' names, and the marks of good print.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ĲĳŒœŸŞşĞğıİŠšŽžČčĆćŁł–—‘’‚“”„…•€−×→←✓")]
WEIGHTS = (400, 700)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum", "rvrn"]
SAMPLE = "De mensen die er zijn, zijn de juiste mensen. Elke woensdag om half tien, in de zaal achter de kerk. "
ARIAL = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")


def main() -> None:
    """Read the full font named on the command line, write the small one, say its size."""
    font = TTFont(sys.argv[1])
    options = Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    font.save(TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")
    if ARIAL.exists():
        print_fallback(TTFont(TARGET), TTFont(ARIAL))


def print_fallback(font: TTFont, arial: TTFont) -> None:
    """How much wider than Arial our letters run, and their height, so that no line jumps when the font comes."""
    ratio = width(font) / width(arial)
    units = font["head"].unitsPerEm
    print(f"size-adjust: {ratio:.1%}")
    for name, measure in (("ascent", font["hhea"].ascent), ("descent", -font["hhea"].descent)):
        print(f"{name}-override: {measure / units / ratio:.1%}")


def width(font: TTFont) -> float:
    """The width of the sample in ems."""
    letters, advances = font.getBestCmap(), font["hmtx"]
    return sum(advances[letters[ord(letter)]][0] for letter in SAMPLE) / font["head"].unitsPerEm


if __name__ == "__main__":
    main()
