"""What the values of settings must be: each kind of value is a function that refuses all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any, TypeVar

# What transpipe writes besides articles, and what is not looked into.
# What settings were called before.
_RENAMED = {"locales": "derived", "current_up_to": "tolerate", "keep": "min_translated"}
_OURS = ("locales", "_site", ".transpipe")
_MADE = ("_site", "node_modules", "__pycache__")
_MARKUP = re.compile(r"[A-Za-z_][\w:.-]*", re.ASCII)

T = TypeVar("T")
C = TypeVar("C", bound=str)
Kind = Callable[[object], T]


class Wrong(Exception):
    """What a value should have been, and the keys it stands below."""

    def __init__(self, should: str, *below: str | int) -> None:
        super().__init__(should)
        self.should = should
        self.below = below


@contextmanager
def below(key: str | int) -> Iterator[None]:
    """What is wrong inside stands below this key."""
    try:
        yield
    except Wrong as wrong:
        wrong.below = (key, *wrong.below)
        raise


def words(value: object) -> str:
    """A text."""
    if not isinstance(value, str) or "\0" in value:
        raise Wrong(_("should be a text in quotes"))
    return value


def database(value: object) -> str:
    """The address of a database; what is refused is not repeated, for it may hold a password."""
    said = words(value)
    if said and not said.startswith(("postgresql://", "postgres://")):
        raise Wrong(_("should be an address, postgresql://USER@HOST/NAME"))
    return said


def percent(value: object) -> float:
    """0 to 100."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise Wrong(_("should be a number from 0 to 100"))
    return float(value)


def positive(value: object) -> float:
    """A number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise Wrong(_("should be a number above 0"))
    return float(value)


def amount(value: object) -> float:
    """0 or a number above it."""
    return 0.0 if value == 0 and not isinstance(value, bool) else positive(value)


def count(value: object) -> int:
    """A whole number from 1 to 64."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 64:
        raise Wrong(_("should be a whole number from 1 to 64"))
    return value


def path(value: object) -> str:
    """A path in the repository: relative, `/` between folders, never out of it."""
    said = words(value).removeprefix("./").rstrip("/")
    absolute = words(value).startswith("/") or "\\" in said or said[1:2] == ":"
    if absolute or not {"..", ".git"}.isdisjoint(said.split("/")):
        raise Wrong(_("should be a path inside the repository"))
    return said


def name(value: object) -> str:
    """A path that names a file or folder, not the root."""
    if (said := path(value)) in ("", "."):
        raise Wrong(_("should name a file or folder"))
    return said


def folder(value: object) -> str:
    """A folder of articles: none that is hidden or made by tools, where nobody looks for any."""
    said = name(value)
    parts = said.split("/")
    if parts[0] in _OURS or any(part.startswith(".") or part in _MADE for part in parts):
        raise Wrong(_("should be a folder of articles, not {path}").format(path=said))
    return said


def article(value: object) -> str:
    """A path where an article may be."""
    said = name(value)
    if said.split("/")[0] in _OURS:
        raise Wrong(_("should be an article, not a file of transpipe's own"))
    return said


def markup_name(value: object) -> str:
    """The name of an attribute or key, as it stands in articles."""
    if not isinstance(value, str) or not _MARKUP.fullmatch(value):
        raise Wrong(_("should be a plain name, such as sidebar_label"))
    return value


def one_of(*choices: C) -> Kind[C]:
    """One of some words."""

    def choose(value: object) -> C:
        for choice in choices:
            if choice == value:
                return choice
        wanted = _("should be one of {choices}").format(choices=", ".join(choices))
        raise Wrong(wanted + _meant(str(value), choices))

    return choose


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong(_("should be true or false"))
    return value


def many(each: Kind[T], *, once: bool = False) -> Kind[tuple[T, ...]]:
    """A list of values of one kind; with `once` nothing stands twice in it."""

    def all_of(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Wrong(_("should be a list in square brackets"))
        found = tuple(each(item) for item in value)
        for number, item in enumerate(found):
            if once and item in found[:number]:
                raise Wrong(_("{item} stands there twice").format(item=item))
        return found

    return all_of


def by_path(each: Kind[T]) -> Kind[tuple[tuple[str, T], ...]]:
    """A table whose keys are paths."""

    def all_of(value: object) -> tuple[tuple[str, T], ...]:
        if not isinstance(value, Mapping):
            raise Wrong(_("should be a table"))
        found = []
        for key, item in value.items():
            with below(key):
                found.append((name(key), each(item)))
        return tuple(found)

    return all_of


def setting(kind: Kind[Any], key: str = "") -> Mapping[str, Any]:
    """The metadata of a dataclass field that is a key; `key` where Python has no such name."""
    return {"kind": kind, "key": key}


def table(made: type[T]) -> Kind[T]:
    """A table with the keys of a dataclass, and no others."""
    known = {
        field.metadata["key"] or field.name: (field.name, field.metadata["kind"])
        for field in fields(made)  # type: ignore[arg-type]  # what is handed in is a dataclass
        if "kind" in field.metadata
    }

    def read(value: object) -> T:
        if not isinstance(value, Mapping):
            raise Wrong(_("should be a table"))
        values = {}
        for key, item in value.items():
            with below(key):
                if key not in known:
                    if _RENAMED.get(key) in known:
                        said = _("this setting is called {name}").format(name=_RENAMED[key])
                        raise Wrong(said)
                    said = _("no such setting") + _meant(key.replace("-", "_"), tuple(known))
                    raise Wrong(said)
                attribute, kind = known[key]
                values[attribute] = kind(item)
        return made(**values)

    return read


def _meant(word: str, choices: tuple[str, ...]) -> str:
    near = get_close_matches(word, choices, 1)
    return _(" (did you mean {nearest}?)").format(nearest=near[0]) if near else ""
