"""The termbase of a repository, read once, by all whose findings or words depend on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transpipe.config.termbase import TERMS, parse
from transpipe.model import Locale, Termbase
from transpipe.model.inputs import shelved
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.text.terms import Finder, pattern_of


def termbase_in(workspace: Workspace) -> Termbase:
    """The terms of the project: `terms.toml`. Raises BadSetting."""
    return parse(workspace.read_text(TERMS)) if workspace.exists(TERMS) else Termbase()


@dataclass(frozen=True, eq=False)
class Terms:
    """What finds the terms of the project: in English prose, and their forms in Chinese.

    `instead` is another termbase that somebody named.
    """

    workspace: Workspace
    instead: Termbase | None = None

    @shelved
    def finder(self) -> Finder:
        """Made when it is first asked for."""
        return Finder(self.instead or termbase_in(self.workspace))

    @shelved
    def forms(self) -> Forms:
        """What terms are in other locales."""
        return Forms.of(self.finder.termbase)


@dataclass(frozen=True)
class Forms:
    """By locale, what a Chinese form of a term becomes; `pattern` finds all that terms have."""

    pattern: re.Pattern[str] | None
    becomes: Mapping[Locale, Mapping[str, str]]

    @classmethod
    def of(cls, termbase: Termbase) -> Forms:
        """The forms of all terms; the first of two terms that share one has it."""
        becomes: dict[Locale, dict[str, str]] = {}
        for term in termbase.terms:
            for locale, form in term.forms:
                for target in term.targets:
                    becomes.setdefault(locale, {}).setdefault(target, form)
        found = {target for term in termbase.terms for target in term.targets}
        longest_first = sorted(found, key=lambda form: (-len(form), form))
        pattern = re.compile("|".join(map(pattern_of, longest_first))) if becomes else None
        return cls(pattern, becomes)


@dataclass(frozen=True, eq=False)
class Termed:
    """A Converter that calls a term what the termbase says it is in a locale.

    A form within a longer one is that one's affair.
    """

    converter: Converter
    terms: Terms

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The texts in the script and words of `locale`, in order."""
        forms = self.terms.forms
        becomes = forms.becomes.get(locale)
        if forms.pattern is None or not becomes:
            return self.converter.convert(texts, locale)
        parts = [_parts(text, forms.pattern, becomes) for text in texts]
        plain = iter(self.converter.convert([p for each in parts for p in each[::2]], locale))
        return [
            "".join(
                becomes[part] if number % 2 else next(plain) for number, part in enumerate(each)
            )
            for each in parts
        ]


def _parts(text: str, pattern: re.Pattern[str], becomes: Mapping[str, str]) -> list[str]:
    """What is converted as usual, and at the odd places, between these, what becomes a form."""
    parts, end = list[str](), 0
    for found in pattern.finditer(text):
        if found[0] in becomes:
            parts += [text[end : found.start()], found[0]]
            end = found.end()
    return [*parts, text[end:]]
