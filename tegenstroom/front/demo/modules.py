"""What is taught. A later version takes over from the one before what it does not say itself."""

from typing import Any

from tegenstroom.front.demo.clock import at, moment
from tegenstroom.front.demo.network import Network, read
from tegenstroom.training.actions.modules import Part, add_module, draft_version, edit_draft, publish
from tegenstroom.training.models import Module

A_YEAR = 365
LONG_TEXTS = ("description", "aims", "material")


def build(network: Network) -> None:
    """Each module with its versions, the first published a year ago, the next some months later."""
    for row in read("modules")["modules"]:
        with at(moment(-A_YEAR)):
            module = add_module(slug=row["slug"], by=network.people["rik"])
        for number, version in enumerate(row["versions"]):
            with at(moment(-A_YEAR + 250 * number)):
                _publish(network, module, **version)


def _publish(
    network: Network,
    module: Module,
    *,
    themes: list[str],
    parts: list[dict[str, Any]],
    what_changed: str = "",
    **content: Any,
) -> None:
    editor = network.people["rik"]
    content |= {name: content[name].strip() for name in LONG_TEXTS if name in content}
    draft = draft_version(module=module, by=editor)
    edit_draft(
        version=draft,
        parts=[Part(**part) for part in parts],
        themes=[network.themes[slug] for slug in themes],
        by=editor,
        **content,
    )
    version = publish(version=draft, by=editor, what_changed=what_changed)
    network.versions.setdefault(module.slug, []).append(version)
