"""Themes that tie everything together, and the books in which the network wrote down what it learnt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row


class Theme(Row):
    """A subject that modules, books and later dialogues share: attachment, group work."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("naam"), max_length=80, unique=True)
    summary = models.CharField(_("in één zin"), max_length=240, blank=True)
    # Coaches are asked for few of these a month, and called after each.
    is_heavy = models.BooleanField(_("een zwaar thema"), default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Publication(Row):
    """A book or a report, in the network's own series or elsewhere."""

    title = models.CharField(_("titel"), max_length=200)
    authors = models.CharField(_("auteurs"), max_length=200)
    year = models.PositiveSmallIntegerField(_("jaar"))
    publisher = models.CharField(_("uitgever"), max_length=120, blank=True)
    in_series = models.BooleanField(_("in de eigen boekenreeks"), default=False)
    summary = models.TextField(_("waarover het gaat"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="publications", blank=True)

    class Meta:
        ordering = ["-in_series", "-year", "title"]
        constraints = [models.UniqueConstraint(fields=["title", "year"], name="a_book_stands_once")]

    def __str__(self) -> str:
        return self.title
