"""A module in versions: what people got does not change under them."""

import pytest

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import modules
from tegenstroom.training.actions.modules import Part, PublishedError
from tegenstroom.training.models import ModuleVersion
from tegenstroom.training.tests.factories import EditionFactory, ModuleFactory, ModuleVersionFactory

pytestmark = pytest.mark.django_db


def test_a_new_draft_copies_the_version_before_it() -> None:
    published = ModuleVersionFactory(parts=3, aims="Zien\nDoen", coaches_needed=3)
    published.themes.set([ThemeFactory()])
    draft = modules.draft_version(module=published.module, by=PersonFactory())
    assert (draft.number, draft.title, draft.aims, draft.coaches_needed) == (2, published.title, "Zien\nDoen", 3)
    assert [part.title for part in draft.parts.all()] == ["Deel 1", "Deel 2", "Deel 3"]
    assert list(draft.themes.all()) == list(published.themes.all())
    assert draft.published_at is None


def test_there_is_one_draft_at_a_time() -> None:
    module = ModuleVersionFactory().module
    first = modules.draft_version(module=module, by=None)
    assert modules.draft_version(module=module, by=None) == first


def test_a_module_begins_with_an_empty_draft() -> None:
    draft = modules.draft_version(module=ModuleFactory(), by=None, title="Nieuw", summary="Kort.")
    assert (draft.number, draft.title) == (1, "Nieuw")


def test_a_draft_is_written_as_a_whole() -> None:
    draft = ModuleVersionFactory(published_at=None, parts=2)
    modules.edit_draft(
        version=draft, parts=[Part("Kennismaken", minutes=180)], themes=[], by=None, title="Anders", aims="Eén"
    )
    draft.refresh_from_db()
    assert (draft.title, draft.aims) == ("Anders", "Eén")
    assert [(part.order, part.title, part.minutes) for part in draft.parts.all()] == [(1, "Kennismaken", 180)]


def test_what_is_published_no_longer_changes() -> None:
    version = ModuleVersionFactory(title="Zoals het was")
    with pytest.raises(PublishedError):
        modules.edit_draft(version=version, parts=[], themes=[], by=None, title="Anders")
    with pytest.raises(PublishedError):
        modules.publish(version=version, by=None)
    version.refresh_from_db()
    assert (version.title, version.parts.count()) == ("Zoals het was", 2)


def test_editions_keep_the_version_that_they_got() -> None:
    edition = EditionFactory()
    draft = modules.draft_version(module=edition.version.module, by=None)
    modules.edit_draft(version=draft, parts=[Part("Eén")], themes=[], by=None, title="Nieuwe titel")
    modules.publish(version=draft, by=PersonFactory(), what_changed="Korter.")
    edition.refresh_from_db()
    assert edition.version.title != "Nieuwe titel"
    assert edition.version.parts.count() == 2
    assert ModuleVersion.objects.published().get(module=draft.module).title == "Nieuwe titel"
