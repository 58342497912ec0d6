"""Settings of the benchmark: as production, over plain HTTP, in a folder of its own."""

import os

os.environ.setdefault("TEGENSTROOM_HTTPS", "0")

from tegenstroom.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
STAFF_SECOND_FACTOR_REQUIRED = False
