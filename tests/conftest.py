"""Fixtures of the tests that walk through the whole house."""

from tests.support.browser import browser, invite, live_server, playwright, site
from tests.support.network import demo_folder, network

__all__ = ["browser", "demo_folder", "invite", "live_server", "network", "playwright", "site"]
