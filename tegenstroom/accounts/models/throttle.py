"""How fast guesses and forms may come: one row a counter, shared by all processes."""

from django.db import models

from tegenstroom.base.models import Row


class Throttle(Row):
    """A leaky bucket. `full_until` is the moment at which the bucket is empty again."""

    key = models.CharField(max_length=120, primary_key=True)
    full_until = models.DateTimeField()
