"""Numbers that a law or a network sets, each with the day it starts and where it comes from."""

from django.db import models
from django.utils import formats

from tegenstroom.base.models.abstract import Row

# The source of a number that only stands in for the one to come: whoever reads it is told so.
EXAMPLE = "Voorbeeld voor de demo"


class Figure(Row):
    """The value of `key` from `valid_from` until a later row of the same key."""

    key = models.CharField(max_length=80)
    valid_from = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=4)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_figure_a_day")]
        ordering = ["key", "valid_from"]

    @property
    def is_example(self) -> bool:
        """Whether this is not the real number."""
        return self.source.startswith(EXAMPLE)

    @property
    def shown(self) -> str:
        """The value without the zeros that a column needs and a person does not: `48`, `0,5`."""
        return formats.number_format(f"{self.value.normalize():f}", use_l10n=True)
