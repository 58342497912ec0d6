"""Every sentence of the code reaches the translators, and no translation is lost."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tegenstroom.base.catalogues import compile_all
from tools import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
a = _("Ik kom")
b = ngettext("%(n)s plaats", "%(n)s plaatsen", 2)
c = pgettext("knop", "Stuur")
"""
TEMPLATE = """
<h1>{% translate "De vorming" %}</h1>
  {% if plaatsen %}{% blocktranslate trimmed count n=plaatsen %}
    Nog {{ n }} plaats.
  {% plural %}
    Nog {{ n }} plaatsen.
  {% endblocktranslate %}{% endif %}
{% form form submit=_("Ik schrijf me in") %}
{% blocktranslate trimmed with who=naam context "brief" %}
  Dag {{ who }},
  tot dan.
{% endblocktranslate %}
<p>Het is 's avonds, "dus" {% translate 'Breng licht mee' %}</p>
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    app = tmp_path / "tegenstroom" / "app"
    (app / "templates").mkdir(parents=True)
    (app / "tests").mkdir()
    (app / "views.py").write_text(PYTHON)
    (app / "templates" / "page.html").write_text(TEMPLATE)
    (app / "tests" / "test_it.py").write_text('_("Enkel voor een test")')
    return tmp_path


def test_all_kinds_of_sentences_are_found(house: Path) -> None:
    found = {(message.context, message.id) for message in messages.collected(house) if message.id}
    assert found == {
        (None, "Ik kom"),
        (None, ("%(n)s plaats", "%(n)s plaatsen")),
        ("knop", "Stuur"),
        (None, "De vorming"),
        (None, ("Nog %(n)s plaats.", "Nog %(n)s plaatsen.")),
        (None, "Ik schrijf me in"),
        ("brief", "Dag %(who)s, tot dan."),
        (None, "Breng licht mee"),
    }


def test_translations_stay_and_stale_ones_go(house: Path) -> None:
    file = messages.po_file("en", house)
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Ik kom"\nmsgstr "I am coming"\n\nmsgid "Weg ermee"\nmsgstr "Away"\n')
    messages.extract_all(house)
    first = file.read_bytes()
    assert b"I am coming" in first
    assert b"Weg ermee" not in first
    messages.extract_all(house)
    assert file.read_bytes() == first


def test_check_names_what_is_missing(house: Path) -> None:
    file = messages.po_file("fr", house)
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Ik kom"\nmsgstr "Je viens"\n')
    found = list(messages.problems(house))
    assert "fr: niet vertaald: 'De vorming'" in found
    assert not [line for line in found if line.startswith("fr") and "Ik kom" in line]


@pytest.mark.parametrize(
    ("said", "familiar"),
    [
        ("Vous venez", ""),
        ("Je tiens la porte", ""),
        ("Tu viens", "Tu"),
        ("C’est ton jour", "ton"),
        ("On t’appelle", "t’a"),
    ],
)
def test_everyone_is_spoken_to_in_the_same_way(house: Path, said: str, familiar: str) -> None:
    file = messages.po_file("fr", house)
    file.parent.mkdir(parents=True)
    file.write_text(f'msgid "Ik kom"\nmsgstr "{said}"\n')
    found = [line for line in messages.problems(house) if "beleefd" in line]
    assert len(found) == bool(familiar)
    assert not found or f"fr: {familiar!r}" in found[0]


def test_compiled_catalogues_follow_their_source(house: Path) -> None:
    messages.extract_all(house)
    compile_all(house)
    compiled = messages.po_file("en", house).with_suffix(".mo")
    before = compiled.stat().st_mtime_ns
    compile_all(house)
    assert compiled.stat().st_mtime_ns == before
    with messages.po_file("en", house).open("rb") as handle:
        assert "Content-Type" in dict(read_po(handle).mime_headers)
