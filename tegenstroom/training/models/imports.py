"""A table that was sent and not yet written."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row


class ImportDraft(Row):
    """Rows between the preview and the confirmation. Only its owner sees it; after a day it is gone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    # [[number in the spreadsheet, {column: text}], …]
    rows = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]
