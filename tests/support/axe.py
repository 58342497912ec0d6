"""The rules of axe, run in the page itself, without a network."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    # Style sheets need not be fetched again to be judged: nothing of ours plays by itself.
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {
        # We promise 7 : 1, and targets that a thumb can hit. What holds 7 : 1 holds 4.5 : 1 too.
        "color-contrast": {"enabled": False},
        "color-contrast-enhanced": {"enabled": True},
        "target-size": {"enabled": True},
    },
}
# Below 4.5 : 1 the rule for 7 : 1 keeps silent and leaves the word to the other one; ours speaks for both.
DOWN_TO_NOTHING = """() => axe.configure({checks: [{
  id: "color-contrast-enhanced",
  options: {ignoreUnicode: true, ignoreLength: false, ignorePseudo: false, boldValue: 700, boldTextPt: 14,
    largeTextPt: 18, contrastRatio: {normal: {expected: 7}, large: {expected: 4.5}}, pseudoSizeThreshold: 0.25,
    shadowOutlineEmMax: 0.1, textStrokeEmMin: 0.03},
}]})"""
# What another screen or other colours can spoil on a page whose names and order were judged already.
LOOKS = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": [
        "color-contrast-enhanced",
        "link-in-text-block",
        "scrollable-region-focusable",
        "target-size",
    ],
}


def findings(page: Page, *, again: bool = False) -> list[str]:
    """One line a finding: which rule, how bad, where.

    `again`: the same page stands on another screen or in other colours, and only what those change is judged.
    """
    # The page keeps the library until it is left: half a megabyte need not travel twice.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(DOWN_TO_NOTHING)
    violations = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", LOOKS if again else OPTIONS
    )
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {' '.join(node['failureSummary'].split())}"
        for found in violations
        for node in found["nodes"]
    ]
