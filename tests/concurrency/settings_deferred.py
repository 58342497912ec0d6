"""The negative control on SQLite: transactions that lock only when they first write, after they have read."""

from tests.concurrency.settings import *  # noqa: F403

DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"  # noqa: F405
