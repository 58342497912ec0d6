"""Pages that are rendered once: everybody gets her own words in them, and nobody another's."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.middleware.csrf import _does_token_match, get_token
from django.test import RequestFactory, override_settings
from django.utils import translation

from tegenstroom.base import shells

PAGE = """{% csrf_token %}{{ request.path }} {{ word }} {{ name }} {{ NETWORK.name }} {% translate "Terug" %}"""
TOKEN = re.compile(r'value="(\w{64})"')


@pytest.fixture
def template(tmp_path: Path, settings: Any) -> str:
    """A template of which we count how often it is made."""
    (tmp_path / "shell.html").write_text(PAGE)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    shells._made.cache_clear()
    return "shell.html"


def asked(path: str = "/hier/", secret: str = "a" * 32) -> HttpRequest:
    request = RequestFactory().get(path)
    request.META["CSRF_COOKIE"] = secret
    return request


def text(request: HttpRequest, template: str, word: str = "dag", **hers: str) -> str:
    return shells.shell(request, template, {"word": word}, hers=hers).text


def test_it_is_made_once_and_says_to_each_what_is_hers(template: str) -> None:
    first = text(asked("/een/"), template, name="An")
    second = text(asked("/twee/", "b" * 32), template, name="<Bo> & co")
    assert "/een/ dag An" in first
    assert "/twee/ dag &lt;Bo&gt; &amp; co" in second
    assert "An" not in second.replace("Antwerpen", "")
    assert shells._made.cache_info().misses == 1
    assert shells.MARK not in first + second


def test_each_gets_a_token_that_fits_her_own_cookie(template: str) -> None:
    hers, other = "a" * 32, "b" * 32
    tokens = [TOKEN.findall(text(asked(secret=secret), template)) for secret in (hers, hers, other)]
    assert [len(each) for each in tokens] == [1, 1, 1]
    [one], [again], [others] = tokens
    # Masked anew in each answer: it may be compressed.
    assert one != again
    assert _does_token_match(one, hers)
    assert _does_token_match(again, hers)
    assert _does_token_match(others, other)
    assert not _does_token_match(others, hers)


def test_who_takes_it_packed_reads_the_same(template: str) -> None:
    request = RequestFactory().get("/hier/", headers={"Accept-Encoding": "br, gzip"})
    packed = shells.shell(request, template, {"word": "dag"}, hers={"name": "<Bo>"})
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    opened = gzip.decompress(packed.content).decode()
    plain = text(asked(), template, name="<Bo>")
    assert TOKEN.sub("", opened) == TOKEN.sub("", plain)


def test_who_refuses_it_packed_gets_it_plain(template: str) -> None:
    request = RequestFactory().get("/hier/", headers={"Accept-Encoding": "gzip;q=0"})
    found = shells.shell(request, template, {"word": "dag"}, hers={"name": "Bo"})
    assert "dag" in found.text
    assert not found.has_header("Content-Encoding")
    assert found["Vary"] == "Accept-Encoding"


def test_it_asks_for_the_cookie_as_a_rendered_token_does(template: str) -> None:
    request, other = asked(), asked()
    text(request, template)
    get_token(other)
    assert request.META.get("CSRF_COOKIE_NEEDS_UPDATE") == other.META.get("CSRF_COOKIE_NEEDS_UPDATE")


def test_another_word_language_or_house_is_another_page(template: str) -> None:
    assert "nacht" in text(asked(), template, "nacht")
    assert "dag" in text(asked(), template)
    with translation.override("fr"):
        assert "Terug" not in text(asked(), template)
    with override_settings(NETWORK={"name": "Een ander huis"}):
        assert "Een ander huis" in text(asked(), template)
    assert "Een ander huis" not in text(asked(), template)


def test_a_word_that_is_not_plain_is_refused(template: str) -> None:
    with pytest.raises(TypeError):
        shells.shell(asked(), template, {"word": ["een lijst"]})  # type: ignore[dict-item]  that is the fault
