"""Fixtures of the tests that walk through the whole house."""

from tests.support.browser import browser, invite, live_server, playwright

__all__ = ["browser", "invite", "live_server", "playwright"]
