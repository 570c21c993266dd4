"""Which file a link of a row means that leads to none: one that is spelt otherwise, or has moved.

Each way of looking is surer than the one behind it; the first that finds anything decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from transpipe.pairs.index import Side, joined
from transpipe.pairs.naming import folded
from transpipe.pairs.patterns import SUFFIXES
from transpipe.pairs.tree import Tree

# The names that a file has had, as git knows them.
Former = Callable[[str], Collection[str]]


def _nothing(_path: str) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class Candidates:
    """The articles that links in the folder of an index can mean.

    `taken` are those that other rows link rightly: no link means one of them that is not spelt so.
    """

    tree: Tree
    folder: str
    taken: frozenset[str] = frozenset()
    former: Former = field(default=_nothing)

    def meant(self, target: str, side: Side) -> tuple[str, ...]:
        """The files that a destination can mean: one where it is known, several where not."""
        for look in (self._spelt, self._alike, self._renamed, self._elsewhere):
            found = tuple(dict.fromkeys(path for path in look(target) if self._fits(path, side)))
            if found:
                return found
        return ()

    def _fits(self, path: str, side: Side) -> bool:
        places = self.tree.places
        other = places.target_dir if side is Side.SOURCE else places.source_dir
        return not path.startswith(f"{other}/")

    def _spelt(self, target: str) -> Iterator[str]:
        """Files of that very name, read in one encoding or another, from here or the root."""
        for path in self._paths(target):
            found = self.tree.find(path)
            if found is not None and found.lower().endswith(SUFFIXES):
                yield found

    def _paths(self, target: str) -> Iterator[str]:
        for reading in readings(target):
            for folder in dict.fromkeys((self.folder, "")):
                if path := joined(folder, reading.lstrip("/")):
                    yield path

    def _alike(self, target: str) -> Iterator[str]:
        """Files whose path is the same but for case, blanks and what ends it."""
        known = self._known
        yield from (known[_plain(path)] for path in self._paths(target) if _plain(path) in known)

    def _renamed(self, target: str) -> Iterator[str]:
        """Files that had that name once."""
        wanted = {unicodedata.normalize("NFC", path) for path in self._paths(target)}
        for path in self._free:
            names = {unicodedata.normalize("NFC", name) for name in self.former(path)}
            if wanted & names:
                yield path

    def _elsewhere(self, target: str) -> Iterable[str]:
        """Files of that name in another folder."""
        names = {_name(reading) for reading in readings(target)}
        return (path for path in self._free if _name(path) in names)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {_plain(path): path for path in reversed(self._free)}

    @cached_property
    def _free(self) -> tuple[str, ...]:
        return tuple(path for path in self.tree.articles if path not in self.taken)


def readings(target: str) -> tuple[str, ...]:
    """What a destination can say, the likeliest first: percent signs, references, backslashes."""
    found = [target.strip()]
    for _round in range(_ROUNDS):
        for reading in tuple(found):
            found += (read(reading) for read in _READINGS)
        found = list(dict.fromkeys(found))[:_MOST]
    return tuple(reading for reading in found if reading.isprintable())


_ROUNDS, _MOST = 2, 64
_READINGS: tuple[Callable[[str], str], ...] = (
    lambda text: unquote(text, errors="surrogateescape"),
    lambda text: text.replace("\\", "/"),
    unescape,
    lambda text: unquote(text, "gb18030", "replace"),
    lambda text: unquote(text, "big5", "replace"),
    lambda text: text.replace("+", " "),
    lambda text: unicodedata.normalize("NFKC", text),
    lambda text: text.split("#", 1)[0].split("?", 1)[0],
    lambda text: re.sub(r"\A(?:file:)?/*(?:[A-Za-z]:)?/*", "", text),
    lambda text: text.rstrip(" .,;:。，；：、"),
)


def _plain(path: str) -> str:
    return "/".join(folded(part) for part in _unended(path).split("/"))


def _name(path: str) -> str:
    return folded(_unended(path).rpartition("/")[2])


def _unended(path: str) -> str:
    """A path without the ending of an article."""
    ending = next((end for end in SUFFIXES if path.lower().endswith(end)), "")
    return path[: len(path) - len(ending)]
