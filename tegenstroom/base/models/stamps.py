"""A counter per subject: pages kept in memory look here whether they still hold."""

from django.db import models

from tegenstroom.base.models.abstract import Row


class Stamp(Row):
    """`value` counts up whenever what `name` shows has changed."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.BigIntegerField(default=0)
