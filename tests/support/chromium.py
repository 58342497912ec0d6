"""Where this machine keeps its Chromium, and how it starts."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

# The shell first: the same engine without windows, which starts and draws in less time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=32",  # no page lives long
]


def on_the_path() -> str | None:
    """The Chromium that CHROMIUM names, or one on the PATH."""
    return next(filter(None, (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES))), None)


def installed() -> str | None:
    """The Chromium of this machine, or the one that Playwright fetched earlier."""
    if found := on_the_path():
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        return own if Path(own).exists() else None
