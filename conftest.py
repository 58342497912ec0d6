"""Shared by all tests: which database, and factories within reach."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees a page or a counter that another one left behind."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def figures(db: None) -> None:
    """The first values of the numbers that the apps declare."""
    from tegenstroom.base.figures import load  # noqa: PLC0415  models need the settings of pytest-django

    load()
