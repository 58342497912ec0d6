"""Numbers that a law or a network sets, each with the day it starts and where it comes from."""

from django.db import models

from tegenstroom.base.models.abstract import Row


class Figure(Row):
    """The value of `key` from `valid_from` until a later row of the same key."""

    key = models.CharField(max_length=80)
    valid_from = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=4)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_figure_a_day")]
        ordering = ["key", "valid_from"]
