"""The rules of axe, run in the page itself, without a network."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    # Style sheets need not be fetched again to be judged: nothing of ours plays by itself.
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # We promise 7 : 1, and targets that a thumb can hit.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}


def findings(page: Page) -> list[str]:
    """One line a finding: which rule, how bad, where."""
    # The page keeps the library until it is left: half a megabyte need not travel twice.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", OPTIONS)
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {' '.join(node['failureSummary'].split())}"
        for found in violations
        for node in found["nodes"]
    ]
