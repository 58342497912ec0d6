"""Dutch number words."""

import re

_UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_UNITS += ["dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_SPOKEN = {
    "drij": 3,
    "viere": 4,
    "vuuf": 5,
    "vijve": 5,
    "zesse": 6,
    "zeuven": 7,
    "zevene": 7,
    "achte": 8,
    "negene": 9,
}
_SPOKEN |= {
    f"{stem}{ending}": 10 * tens
    for tens, stem in enumerate(("twint", "dert", "veert", "vuuft", "zest", "zevent", "tachent", "negent"), 2)
    for ending in ("eg", "ich")
}
_SPOKEN |= {"tiene": 10, "elve": 11, "twaalve": 12, "tachentig": 80}
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _made() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_UNITS)} | {"één": 1, "anderhalf": 1, "honderd": 100}
    for tens, word in enumerate(_TENS, 2):
        found[word] = 10 * tens
        for unit in range(1, 10):
            link = "ën" if _UNITS[unit].endswith("e") else "en"
            found[f"{_UNITS[unit]}{link}{word}"] = 10 * tens + unit
            found[f"{_UNITS[unit]}en{word}"] = 10 * tens + unit
    return (
        found
        | _SPOKEN
        | {
            "éénentwintig": 21,
            "achtien": 18,
            "seventien": 17,
            "sevetien": 17,
            "seventig": 70,
            "sestig": 60,
        }
    )


NUMBERS = _made()


def _after_hundred() -> list[str]:
    """What follows "negentienhonderd", the longest first."""
    return sorted((word for word, number in NUMBERS.items() if 0 < number < 100), key=len, reverse=True)


YEARS = rf"(?:negentienhonderd|negentien|tweeduizend)(?:\s?(?:en\s?)?(?:{'|'.join(_after_hundred())}))?"
# The longest first: an alternation takes the first that fits.
WORDS = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))


def value(written: str) -> int | None:
    """The number that a word or digits say; None when it says none."""
    written = written.lower()
    return int(written) if written.isdecimal() else NUMBERS.get(written)
