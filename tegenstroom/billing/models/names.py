"""The names of people who were erased, as long as the books need them."""

from django.conf import settings
from django.db import models

from tegenstroom.base.models import Row


class BookName(Row):
    """The name under which someone was paid. It stands on the list that the law asks for, and nowhere else."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    until = models.DateField()
