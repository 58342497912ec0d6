"""Settings of the server that these tests start: production, over plain HTTP on loopback."""

import os
from datetime import timedelta

os.environ.setdefault("TEGENSTROOM_HTTPS", "0")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from tegenstroom.accounts.rules import Bucket
from tegenstroom.config.settings import *  # noqa: F403

# No files are collected: the pages are read by programs.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
LOGGING = {}
# All clients of these tests share one address.
PUBLIC_FORMS = Bucket(capacity=100_000, interval=timedelta(seconds=1))
# Trainers and researchers come in with a session; how they prove who they are is tested elsewhere.
STAFF_SECOND_FACTOR_REQUIRED = False
