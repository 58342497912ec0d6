"""What is taught: a module and its versions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row


class Module(Row):
    """A training that can be given again and again; its content lives in versions."""

    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.slug


class ModuleVersionQuerySet(models.QuerySet["ModuleVersion"]):
    def published(self) -> Self:
        """The version that new editions get: the newest published one of each module."""
        newest = (
            ModuleVersion.objects.filter(module=models.OuterRef("module"), published_at__isnull=False)
            .order_by("-number")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest))


class ModuleVersion(Row):
    """The content of a module at one moment. Once published it no longer changes: a cohort keeps what it got."""

    class Audience(models.TextChoices):
        PROFESSIONALS = "professionals", _("hulpverleners")
        VOLUNTEERS = "volunteers", _("vrijwilligers")
        EVERYONE = "everyone", _("hulpverleners en vrijwilligers")

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    title = models.CharField(_("titel"), max_length=160)
    summary = models.CharField(_("in één zin"), max_length=300)
    description = models.TextField(_("waarover het gaat"), blank=True)
    aims = models.TextField(_("wat je meeneemt"), blank=True, help_text=_("Eén doel per regel."))
    audience = models.CharField(_("voor wie"), max_length=20, choices=Audience, default=Audience.EVERYONE)
    prior_knowledge = models.CharField(_("voorkennis"), max_length=300, blank=True)
    material = models.TextField(_("materiaal"), blank=True, help_text=_("Eén stuk per regel."))
    themes = models.ManyToManyField("library.Theme", related_name="+", blank=True)
    trainers_needed = models.PositiveSmallIntegerField(_("aantal trainers"), default=1)
    coaches_needed = models.PositiveSmallIntegerField(_("aantal coaches"), default=2)
    what_changed = models.TextField(_("wat er veranderde"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PeerManager.from_queryset(ModuleVersionQuerySet)()

    class Meta:
        ordering = ["module", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["module", "number"], name="a_version_has_one_number"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def aim_lines(self) -> list[str]:
        return [line for line in self.aims.splitlines() if line.strip()]

    @property
    def material_lines(self) -> list[str]:
        return [line for line in self.material.splitlines() if line.strip()]


class ModulePart(Row):
    """One part of a module: a day or an evening, with the practice between it and the next."""

    version = models.ForeignKey(ModuleVersion, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=160)
    content = models.TextField(_("inhoud"), blank=True)
    practice_after = models.CharField(_("oefening daarna"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), default=360)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="one_part_a_position")]
