"""Shared by all tests: which database, and factories within reach."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees a page or a counter that another one left behind."""
    for cache in caches.all():
        cache.clear()
