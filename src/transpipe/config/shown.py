"""All settings with their values, in the words of a settings file, and the line of each there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from transpipe.config.settings import Config

_PASSWORD = re.compile(r"(?<=//)[^@/]*@")


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting: its key with the tables above it, its value as TOML has it; `line` 0 if unset."""

    key: str
    value: str
    line: int = 0


def shown(config: Config) -> Iterator[Shown]:
    """Every setting, also those that have their usual value; who may ask a database is not told."""
    lines = dict(config.origins)
    for field in _settings(config):
        name, value = _key(field), getattr(config, field.name)
        if field.name == "pairs":
            for number, pair in enumerate(value):
                said = f"{{ source = {_toml(pair.source)}, target = {_toml(pair.target)} }}"
                yield Shown(f"pairs[{number}]", said, lines.get(f"pairs.{number}.source", 0))
        elif field.name == "articles":
            for path, metadata in value:
                yield from _set(metadata, f"articles.{_toml(path)}", lines.get(f"articles.{path}"))
        elif is_dataclass(value):
            for inner in _settings(value):
                key = f"{name}.{_key(inner)}"
                yield Shown(key, _value(inner, getattr(value, inner.name)), lines.get(key, 0))
        else:
            said = _PASSWORD.sub("…@", value) if field.name == "memory" else value
            yield Shown(name, _toml(said), lines.get(name, 0))


def _set(table: Any, above: str, line: int | None) -> Iterator[Shown]:
    """What a table of an article says; of what it leaves out nothing is usual."""
    for inner in _settings(table):
        value = getattr(table, inner.name)
        if value:
            yield Shown(f"{above}.{_key(inner)}", _toml(value), line or 0)


def _settings(table: Any) -> tuple[Field[Any], ...]:
    return tuple(field for field in fields(table) if "kind" in field.metadata)


def _key(field: Field[Any]) -> str:
    return str(field.metadata["key"] or field.name)


def _value(field: Field[Any], value: Any) -> str:
    """A value as TOML has it; what is kept as pairs of a name and a value is a table."""
    if not str(field.type).startswith("tuple[tuple[str,"):
        return _toml(value)
    rows = ", ".join(f"{_toml(name)} = {_toml(said)}" for name, said in value)
    return f"{{ {rows} }}" if rows else "{}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return _toml(value.value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_toml, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
