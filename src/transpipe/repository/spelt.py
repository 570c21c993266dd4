"""Nouns as JSON and back, by the types that their fields have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def spell(value: Any) -> Any:
    """A noun as JSON has it: its fields in their order."""
    if is_dataclass(value) and not isinstance(value, type):
        return [spell(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return [[spell(key), spell(item)] for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [spell(item) for item in value]
    if isinstance(value, str | int | float | NoneType):
        return value
    raise TypeError(type(value))


def read(kind: Any, said: Any) -> Any:
    """The noun of a kind that was spelt so. Raises ValueError, TypeError where none was."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(parts, said)
    if origin is tuple:
        return _tuple(parts, said)
    if origin is not None and issubclass(origin, Mapping):
        return {read(parts[0], key): read(parts[1], item) for key, item in said}
    if origin is not None and issubclass(origin, Sequence):
        return tuple(read(parts[0], item) for item in said)
    if isinstance(kind, type) and is_dataclass(kind):
        types = _types(kind)
        values = [read(of, item) for of, item in zip(types, said, strict=True)]
        return kind(*values)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(said)
    if not isinstance(said, kind):
        raise TypeError(kind)
    return said


def _one_of(parts: tuple[Any, ...], said: Any) -> Any:
    if said is None and NoneType in parts:
        return None
    (kind,) = (part for part in parts if part is not NoneType)
    return read(kind, said)


def _tuple(parts: tuple[Any, ...], said: Any) -> tuple[Any, ...]:
    if parts[1:] == (...,):
        return tuple(read(parts[0], item) for item in said)
    return tuple(read(part, item) for part, item in zip(parts, said, strict=True))


@cache
def _types(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
