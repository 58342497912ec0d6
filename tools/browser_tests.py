"""`make browser`: the tests that need Chromium.

Takes the Chromium of this machine, else Playwright's, else Debian's when root. Where none can be had, the last
lines say what did not run; with BROWSER_REQUIRED=1 that is an error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WHERE = ("tests/accessibility", "tests/e2e")
NOT_RUN = f"NIET GELOPEN: de tests in een browser ({', '.join(WHERE)}). Er is geen Chromium te krijgen."


def run(*command: str) -> bool:
    """Whether a command succeeded."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def fetch_with_playwright() -> bool:
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def fetch_from_debian() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
    return run("apt-get", "update", "-qq") and any(
        run(*install, package) for package in ("chromium-headless-shell", "chromium")
    )


def find_chromium(installed: Callable[[], str | None], *ways: Callable[[], bool]) -> str | None:
    """The Chromium that is there, else the first that one of the ways brings."""
    if found := installed():
        return found
    for way in ways:
        if way() and (found := installed()):
            return found
    return None


def main() -> int:
    from tests.support.chromium import installed  # noqa: PLC0415  after the path is set

    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly"]
    chromium = find_chromium(installed, fetch_with_playwright, fetch_from_debian)
    if chromium:
        os.environ["CHROMIUM"] = chromium
        # As the files lie: the long walks through every page come early, so that neither core waits at the end.
        ways = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
        return 0 if run(*pytest, *ways, "-m", "browser", *WHERE) else 1
    print(NOT_RUN)
    return 1 if os.environ.get("BROWSER_REQUIRED") == "1" else 0


if __name__ == "__main__":
    sys.exit(main())
