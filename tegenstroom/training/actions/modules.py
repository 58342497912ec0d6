"""Writing modules: a draft copies the version before it; what is published no longer changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, stamps
from tegenstroom.library.models import Theme
from tegenstroom.training.models import Module, ModulePart, ModuleVersion

COPIED = (
    "title",
    "summary",
    "description",
    "aims",
    "audience",
    "prior_knowledge",
    "material",
    "trainers_needed",
    "coaches_needed",
)


class PublishedError(Exception):
    """A published version no longer changes: editions keep what they got. Write a new version."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a module as someone writes it; its place in the row is its order."""

    title: str
    content: str = ""
    practice_after: str = ""
    minutes: int = 360


@transaction.atomic
def add_module(*, slug: str, by: Person | None) -> Module:
    """A new module, without content yet."""
    module = Module.objects.create(slug=slug)
    audit.record("training.add_module", by=by, about=module)
    return module


@transaction.atomic
def draft_version(*, module: Module, by: Person | None, **content: Any) -> ModuleVersion:
    """The draft of this module: the one that is open, or a new one that copies the newest version.

    `content` gives fields of a module's first version, which has nothing to copy.
    """
    module = Module.objects.select_for_update().get(pk=module.pk)
    newest = module.versions.order_by("-number").first()
    if newest is not None and newest.published_at is None:
        return newest
    copied = {name: getattr(newest, name) for name in COPIED} if newest else {}
    number = (module.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = ModuleVersion.objects.create(module=module, number=number, **{**copied, **content})
    if newest is not None:
        draft.themes.set(newest.themes.all())
        _write_parts(draft, [_part(part) for part in newest.parts.all()])
    audit.record("training.draft_version", by=by, about=module, version=draft.pk)
    return draft


@transaction.atomic
def edit_draft(
    *, version: ModuleVersion, parts: Sequence[Part], themes: Iterable[Theme], by: Person | None, **content: Any
) -> ModuleVersion:
    """Write the content of a draft. Raises PublishedError for a version that people already got."""
    version = _locked_draft(version)
    for name, value in content.items():
        setattr(version, name, value)
    version.save()
    version.themes.set(themes)
    _write_parts(version, parts)
    audit.record("training.edit_draft", by=by, about=version.module, version=version.pk)
    return version


@transaction.atomic
def publish(*, version: ModuleVersion, by: Person | None, what_changed: str = "") -> ModuleVersion:
    """Make a draft the version that new editions get. Raises PublishedError when it already was."""
    version = _locked_draft(version)
    version.what_changed = what_changed
    version.published_at, version.published_by = timezone.now(), by
    version.save(update_fields=["what_changed", "published_at", "published_by"])
    audit.record("training.publish", by=by, about=version.module, version=version.pk)
    stamps.bump(stamps.PROGRAMME)
    return version


def _locked_draft(version: ModuleVersion) -> ModuleVersion:
    version = ModuleVersion.objects.select_for_update().get(pk=version.pk)
    if version.published_at is not None:
        raise PublishedError
    return version


def _part(row: ModulePart) -> Part:
    return Part(row.title, row.content, row.practice_after, row.minutes)


def _write_parts(version: ModuleVersion, parts: Sequence[Part]) -> None:
    # A draft has no editions yet: nothing points at its parts.
    version.parts.all().delete()
    ModulePart.objects.bulk_create(
        ModulePart(
            version=version,
            order=order,
            title=part.title,
            content=part.content,
            practice_after=part.practice_after,
            minutes=part.minutes,
        )
        for order, part in enumerate(parts, start=1)
    )
