"""Settings of the benchmark: as production, over plain HTTP, in a folder of its own."""

import os
from datetime import timedelta

os.environ.setdefault("TEGENSTROOM_HTTPS", "0")

from tegenstroom.accounts.rules import Bucket
from tegenstroom.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
STAFF_SECOND_FACTOR_REQUIRED = False
# Everybody in the benchmark comes from one address.
PUBLIC_FORMS = Bucket(capacity=100_000, interval=timedelta(seconds=1))
