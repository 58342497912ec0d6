"""Fixtures of the tests that walk through the whole house."""

from tests.concurrency.databases import database, fresh, ready_cluster, ready_file
from tests.support.browser import browser, invite, live_server, playwright, site
from tests.support.network import demo_folder, network

__all__ = [
    "browser",
    "database",
    "demo_folder",
    "fresh",
    "invite",
    "live_server",
    "network",
    "playwright",
    "ready_cluster",
    "ready_file",
    "site",
]
