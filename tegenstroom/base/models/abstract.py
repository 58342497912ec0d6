"""What all our rows share."""

from typing import ClassVar, Self

from django.db import models


class PeerManager[M: models.Model](models.Manager[M]):
    """Fetches a missing relation for all rows of a query at once, not row by row."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)


class Row(models.Model):
    """A row of ours: relations come for all peers in one query."""

    objects: ClassVar[models.Manager[Self]] = PeerManager()

    class Meta:
        abstract = True
