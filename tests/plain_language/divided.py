"""Words divided into syllables by hand."""

from pathlib import Path


def divided(name: str) -> dict[str, int]:
    """Words of a file of this folder, each with its number of syllables."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    entries = [entry for line in lines if not line.startswith("#") for entry in line.split()]
    return {entry.replace(".", ""): entry.count(".") + 1 for entry in entries}


def right(counted: dict[str, int], by_hand: dict[str, int]) -> float:
    """The share of words counted as by hand, 0 to 1."""
    return sum(counted[word] == number for word, number in by_hand.items()) / len(by_hand)
