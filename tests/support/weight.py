"""What a page weighs on the wire for a screen that was never here: page, style, letters and mark."""

from tests.support.browser import Visitor


def weight(visitor: Visitor, path: str) -> int:
    """All bytes that come in until the page asks for nothing more."""
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")
    return sum(sizes)
