"""The translations that links may lead to: of each source article, as far as it is published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from transpipe.links.pages import from_content


@dataclass(frozen=True, eq=False)
class Targets:
    """The translation of each source article, as far as it `is_published`; asked when needed."""

    of: Mapping[str, str] = field(default_factory=dict)
    is_published: Callable[[str], bool] = lambda _source: True

    def get(self, source: str) -> str | None:
        """The published translation of an article, None where there is none."""
        target = self.of.get(source)
        return target if target is not None and self.is_published(source) else None

    def sources(self, target: str) -> list[str]:
        """The articles whose published translation a file is."""
        return [source for source in self._sources.get(target, ()) if self.is_published(source)]

    def named(self, target: str) -> list[str]:
        """The articles whose translation a file is, published or not."""
        return list(self._sources.get(target, ()))

    @property
    def all_files(self) -> Collection[str]:
        """The files of all translations, published or not."""
        return self._sources

    def missing(self, named: str) -> Iterator[str]:
        """The articles without a translation that have this path in both contents."""
        for source in self._by_content.get(unquote(named), ()):
            if self.get(source) is None:
                yield source

    @cached_property
    def _by_content(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, target in self.of.items():
            found.setdefault(from_content(source, target), []).append(source)
        return found

    @cached_property
    def either(self) -> Collection[str]:
        """All sources and their translations, published or not."""
        return frozenset((*self.of, *self._sources))

    @cached_property
    def _sources(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source, target in self.of.items():
            found.setdefault(target, []).append(source)
        return found
