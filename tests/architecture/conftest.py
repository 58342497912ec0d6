"""What tests over all addresses share."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponseNotFound

from tegenstroom.config import urls


@pytest.fixture(scope="module")
def bare_not_found() -> Iterator[None]:
    """A page for "does not exist" without words: thousands of answers here are read for their number alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler404", lambda _request, exception: HttpResponseNotFound())
        yield
