"""The keys with which fields are sealed, themselves wrapped."""

from django.db import models
from django.utils import timezone

from tegenstroom.base.models.abstract import Row


class DataKey(Row):
    """The key of one owner of sealed fields, as `subject_of` writes her; without a master key it opens nothing.

    A key that was replaced stays for a while: someone may still be writing with it.
    """

    subject = models.CharField(max_length=120)
    # The id of the master key in the key file that wraps this one.
    master = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(replaced_at__isnull=True), name="one_data_key_in_use"
            )
        ]
