"""Text that people type as Markdown, made into the little HTML that a page may hold."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br", "code"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_parser = MarkdownIt("commonmark", {"html": False})


# Kept for what is published: no word of a case or of a dialogue may come here, for it would stay in memory.
@lru_cache(maxsize=512)
def to_html(text: str, top: int = 2) -> SafeString:
    """Sanitised HTML of `text`; its highest heading becomes an `h<top>`, to fit the page around it."""
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 6)}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(clean.strip())  # noqa: S308  nh3 has just cleaned it
