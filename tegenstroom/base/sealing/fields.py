"""Which columns are sealed, and whose key seals each of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models
from django.db.models.fields.related import ForeignKey


class SealedField(models.BinaryField[Any, Any]):
    """A binary column that holds sealed text. `owner` names the foreign key of the same row to whose key seals it.

    Text is sealed nowhere else, so that a change of keys knows every place where one is in use.
    """

    def __init__(self, *args: Any, owner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """For migrations it is a binary column: whose key seals it changes no table."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Refuses a field without an owner in its row."""
        if any(isinstance(field, ForeignKey) and field.name == self.owner for field in self.model._meta.fields):
            return super().check(**kwargs)
        return [Error(f"owner={self.owner!r} is no foreign key of this row.", obj=self, id="base.E006")]

    @property
    def _owning(self) -> ForeignKey[Any, Any]:
        found = self.model._meta.get_field(self.owner)
        assert isinstance(found, ForeignKey)
        return found

    @property
    def owner_column(self) -> str:
        """The attribute that holds the owner's id."""
        return self._owning.attname

    @property
    def owner_label(self) -> str:
        """What kind of row owns this, as `subject_of` writes it."""
        return str(self._owning.remote_field.model._meta.label_lower)

    def owner_of(self, row: models.Model) -> str:
        """The owner as `subject_of` writes her, without a question to the database."""
        return f"{self.owner_label}:{getattr(row, self.owner_column)}"


def sealed_field(row: models.Model | type[models.Model], name: str) -> SealedField:
    """The declared field of this row. Raises ValueError when it is not sealed, FieldDoesNotExist without it."""
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise ValueError(f"{row._meta.label}.{name} is no SealedField: declare whose key seals it")
    return field


def sealed_fields() -> Iterator[SealedField]:
    """Every sealed field of every app."""
    for model in apps.get_models():
        yield from (field for field in model._meta.local_fields if isinstance(field, SealedField))
