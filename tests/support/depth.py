"""How deep the tests look. `make test` must end within minutes; `.ci/run` sets THOROUGH=1 and takes its time."""

import os

import pytest

THOROUGH = os.environ.get("THOROUGH") == "1"

only_thorough = pytest.mark.skipif(
    not THOROUGH, reason="looks deeper than `make test` has time for; .ci/run does, with THOROUGH=1"
)


def at_depth[T](quick: T, thorough: T) -> T:
    """How many examples, guesses or letters, or which: few in `make test`, many in `.ci/run`."""
    return thorough if THOROUGH else quick
