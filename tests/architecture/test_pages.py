"""Templates that the content security policy would break, or that a reader without JavaScript could not use."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A mail is no page: it has no policy, and mail programs read no style sheet.
TEMPLATES = sorted(
    file for file in (ROOT / "tegenstroom").rglob("templates/**/*.html") if "emails" not in file.parts
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
REFUSED = {
    "an inline style": re.compile(r"<[^>]+\sstyle\s*=|<style\b", re.IGNORECASE),
    "an event in an attribute": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.I
    ),
    # Without the stylesheet it would fill the screen.
    "a drawing without a size": re.compile(r"<svg\b(?!(?=[^>]*\swidth=)[^>]*\sheight=)", re.IGNORECASE),
    # Help texts are ours or Django's own: no reader writes them.
    "the |safe filter": re.compile(r"(?<!help_text)\|\s*safe\b"),
}


def without_comments(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("what", REFUSED)
def test_no_template_holds(what: str) -> None:
    pattern = REFUSED[what]
    assert [str(file.relative_to(ROOT)) for file in TEMPLATES if pattern.search(without_comments(file))] == []


def test_scripts_come_from_files() -> None:
    inline = [
        str(file.relative_to(ROOT))
        for file in TEMPLATES
        for attributes, body in SCRIPT.findall(without_comments(file))
        if "src=" not in attributes or body.strip()
    ]
    assert inline == []


def test_forms_that_change_something_bear_a_token() -> None:
    bare = [
        str(file.relative_to(ROOT))
        for file in TEMPLATES
        for form in re.findall(r"<form\b.*?</form>", without_comments(file), re.DOTALL | re.IGNORECASE)
        if re.search(r"method\s*=\s*[\"']?post", form, re.IGNORECASE) and "csrf_token" not in form
    ]
    assert bare == []
