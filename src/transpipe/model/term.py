"""Nouns of terms: what the project calls a thing, and what its translations call it so far."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.model.text import Locale
from transpipe.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the termbase: an English term and what it is in Chinese.

    Of the `targets` the first is preferred; a term that is to stay as it is has none. `forms` are
    what it is in other locales, `forbidden` what it must not be called. With `exact_case` only the
    spelling of the source is the term; with `gloss` the English stands behind its first use.
    `line` is where it stands in its file.
    """

    source: str
    targets: tuple[str, ...] = ()
    forms: tuple[tuple[Locale, str], ...] = ()
    forbidden: tuple[str, ...] = ()
    exact_case: bool = False
    gloss: bool = False
    note: str = ""
    line: int = 0

    @property
    def stays(self) -> bool:
        """Whether it is a name that is not translated."""
        return not self.targets

    @property
    def target(self) -> str:
        """What it is to be in Chinese."""
        return self.targets[0] if self.targets else self.source


@dataclass(frozen=True, slots=True)
class Termbase:
    """The terms of a project, in the order of their file; `path` is that file."""

    terms: tuple[Term, ...] = ()
    path: str = ""

    def find(self, source: str) -> Term | None:
        """The term of an English word or phrase, small and capital letters being the same."""
        wanted = source.casefold()
        return next((term for term in self.terms if term.source.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word of zh_CN and the form that the project has for it in a locale, with its line."""

    word: str
    form: str
    locale: Locale
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rendering:
    """What translations call a term in `count` units, and some of them."""

    text: str
    count: int
    examples: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that translations hold, with what they call it, the most common form first."""

    term: str
    renderings: tuple[Rendering, ...]

    @property
    def best(self) -> Rendering:
        """What most units call it."""
        return self.renderings[0]

    @property
    def drift(self) -> tuple[Rendering, ...]:
        """The other forms that are no accident: more than one unit in ten has each, and two do."""
        least = max(2, sum(form.count for form in self.renderings) / 10)
        return tuple(form for form in self.renderings[1:] if form.count >= least)
