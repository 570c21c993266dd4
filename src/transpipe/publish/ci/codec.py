"""Nouns as JSON and back: only what a noun's own types say comes back, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_LARGEST = 1 << 31


def encode(noun: object) -> Any:
    """A noun as JSON has it; what is as it is by default is left out."""
    if is_dataclass(noun):
        said = {each.name: getattr(noun, each.name) for each in fields(noun)}
        return {
            each.name: encode(said[each.name])
            for each in fields(noun)
            if said[each.name] != _default(each)
        }
    if isinstance(noun, tuple):
        return [encode(each) for each in noun]
    return noun.value if isinstance(noun, Enum) else noun


def decode(kind: type[T], said: object) -> T:
    """The noun that a value of JSON stands for. Raises ValueError where it stands for none."""
    found: T = _decoded(kind, said)
    return found


def _decoded(kind: Any, said: object) -> Any:
    if isinstance(kind, UnionType):
        other, *none = (each for each in get_args(kind) if each is not NoneType)
        if none:
            raise TypeError(kind)
        return None if said is None else _decoded(other, said)
    if get_origin(kind) is tuple:
        if not isinstance(said, list):
            raise ValueError(kind)
        return tuple(_decoded(get_args(kind)[0], each) for each in said)
    if is_dataclass(kind):
        return _noun(kind, said)
    if isinstance(kind, type) and issubclass(kind, Enum):
        if not isinstance(said, str):
            raise ValueError(kind)
        return kind(said)
    if type(said) is not kind or (isinstance(said, int) and not -_LARGEST < said < _LARGEST):
        raise ValueError(kind)
    return said


def _noun(kind: Any, said: object) -> Any:
    types, known = _types(kind), {each.name: each for each in fields(kind)}
    if not isinstance(said, Mapping) or not known.keys() >= said.keys():
        raise ValueError(kind)
    needed = {name for name, each in known.items() if _default(each) is MISSING}
    if not said.keys() >= needed:
        raise ValueError(kind)
    return kind(**{name: _decoded(types[name], each) for name, each in said.items()})


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _default(each: Field[Any]) -> object:
    return each.default_factory() if each.default_factory is not MISSING else each.default
