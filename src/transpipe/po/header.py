"""The header of a catalogue: gettext's fields, people's, and ours, in a fixed order.

Nothing in it moves by itself: no dates of ours, no counts. What is not known stays empty, since
`msgfmt -c` wants the fields but not their values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from gettext import gettext as _
from typing import TypeVar

from transpipe.errors import CatalogueDamaged
from transpipe.model import (
    Catalogue,
    Cut,
    DerivedCatalogues,
    Grammar,
    Layout,
    Lines,
    Locale,
    Syntax,
)
from transpipe.model.text import digest
from transpipe.po.grammar import Entry

Fields = tuple[tuple[str, str], ...]

FORMAT, LINES, SYNTAX, LAYOUT, COMMENTS, ASKS, ACCEPTED, CONVERTER, HOLDS, SEAL = (
    "X-Transpipe",
    "X-Transpipe-Lines",
    "X-Transpipe-Syntax",
    "X-Transpipe-Layout",
    "X-Transpipe-Comments",
    "X-Transpipe-Asks",
    "X-Transpipe-Accepted",
    "X-Transpipe-Converter",
    "X-Transpipe-Holds",
    "X-Transpipe-Seal",
)
VERSION = "1"
# gettext's order; those with None are written only where another tool put them in.
_ORDER: tuple[tuple[str, str | None], ...] = (
    ("Project-Id-Version", ""),
    ("Report-Msgid-Bugs-To", None),
    ("POT-Creation-Date", None),
    ("PO-Revision-Date", ""),
    ("Last-Translator", ""),
    ("Language-Team", ""),
    ("Language", ""),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
)
_OURS = (FORMAT, LINES, SYNTAX, LAYOUT, SEAL)
_FIELD = re.compile(r"([A-Za-z][\w.-]*):[ \t]*(.*)")
_SCRIPTS = {"hans": Locale.ZH_CN, "hant": Locale.ZH_TW, "sg": Locale.ZH_CN}

Choice = TypeVar("Choice", Layout, Lines, Grammar)


def read_fields(head: Entry, path: str) -> Fields:
    """The fields as they stand, in order; what is no field is refused, and so is a newer format."""
    fields: dict[str, str] = {}
    for line in head.target.split("\n"):
        match = _FIELD.fullmatch(line)
        if match and match[1] not in fields:
            fields[match[1]] = match[2]
        elif line:
            reason = _("not a field of a header: {line}").format(line=line[:40])
            raise CatalogueDamaged(path, head.line, reason)
    _check_version(fields.get(FORMAT, VERSION), head, path)
    return tuple(fields.items())


def _check_version(version: str, head: Entry, path: str) -> None:
    if version == VERSION:
        return
    if version.isdecimal() and int(version) > int(VERSION):
        reason = _("written by a newer transpipe (format {version}); update yours")
    else:
        reason = _("an unknown format: {version}")
    raise CatalogueDamaged(path, head.line, reason.format(version=version))


def missing(fields: Fields) -> frozenset[str]:
    """Which of our own fields a header does not have: what they said is not known then."""
    return frozenset((FORMAT, LINES, LAYOUT)) - dict(fields).keys()


def is_ours(fields: Fields) -> bool:
    """Whether transpipe wrote the file once, whatever another tool did to it since."""
    return any(name in _OURS for name, _value in fields)


def is_sealed(fields: Fields) -> bool:
    """Whether our own fields are as transpipe wrote them; once the seal was of all fields."""
    seal = dict(fields).get(SEAL)
    return seal is not None and seal in (_seal(fields), _digest(fields))


def own(fields: Iterable[tuple[str, str]]) -> Fields:
    """The fields of a header that are ours; all others belong to people and their tools."""
    return tuple(field for field in fields if field[0].startswith(FORMAT) and field[0] != SEAL)


def _seal(fields: Fields) -> str:
    """The hash of our own fields, beside the others as they are before anybody fills them in."""
    others = ((name, value) for name, value in _ORDER if value is not None)
    language = ("Language", dict(fields).get("Language", ""))
    return _digest((*(field for field in others if field[0] != "Language"), language, *own(fields)))


def _digest(fields: Fields) -> str:
    return digest(*sorted(f"{name}: {value}" for name, value in fields if name != SEAL))


def read_locale(fields: Fields, head: Entry, path: str) -> Locale:
    """The locale that the header names, by gettext's name or BCP 47's."""
    language = dict(fields).get("Language", "")
    parts = re.split("[-_.@]", language.lower())
    for locale in Locale:
        if parts[0] == "zh" and locale.value[3:].lower() in parts:
            return locale
    if parts[0] == "zh":
        return next((_SCRIPTS[p] for p in parts[1:] if p in _SCRIPTS), Locale.ZH_CN)
    reason = _("the header names no Chinese locale: {language}").format(language=language)
    raise CatalogueDamaged(path, head.line, reason)


def read_layout(fields: Fields, head: Entry, path: str) -> Layout:
    """Where the words stand; the source's blocks where nothing is said (see `missing`)."""
    return _choice(dict(fields).get(LAYOUT, Layout.PARENT.value), Layout, head, path)


def read_cut(fields: Fields, head: Entry, path: str) -> Cut:
    """What the article was cut with."""
    lines = _choice(dict(fields).get(LINES, Lines.WRAP.value), Lines, head, path)
    first, *rest = dict(fields).get(SYNTAX, Grammar.FIRST.value).split() or [""]
    said = dict(word.partition("=")[::2] for word in rest)
    if not said.keys() <= {_ATTRIBUTES, _KEYS, _HTML, _COMMENTS, _IDS}:
        _choice(dict(fields)[SYNTAX], Grammar, head, path)
    attributes, keys = (
        tuple(filter(None, said.get(k, "").split(","))) for k in (_ATTRIBUTES, _KEYS)
    )
    flags = (_HTML in said, _COMMENTS in said, _IDS in said)
    return Cut(Syntax(_choice(first, Grammar, head, path), attributes, keys, *flags), lines)


def _syntax(syntax: Syntax) -> Fields:
    """The field that names a syntax; none for that of the time before there was the field."""
    lists = ((_ATTRIBUTES, syntax.attributes), (_KEYS, syntax.keys))
    words = [syntax.grammar.value, *(f"{key}={','.join(names)}" for key, names in lists if names)]
    words += [_HTML] if syntax.html else []
    words += [_IDS] if syntax.ids else []
    words += [_COMMENTS] if syntax.comments else []
    return () if syntax.grammar is Grammar.FIRST else ((SYNTAX, " ".join(words)),)


def _choice(value: str, choices: type[Choice], head: Entry, path: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        reason = _("an unknown value in the header: {value}").format(value=value)
        raise CatalogueDamaged(path, head.line, reason) from None


def written_fields(catalogue: Catalogue) -> Fields:
    """All fields as they are written: gettext's, then people's and tools' as they stand, ours."""
    had = dict(catalogue.headers) | {"Language": catalogue.locale.value}
    had |= {name: value for name, value in _ORDER if name in _FIXED and value}
    known = [(n, had.get(n, default)) for n, default in _ORDER]
    names = {name for name, _default in _ORDER} | set(_OURS)
    fields = (
        *((name, value) for name, value in known if value is not None),
        *(field for field in catalogue.headers if field[0] not in names),
        *((FORMAT, VERSION), (LINES, catalogue.lines.value)),
        *_syntax(catalogue.cut.syntax),
        (LAYOUT, catalogue.layout.value),
    )
    return (*fields, (SEAL, _seal(fields)))


def asking(catalogue: Catalogue) -> Catalogue:
    """The catalogue with what its header says of conflicts between it and its file.

    It tells who settled the last one by hand from git, which puts a whole file back.
    """
    return _with_field(catalogue, ASKS, "yes" if _asks(catalogue) else "")


def has_settled(catalogue: Catalogue) -> bool:
    """Whether the header still says that there is a conflict, and there is none any more."""
    return ASKS in dict(catalogue.headers) and not _asks(catalogue)


def accepted(catalogue: Catalogue) -> frozenset[str]:
    """The names of opaque changes beside which somebody has said that the copy stands."""
    return frozenset(catalogue.header(ACCEPTED).split())


def accepting(catalogue: Catalogue, names: Collection[str]) -> Catalogue:
    """The catalogue with just these names in its header."""
    if set(names) == accepted(catalogue):
        return catalogue
    return _with_field(catalogue, ACCEPTED, " ".join(sorted(names)))


def converted_by(catalogue: Catalogue, version: str) -> Catalogue:
    """The catalogue with the release of the converter in its header that made all of its words."""
    if catalogue.header(CONVERTER) == version:
        return catalogue
    return _with_field(catalogue, CONVERTER, version)


def holds_overrides(catalogue: Catalogue) -> bool:
    """Whether the file holds what a person has a say in alone: the rest follows from its parent."""
    return catalogue.header(HOLDS) == _OVERRIDES


def holding(catalogue: Catalogue, form: DerivedCatalogues) -> Catalogue:
    """The catalogue with what its file is to hold in its header."""
    if holds_overrides(catalogue) == (form is DerivedCatalogues.OVERRIDES):
        return catalogue
    return _with_field(catalogue, HOLDS, "" if form is DerivedCatalogues.FULL else _OVERRIDES)


def _with_field(catalogue: Catalogue, name: str, value: str) -> Catalogue:
    others = tuple(field for field in catalogue.headers if field[0] != name)
    said = ((name, value),) if value else ()
    return replace(catalogue, headers=(*others, *said))


def _asks(catalogue: Catalogue) -> bool:
    return any(unit.conflict and unit.conflict.side == "md" for unit in catalogue.active())


# Of the words behind the grammar.
_ATTRIBUTES, _KEYS = "attributes", "front_matter"
_HTML, _COMMENTS, _IDS = "html", "code_comments", "ids"
_OVERRIDES = DerivedCatalogues.OVERRIDES.value
_FIXED = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
