"""Nouns as JSON and back, by the types that their fields have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
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
    return _reader(kind)(said)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What reads a kind: its type is looked at once, and not for each value."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(parts)
    if origin is tuple:
        return _tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        of_key, of_item = _reader(parts[0]), _reader(parts[1])
        return lambda said: {of_key(key): of_item(item) for key, item in said}
    if origin is not None and issubclass(origin, Sequence):
        return _tuple((parts[0], ...))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return partial(_plain, kind)


def _plain(kind: type, said: Any) -> Any:
    if not isinstance(said, kind):
        raise TypeError(kind)
    return said


def _optional(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    (kind,) = (part for part in parts if part is not NoneType)
    of_kind, may_be_none = _reader(kind), NoneType in parts
    return lambda said: None if said is None and may_be_none else of_kind(said)


def _tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[1:] == (...,):
        of_item = _reader(parts[0])
        return lambda said: tuple(map(of_item, said))
    readers = tuple(map(_reader, parts))
    return lambda said: tuple(of(item) for of, item in zip(readers, said, strict=True))


def _dataclass(kind: type) -> Callable[[Any], Any]:
    """Its fields are looked up at the first value: a noun may hold others of its own kind."""

    def made(said: Any) -> Any:
        return kind(*(_reader(of)(item) for of, item in zip(_types(kind), said, strict=True)))

    return made


@cache
def _types(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
