"""The termbase as a file, `terms.toml`: a table `[[term]]` for each term, read strictly, added to.

Whatever is wrong with a row is said with its line. What people wrote in the file stays; new terms
come behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _

import transpipe.config.values as values
from transpipe.config.toml_file import Trail, line_of, load, places_in
from transpipe.config.values import Wrong, setting
from transpipe.errors import BadSetting
from transpipe.model import Locale, Term, Termbase

TERMS = "terms.toml"


def _form(value: object) -> str:
    """A word or more on one line, with no blanks around."""
    said = values.words(value)
    if not said or said != " ".join(said.split()):
        raise Wrong(_("should be words on one line, without blanks around them"))
    return said


def _forms(value: object) -> tuple[str, ...]:
    """A form, or several in a list, the preferred one first."""
    if isinstance(value, str):
        return (_form(value),)
    found = values.many(_form, once=True)(value)
    if not found:
        raise Wrong(_("should name a form"))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """`[[term]]` as it is written."""

    source: str = field(default="", metadata=setting(_form))
    target: tuple[str, ...] = field(default=(), metadata=setting(_forms))
    keep: bool = field(default=False, metadata=setting(values.flag))
    zh_CN: str = field(default="", metadata=setting(_form))  # noqa: N815  # as locales are called
    zh_TW: str = field(default="", metadata=setting(_form))  # noqa: N815
    zh_HK: str = field(default="", metadata=setting(_form))  # noqa: N815
    forbidden: tuple[str, ...] = field(default=(), metadata=setting(_forms))
    case: bool = field(default=False, metadata=setting(values.flag))
    gloss: bool = field(default=False, metadata=setting(values.flag))
    note: str = field(default="", metadata=setting(values.words))

    def term(self) -> Term:
        """What it says, where it makes sense. Raises Wrong."""
        if not any(c.isalnum() for c in self.source):
            raise Wrong(_("should be the English term"), "source")
        if bool(self.target) == self.keep:
            raise Wrong(_("wanted is either target or keep = true"), "source")
        if self.source in self.target:
            said = _("{term} would become itself; a name that stays has keep = true")
            raise Wrong(said.format(term=self.source), "target")
        for form in self.forbidden:
            if form in (*self.target, self.zh_CN, self.zh_TW, self.zh_HK):
                raise Wrong(_("{form} is a target, too").format(form=form), "forbidden")
        by_locale = zip(Locale, (self.zh_CN, self.zh_TW, self.zh_HK), strict=True)
        forms = tuple((locale, form) for locale, form in by_locale if form)
        exact = self.case or self.keep
        return Term(self.source, self.target, forms, self.forbidden, exact, self.gloss, self.note)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The whole file."""

    term: tuple[_Row, ...] = field(default=(), metadata=setting(values.many(values.table(_Row))))


def parse(text: str, path: str = TERMS) -> Termbase:
    """The terms in a text. Raises BadSetting, which names the line."""
    found = load(text, path)
    places = dict(reversed(list(places_in(text))))
    try:
        return Termbase(_terms(found, places), path)
    except Wrong as wrong:
        key = ".".join(part for part in wrong.below if isinstance(part, str))
        said = f"{key}: {wrong.should}" if key else wrong.should
        raise BadSetting(path, line_of(places, wrong.below), said) from None


def _terms(found: Mapping[str, object], places: Mapping[Trail, int]) -> tuple[Term, ...]:
    rows = found.get("term", [])
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        with values.below("term"), values.below(number):
            values.table(_Row)(row)  # says which of them is wrong
    terms: dict[str, Term] = {}
    for number, each in enumerate(values.table(_Rows)(found).term):
        with values.below("term"), values.below(number):
            term = replace(each.term(), line=line_of(places, ("term", number)))
            other = terms.setdefault(term.source.casefold(), term)
            if other is not term:
                said = _("{term} is on line {line} already")
                raise Wrong(said.format(term=term.source, line=other.line), "source")
    return tuple(terms.values())


def added(text: str, terms: Iterable[Term]) -> str:
    """The text with terms behind those it has."""
    head = text if not text or text.endswith("\n") else text + "\n"
    rows = "\n".join(map(_written, terms))
    return head + ("\n" if head and rows else "") + rows


def _written(term: Term) -> str:
    """A term as a table."""
    said: list[tuple[str, object]] = [("source", term.source)]
    said += [("keep", True)] if term.stays else [("target", _one_or_many(term.targets))]
    said += [(locale.value, form) for locale, form in term.forms]
    said += [("forbidden", list(term.forbidden))] if term.forbidden else []
    said += [("case", True)] if term.exact_case and not term.stays else []
    said += [("gloss", True)] if term.gloss else []
    said += [("note", term.note)] if term.note else []
    # What JSON writes of texts, lists and truth is TOML; TOML wants 0x7f escaped as well.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said)
    return "[[term]]\n" + "".join(lines).replace("\x7f", "\\u007F")


def _one_or_many(forms: tuple[str, ...]) -> object:
    return forms[0] if len(forms) == 1 else list(forms)
