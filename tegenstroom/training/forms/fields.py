"""Fields that take their label and length from a model, and fields that hang on another one."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst


def text_field(model: type[models.Model], name: str, **options: Any) -> forms.CharField:
    """A field with the label and the length that the model gives it."""
    column = model._meta.get_field(name)
    label = capfirst(str(column.verbose_name))  # type: ignore[union-attr]
    return forms.CharField(label=label, max_length=column.max_length, **options)  # type: ignore[union-attr]


def depends[F: forms.Field](field: F) -> F:
    """Mark a field that is needed only when another one is (not) filled in: never call it optional on the page."""
    field.depends = True  # type: ignore[attr-defined]
    return field
