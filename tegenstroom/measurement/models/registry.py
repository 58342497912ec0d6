"""Questionnaires that may be used here: each in versions that never change."""

from functools import lru_cache
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement import kept
from tegenstroom.organisations.models import Organisation


class NeverChangesError(Exception):
    """A version was made once; another text is another version."""


class Instrument(Row):
    """A questionnaire, whatever its version. `key` is how files name it."""

    key = models.SlugField(max_length=64, unique=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class InstrumentVersionQuerySet(models.QuerySet["InstrumentVersion"]):
    def usable_by(self, organisation: Organisation | None) -> Self:
        """What is free, and what this organisation said it has the right to use."""
        return self.filter(
            models.Q(is_free=True) | models.Q(organisation__isnull=False, organisation=organisation)
        )


class InstrumentVersion(Row):
    """One version, whole. What is not free is for the organisation that says by which right it uses it."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(_("versie"), max_length=32)
    title = models.CharField(_("titel"), max_length=200)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    is_free = models.BooleanField()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("alleen voor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    permission = models.CharField(_("met welk recht"), max_length=300, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PeerManager.from_queryset(InstrumentVersionQuerySet)()

    class Meta:
        ordering = ["instrument__key", "-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "version"],
                condition=models.Q(organisation__isnull=True),
                name="a_version_stands_once",
            ),
            models.UniqueConstraint(
                fields=["instrument", "version", "organisation"], name="a_version_stands_once_a_house"
            ),
            models.CheckConstraint(
                condition=models.Q(is_free=True)
                | (models.Q(organisation__isnull=False) & ~models.Q(permission="")),
                name="what_is_not_free_needs_a_right",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChangesError(self.pk)
        self.digest = digest_of(self.content)
        super().save(*args, **kwargs)

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked. NeverChangesError when somebody changed the text behind our back."""
        if digest_of(self.content) != self.digest:
            raise NeverChangesError(self.pk)
        return kept.from_json(self.content)


class QuestionnaireDraft(Row):
    """A form between the preview and the licence. Only its owner sees it; after a day it is gone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    # As a version keeps it; what did not come along as [{"dutch": sentence, "values": {name: value}}, …].
    content = models.TextField()
    notes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def questionnaire(self) -> Questionnaire:
        """What was read."""
        return kept.from_json(self.content)


def questionnaire_of(version: InstrumentVersion) -> Questionnaire:
    """What is asked, read and checked once a process: the long text need not come along with the row."""
    return questionnaire_by(version.pk, version.digest)


@lru_cache(maxsize=64)
def questionnaire_by(pk: int, digest: str) -> Questionnaire:
    """The same, for who has no more of the row than this."""
    return InstrumentVersion.objects.get(pk=pk, digest=digest).questionnaire


def digest_of(content: str) -> str:
    """What tells one text from another."""
    return sha256(content.encode()).hexdigest()
