"""A server that answers has nothing left to compile."""

import gc
from collections.abc import Iterator

import pytest
from django.template import Template, engines
from django.template.loader import get_template

from tegenstroom.base.warm import warm_up


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """What conftest.py set aside is looked through here; afterwards it is set aside again, for the other tests."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_afterwards_no_page_waits_for_its_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_nodelist = Template.compile_nodelist

    def counted(self: Template) -> object:
        compiled.append(self.name)
        return compile_nodelist(self)

    monkeypatch.setattr(Template, "compile_nodelist", counted)
    # What other tests compiled already is forgotten.
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    warm_up()
    assert {"base.html", "dialogue/room.html", "parts/band.html"} <= set(compiled)
    compiled.clear()
    for name in ("base.html", "dialogue/room.html", "parts/band.html", "dialogue/parts/room_turn.html"):
        get_template(name)
    assert compiled == []


def test_what_stands_then_is_not_looked_through_for_rubbish() -> None:
    before = gc.get_freeze_count()
    warm_up()
    # Modules and templates are very many things; what is left to look through is little.
    assert gc.get_freeze_count() - before > 10 * len(gc.get_objects())
