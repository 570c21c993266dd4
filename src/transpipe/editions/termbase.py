"""The termbase of a repository and its own words, read once, by all who depend on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.config import own_words
from transpipe.config.own_words import WORDS
from transpipe.config.termbase import TERMS, parse
from transpipe.errors import BadSetting
from transpipe.model import Locale, Quotes, Termbase
from transpipe.model.inputs import shelved
from transpipe.model.term import OwnWord
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.text.terms import Finder, pattern_of
from transpipe.text.word_table import sound


def own_words_in(workspace: Workspace) -> tuple[OwnWord, ...]:
    """The project's own words of conversion: `words.toml`. Raises BadSetting."""
    if not workspace.exists(WORDS):
        return ()
    return own_words.parse(workspace.read_text(WORDS), workspace.config().authored)


def termbase_in(workspace: Workspace) -> Termbase:
    """The terms of the project: `terms.toml`. Raises BadSetting."""
    return parse(workspace.read_text(TERMS)) if workspace.exists(TERMS) else Termbase()


@dataclass(frozen=True, eq=False)
class Terms:
    """What finds the terms of the project: in English prose, and their forms in Chinese.

    `instead` is another termbase that somebody named, `more` are own words on trial.
    `quotes` is what the project has in traditional Chinese, `authored` what it is converted from.
    """

    workspace: Workspace
    instead: Termbase | None = None
    more: tuple[OwnWord, ...] = ()
    quotes: Quotes = Quotes.CORNER
    authored: Locale = Locale.ZH_CN

    @shelved
    def finder(self) -> Finder:
        """Made when it is first asked for."""
        return Finder(self.instead or termbase_in(self.workspace))

    @shelved
    def forms(self) -> Forms:
        """What terms are in other locales."""
        return Forms.of(self.finder.termbase, (*own_words_in(self.workspace), *self.more))


@dataclass(frozen=True)
class Forms:
    """By locale, what a word becomes that is cut out; `patterns` find all that terms have there."""

    patterns: Mapping[Locale, re.Pattern[str]]
    becomes: Mapping[Locale, Mapping[str, str]]

    @classmethod
    def of(cls, termbase: Termbase, own: Sequence[OwnWord] = ()) -> Forms:
        """The forms of all terms and of own words; the first of two terms that share one has it.

        Raises BadSetting for an own word that a term has a form for, that is there twice, that
        could stand in code, or that comes back to itself.
        """
        becomes: dict[Locale, dict[str, str]] = {}
        lines: dict[tuple[Locale, str], int] = {}
        for term in termbase.terms:
            for locale, form in term.forms:
                for target in term.targets:
                    becomes.setdefault(locale, {}).setdefault(target, form)
                    lines.setdefault((locale, target), term.line)
        for word in own:
            if line := lines.get((word.locale, word.word)):
                said = _("{word} has a form on line {line} of {file}")
                what = said.format(word=word.word, line=line, file=termbase.path or TERMS)
                raise BadSetting(WORDS, word.line, what)
        for locale in Locale:
            rows = ((w.line, (w.word, w.form)) for w in own if w.locale is locale)
            if found := sound(rows, WORDS):
                becomes.setdefault(locale, {}).update(found)
        targets = {target for term in termbase.terms for target in term.targets}
        patterns = {locale: _any_of({*targets, *found}) for locale, found in becomes.items()}
        return cls(patterns, becomes)


def _any_of(words: set[str]) -> re.Pattern[str]:
    """What finds the longest of some words."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(pattern_of, longest_first)))


@dataclass(frozen=True, eq=False)
class Termed:
    """A Converter that calls a term what the termbase says it is in a locale.

    A form within a longer one is that one's affair.
    """

    converter: Converter
    terms: Terms

    @property
    def version(self) -> str:
        """That of the converter: what a project changes in its own words is no upgrade."""
        return self.converter.version

    @property
    def quotes(self) -> Quotes:
        """What the project has for quotation marks in traditional Chinese."""
        return self.terms.quotes

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The texts in the script and words of `locale`, in order."""
        forms = self.terms.forms
        becomes = forms.becomes.get(locale)
        if not becomes:
            return self._converted(texts, locale)
        parts = [_parts(text, forms.patterns[locale], becomes) for text in texts]
        plain = iter(self._converted([p for each in parts for p in each[::2]], locale))
        return [
            "".join(
                becomes[part] if number % 2 else next(plain) for number, part in enumerate(each)
            )
            for each in parts
        ]

    def _converted(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """Plain conversion: from one traditional locale to another by way of zh_CN's words."""
        if Locale.ZH_CN not in (locale, self.terms.authored):
            texts = self.converter.convert(texts, Locale.ZH_CN)
        return self.converter.convert(texts, locale)


def _parts(text: str, pattern: re.Pattern[str], becomes: Mapping[str, str]) -> list[str]:
    """What is converted as usual, and at the odd places, between these, what becomes a form."""
    parts, end = list[str](), 0
    for found in pattern.finditer(text):
        if found[0] in becomes:
            parts += [text[end : found.start()], found[0]]
            end = found.end()
    return [*parts, text[end:]]
