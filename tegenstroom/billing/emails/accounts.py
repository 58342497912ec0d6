"""Letters about someone's account, when it was not she who changed it."""

from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.models import Letter


def changed(person: Person, ending: str) -> Letter | None:
    """Someone of the desk wrote down this account for her; only its last characters are told."""
    return _write("account_changed", person, {"ending": ending})


def forgotten(person: Person) -> Letter | None:
    """Someone of the desk took her account away."""
    return _write("account_forgotten", person, {})


def _write(kind: str, person: Person, context: dict[str, str]) -> Letter | None:
    return letters.write(
        kind=f"billing.{kind}", template=f"billing/emails/{kind}", to=person, about=person, context=context
    )
