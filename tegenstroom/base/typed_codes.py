"""Codes that people type over from paper: read in any dress, and a slip of the hand is seen. Knows no Django."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

LENGTH, GROUP = 12, 4


class CodeFault(StrEnum):
    """What is wrong with a code as someone typed it."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


class CodeError(ValueError):
    """A code that cannot exist; `fault` says why."""

    def __init__(self, fault: CodeFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class TypedCodes:
    """A kind of code: twelve characters of one alphabet, of which `check` gives the last from the eleven before.

    In its one form a code is XXXX-XXXX-XXXX.
    """

    alphabet: str
    check: Callable[[str], str]

    def complete(self, body: str) -> str:
        """The code that begins with these eleven characters."""
        return _grouped(body + self.check(body))

    def read(self, typed: str) -> str:
        """The code in its one form, however it was typed: small letters, spaces, no dashes. Else CodeError."""
        code = "".join(character for character in typed.upper() if character.isalnum())
        if not set(code) <= set(self.alphabet):
            raise CodeError(CodeFault.CHARACTER)
        if len(code) != LENGTH:
            raise CodeError(CodeFault.LENGTH)
        if self.check(code[:-1]) != code[-1]:
            raise CodeError(CodeFault.CHECK)
        return _grouped(code)


def _grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
