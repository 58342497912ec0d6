"""Settings of the test suite: as production, with cheap hashers and mail kept in memory."""

import os
import tempfile

os.environ.setdefault("TEGENSTROOM_VAR", tempfile.mkdtemp(prefix="tegenstroom-test-"))
os.environ.setdefault("TEGENSTROOM_HTTPS", "0")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from tegenstroom.base import keyring
from tegenstroom.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CARD_HASH = {"time_cost": 1, "memory_cost": 8}
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": []}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test"}  # noqa: F405
STAFF_SECOND_FACTOR_REQUIRED = False
keyring.make(KEY_FILE)  # noqa: F405
