"""TOML out. Python reads it and does not write it; a pack needs no more than this.

A list of tables becomes `[[…]]` at the top and stands on lines of its own below it; a text by language becomes
dotted keys, so that languages stand under one another.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def as_toml(tables: Mapping[str, Any]) -> str:
    """Tables of plain values, lists and texts as TOML. Plain values first, as TOML asks."""
    plain = {name: value for name, value in tables.items() if not _is_table(value)}
    blocks = ["\n".join(_entries(plain))]
    for name, value in tables.items():
        if isinstance(value, Mapping):
            blocks.append("\n".join([f"[{name}]", *_entries(value)]))
        elif _is_table(value):
            blocks += ["\n".join([f"[[{name}]]", *_entries(each)]) for each in value]
    return "\n\n".join(blocks) + "\n"


def _entries(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values()):
            yield from (f"{name}.{language} = {_value(words)}" for language, words in value.items())
        elif isinstance(value, list) and _is_table(value):
            yield f"{name} = [\n" + "".join(f"    {_value(each)},\n" for each in value) + "]"
        else:
            yield f"{name} = {_value(value)}"


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and any(isinstance(each, Mapping) for each in value)
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            # A string of JSON is one of TOML, but for DEL.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{ " + ", ".join(f"{name} = {_value(each)}" for name, each in value.items()) + " }"
        case _:
            return "[" + ", ".join(_value(each) for each in value) + "]"
