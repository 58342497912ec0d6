"""Who may decide what of themes. A guard returns the row or raises Http404."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, coordinator
from tegenstroom.library.models import Theme


def themes_at_desk(person: Visitor) -> QuerySet[Theme]:
    """All themes, for a coordinator."""
    coordinator(person)
    return Theme.objects.all()


def theme_at_desk(person: Visitor, slug: str) -> Theme:
    """One theme, for a coordinator."""
    return get_object_or_404(themes_at_desk(person), slug=slug)
