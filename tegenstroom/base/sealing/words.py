"""Secrets of a library that keeps them as text, not saying in which row: sealed for a purpose, not an owner."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

from tegenstroom.base.sealing import envelope
from tegenstroom.base.sealing.texts import seal_bytes, unseal_bytes

# No secret of ours begins like this.
MARK = "sealed:"

type Renew = Callable[[str], str]
type Keeper = Callable[[Renew], object]

# By purpose: who knows where its words stand, and puts a renewed one in the place of each.
KEEPERS: dict[str, Keeper] = {}


def keeper(purpose: str) -> Callable[[Keeper], Keeper]:
    """Register a function, in a module `sealed.py` of an app, that puts `renew(word)` in the place of every word.

    It is called when keys change, while others write: each row under its own lock. Twice raises ValueError.
    """

    def register(keep: Keeper) -> Keeper:
        if purpose in KEEPERS:
            raise ValueError(purpose)
        KEEPERS[purpose] = keep
        return keep

    return register


def seal_word(text: str, *, purpose: str) -> str:
    """The text as a sealed word for this purpose. Raises SealError when the keys are out of reach."""
    subject, bound = _place(purpose)
    return MARK + urlsafe_b64encode(seal_bytes(text.encode(), subject=subject, bound=bound)).decode()


def unseal_word(word: str, *, purpose: str) -> str:
    """What was sealed; a word from before there were seals comes back as it is. Raises SealError."""
    if not is_sealed(word):
        return word
    subject, bound = _place(purpose)
    return unseal_bytes(sealed_bytes(word), subject=subject, bound=bound).decode()


def is_sealed(word: str) -> bool:
    """False for a word from before there were seals."""
    return word.startswith(MARK)


def sealed_bytes(word: str) -> bytes:
    """The sealed value in a word; no bytes, which nothing opens, for a word that we never wrote so."""
    written = word.removeprefix(MARK)
    try:
        content = urlsafe_b64decode(written)
    except ValueError:
        return b""
    # Base64 is read leniently: two spellings of one value are one too many.
    return content if urlsafe_b64encode(content).decode() == written else b""


def subject_of_purpose(purpose: str) -> str:
    """Whose data key seals words for this purpose: nobody's, the house's own."""
    return f"purpose:{purpose}"


def _place(purpose: str) -> tuple[str, bytes]:
    subject = subject_of_purpose(purpose)
    return subject, envelope.bound_to("word", subject)
