"""What import-linter cannot see: which modules of an app are public, and where foreign keys point."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "tegenstroom"
LAYERS = [
    "config",
    "front",
    "dialogue",
    "measurement",
    "training",
    "library",
    "coaches",
    "billing",
    "organisations",
]
LAYERS += ["accounts", "base", "engines"]
# Beside one another: neither may name the other.
SIBLINGS = {"dialogue": "measurement", "measurement": "dialogue"}
PUBLIC = {"models", "actions", "access", "rules"}
# Declarations on plain values that every layer above may name.
PUBLIC_FILES = {
    "accounts": {"roles"},
    "billing": {"words"},
    "coaches": {"figures", "words"},
    "training": {"figures"},
}


def sources(*parts: str) -> list[Path]:
    return sorted(HOUSE.joinpath(*parts).rglob("*.py"))


@cache
def imported(file: Path) -> tuple[str, ...]:
    """Every module or name that a file imports, dotted: `from a.b import c` gives a.b.c."""
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0]


def is_test(file: Path) -> bool:
    return "tests" in file.parts


def may_cross(file: Path, target: str) -> bool:
    """Whether `file` may import `target`, a dotted name below tegenstroom."""
    layer, *rest = target.removeprefix("tegenstroom.").split(".")
    if layer in {layer_of(file), "base", "config", "engines"}:
        return True
    if not rest:
        return False
    if is_test(file) and rest[:2] == ["tests", "factories"]:
        return True
    return rest[0] in PUBLIC | PUBLIC_FILES.get(layer, set())


def test_across_apps_only_models_actions_access_and_rules_are_public() -> None:
    crossings = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sources()
        for name in imported(file)
        if name.startswith("tegenstroom.") and not may_cross(file, name)
    ]
    assert not crossings


def test_rules_know_no_django_and_no_rows() -> None:
    rules = [file for file in sources() if not is_test(file) and {"rules", "rules.py"} & set(file.parts)]
    assert rules
    taught = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in rules
        for name in imported(file)
        if name.split(".")[0] in {"django", "allauth"} or ".models" in name or ".actions" in name
    ]
    assert not taught


def test_nobody_uses_signals() -> None:
    wired = [
        str(file.relative_to(ROOT))
        for file in sources()
        if not is_test(file)
        for name in imported(file)
        # Signals of Django and of allauth; what policy hears of dialogues is called so too.
        if "signals" in name.split(".") and not name.startswith("tegenstroom.dialogue.")
    ]
    assert not wired


def relations() -> Iterator[tuple[type[Model], Field]]:
    for model in apps.get_models():
        if model.__module__.startswith("tegenstroom."):
            yield from (
                (model, field) for field in model._meta.get_fields() if field.is_relation and field.concrete
            )


def test_foreign_keys_point_downwards_and_leave_no_trace_there() -> None:
    wrong = []
    for model, field in relations():
        here = model._meta.app_label
        there = field.related_model._meta.app_label
        if there == here or there not in LAYERS:
            continue
        if LAYERS.index(there) < LAYERS.index(here) or SIBLINGS.get(here) == there:
            wrong.append(f"{model.__name__}.{field.name} points up or aside to {there}")
        if not field.remote_field.hidden:
            wrong.append(f"{model.__name__}.{field.name} needs related_name='+'")
    assert not wrong


@pytest.mark.parametrize("layer", LAYERS)
def test_the_contract_knows_every_layer(layer: str) -> None:
    assert (HOUSE / layer).is_dir()
    assert re.search(rf'layers = .*[" |]{layer}[" |]', (ROOT / "pyproject.toml").read_text())
