"""How fast guesses and forms may come: one row a counter, shared by all processes."""

from django.db import models

from tegenstroom.base.models import Row


class Throttle(Row):
    """A leaky bucket, and the moment at which it is empty again."""

    key = models.CharField(max_length=120, primary_key=True)
    empty_at = models.DateTimeField()
