"""Lists of words that read as lists of words."""


def wordset(words: str) -> frozenset[str]:
    """The words of a string, apart."""
    return frozenset(words.split())
