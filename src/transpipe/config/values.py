"""What the values of settings must be: each kind of value is a function that refuses all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from difflib import get_close_matches
from gettext import gettext as _
from posixpath import basename, normpath
from typing import Any, TypeVar
from unicodedata import normalize

from transpipe.model import AUTHORED, Locale, Mount, PairPattern

# What transpipe writes besides articles, and what is not looked into.
# What settings were called before.
_RENAMED = {"locales": "derived", "current_up_to": "tolerate", "keep": "min_translated"}
_DERIVED = {locale.value: locale for locale in Locale if locale is not AUTHORED}
_OURS = ("locales", "_site", ".transpipe")
_MADE = ("_site", "node_modules", "__pycache__")
# Where the English of this repository's own history is seen.
_IN_PLACE = "english"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|[^/]+@[^/]+:", re.IGNORECASE)

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


def pairs(value: object) -> tuple[PairPattern, ...]:
    """A list of tables, each with source and target, perhaps with where derived files stand."""
    found = []
    for number, item in enumerate(many(lambda each: each)(value)):
        with below(number):
            known = {"source", "target", *_DERIVED}
            if not isinstance(item, Mapping) or not {"source", "target"} <= set(item) <= known:
                raise Wrong(_("should have source and target, and no more but zh_TW and zh_HK"))
            with below("target"):
                target = article(item["target"])
            with below("source"):
                source, mount = _source(item["source"], target)
            found.append(PairPattern(source, target, tuple(_derived(item)), number, mount))
    return tuple(found)


def _source(value: object, target: str) -> tuple[str, Mount | None]:
    """The path or pattern of sources, and where these lie if that is elsewhere."""
    if not isinstance(value, Mapping):
        return article(value), None
    if not {"git", "rev"} & set(value) or not set(value) <= {"git", "rev", "path", "as"}:
        raise Wrong(_("should be a path, or have git or rev, perhaps path and as, and no more"))
    git, revision = (_named(value, key) for key in ("git", "rev"))
    git = "" if git in (".", "./") else git
    if _ADDRESS.match(git):
        with below("git"):
            raise Wrong(_("should be a folder or a remote's name: nothing is fetched; clone it"))
    if not git and not revision:
        raise Wrong(_("should have rev too: files of this work tree need no git"))
    with below("as"):
        seen = folder(value["as"]) if "as" in value else _seen_in(git)
    with below("path"):
        path = article(value["path"]) if "path" in value else target
    mount = Mount(seen, git, revision)
    return mount.seen(path), mount


def check_mounts(pairs: Iterable[PairPattern]) -> None:
    """Each tree elsewhere has a folder of its own, in which there are no targets. Raises Wrong."""
    pairs = tuple(pairs)
    known = {pair.mount: pair.number for pair in reversed(pairs) if pair.mount}
    for mount, number in known.items():
        with below("pairs"), below(number), below("source"):
            if any(_overlap(mount.folder, other.folder) for other in known if other != mount):
                said = _("two sources elsewhere are seen in {path}; give one another name with as")
                raise Wrong(said.format(path=f"{mount.folder}/"))
        for pair in pairs:
            with below("pairs"), below(pair.number), below("target"):
                if _overlap(mount.folder, pair.target):
                    said = _(
                        "{path} lies in the folder of a source elsewhere; nothing is written there"
                    )
                    raise Wrong(said.format(path=pair.target))


def _overlap(folder: str, path: str) -> bool:
    one, other = (f"{normalize('NFC', each)}/" for each in (folder, path))
    return one.startswith(other) or other.startswith(one)


def _named(table: Mapping[str, object], key: str) -> str:
    """What a key of a table names, '' where it is not there."""
    if key not in table:
        return ""
    with below(key):
        said = words(table[key])
        if not said or not said.isprintable():
            raise Wrong(_("should name something"))
    return said


def _seen_in(git: str) -> str:
    """The folder in which a tree is seen if nothing else is said: a submodule where it lies."""
    whole = normpath(git)
    if git and not whole.startswith(("/", "..")):
        with suppress(Wrong):
            return folder(whole)
    return folder((basename(whole) if git else "").lstrip(".") or _IN_PLACE)


def _derived(item: Mapping[str, object]) -> Iterator[tuple[Locale, str]]:
    for key, locale in _DERIVED.items():
        if key in item:
            with below(key):
                yield locale, article(item[key])


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
