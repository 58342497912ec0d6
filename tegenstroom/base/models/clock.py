"""When each work of the clock is due."""

from django.db import models

from tegenstroom.base.models.abstract import Row


class Beat(Row):
    """One job of the clock, and the moment from which it may run again."""

    name = models.CharField(max_length=200, primary_key=True)
    due_at = models.DateTimeField()
