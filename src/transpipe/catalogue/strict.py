"""The grammar of a PO file, line by line: whatever could lose something is refused.

polib reads two of three randomly truncated files without a word. Here every line must be of a
known kind and every entry whole, and what a slip of one byte could hide (a flag, a mark) is looked
for. The grammar is gettext's (its manual, "The Format of PO Files"), less what nobody writes:
plural forms, `domain` lines, several strings on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from gettext import gettext as _

from transpipe.catalogue import marks
from transpipe.catalogue.escapes import unescape
from transpipe.errors import CatalogueDamaged
from transpipe.text.similarity import ratio

_STRING = r'"((?:[^"\\]|\\(?:[nrtvfba"\\]|[0-7]{1,3}|x[0-9a-fA-F]{1,2}))*)"'
_LINE = re.compile(
    r"(?:(?P<mark>#~\||#\||#~)[ \t]+)?"
    rf"(?:(?P<word>[a-z_]+(?:\[\d+\])?)[ \t]+)?{_STRING}[ \t]*"
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_COMMENTS = {".": "extracted", ":": "reference", ",": "flags", "=": "sticky"}
_FLAGS = ("flags", "sticky")
_FIELDS = ("msgctxt", "msgid", "msgstr")
# A line whose end was lost, or a flag line whose second character was: both would hide a flag.
_SWALLOWED = re.compile(r"#(?:[,=] ?fuzzy|\| ?msg|~\|? ?msg)")
# A previous text that Babel took for a comment.
_REMARK = re.compile(r"# \|(?= (?:msg[a-z]+ )?\".*\"$)")
_FLAG_LIKE = re.compile(r"(?:\S|\W{2})?\s*fuzzy\s*(?:,.*)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an entry: a comment, or a field with all its strings. `number` from 1."""

    number: int
    kind: str
    text: str
    obsolete: bool = False


@dataclass(slots=True)
class Entry:
    """One entry as it stands in the file; `line` is where its msgid is."""

    line: int = 0
    context: str | None = None
    source: str = ""
    target: str = ""
    obsolete: bool = False
    previous: str | None = None
    previous_context: str | None = None
    comments: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def texts(self, kind: str) -> tuple[str, ...]:
        """The comments of a kind, in order."""
        return tuple(text for _, text in self.comments.get(kind, ()))

    def flags(self) -> tuple[str, ...]:
        """All flags, each once; `#=` is gettext's line since 2025 for those that stay."""
        lines = (line for kind in _FLAGS for line in self.texts(kind))
        listed = (flag.strip() for line in lines for flag in line.split(","))
        return tuple(dict.fromkeys(flag for flag in listed if flag))


def entries(text: str, path: str) -> list[Entry]:
    """The entries of a PO file in order, the header first.

    Raises CatalogueDamaged with the line of whatever is not sound.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if not text.strip():
        raise CatalogueDamaged(path, 1, _("the file is empty"))
    if lines.pop():
        raise CatalogueDamaged(path, len(lines) + 1, _("cut off: the last line has no end"))
    found = list(_entries(_folded(_lines(lines, path), path), path, len(lines)))
    _check_header(found, path)
    _check_unique(found, path)
    return found


def _lines(lines: Iterable[str], path: str) -> Iterator[Line]:
    """Every line that is not blank, by its kind; `more` is a string that continues another."""
    for number, raw in enumerate(lines, 1):
        line = raw.removesuffix("\r")
        if _NO_TEXT.search(line):
            raise CatalogueDamaged(path, number, _("bytes that are no text"))
        if _CONFLICT.match(line):
            raise CatalogueDamaged(path, number, _("a conflict mark of git"))
        if line.strip(" \t"):
            yield _line(line.strip(" \t") if line[0] in " \t" else line, number, path)
        else:
            yield Line(number, "blank", "")


def _line(line: str, number: int, path: str) -> Line:
    line = _REMARK.sub("#|", line, count=1) if line.startswith("# |") else line
    if line.startswith("#") and not line.startswith(("#~", "#|")):
        return _comment(line, number, path)
    match = _LINE.fullmatch(line)
    if not match:
        raise CatalogueDamaged(path, number, _("not a line of a PO file"))
    mark, word = match["mark"] or "", match["word"] or "more"
    if word == "msgid_plural" or word.startswith("msgstr["):
        raise CatalogueDamaged(path, number, _("plural forms, which no article has"))
    if word not in (*_FIELDS, "more") or ("|" in mark and word == "msgstr"):
        raise CatalogueDamaged(path, number, _("an unknown keyword: {word}").format(word=word))
    kind = f"previous {word}" if "|" in mark else word
    return Line(number, kind, unescape(match[3]), mark.startswith("#~"))


def _comment(line: str, number: int, path: str) -> Line:
    kind = _COMMENTS.get(line[1:2], "note")
    text = line[1:] if kind == "note" else line[2:]
    if _SWALLOWED.search(line[1:]) or (kind not in _FLAGS and _FLAG_LIKE.fullmatch(text)):
        raise CatalogueDamaged(path, number, _("a broken comment: it hides another line"))
    if kind != "note" and marks.is_broken(text):
        raise CatalogueDamaged(path, number, _("a broken mark"))
    if kind in _FLAGS:
        _check_flags(text, number, path)
    return Line(number, kind, text.removeprefix(" "))


def _check_flags(text: str, number: int, path: str) -> None:
    for flag in text.split(","):
        name = flag.strip()
        if name != "fuzzy" and ("fuzzy" in name or ratio(name.lower(), "fuzzy") >= 0.75):
            raise CatalogueDamaged(
                path, number, _("an unknown flag: {flag}; is it `fuzzy`?").format(flag=name)
            )


def _folded(lines: Iterable[Line], path: str) -> Iterator[Line]:
    """Strings on lines of their own are joined to the field right above them."""
    held: Line | None = None
    texts: list[str] = []
    for line in lines:
        if line.kind in ("more", "previous more"):
            prefix = "previous " if line.kind.startswith("previous") else ""
            name = held.kind if held else ""
            same = held is not None and held.obsolete == line.obsolete
            if held is None or not same or name.removeprefix(prefix) not in _FIELDS:
                raise CatalogueDamaged(path, line.number, _("a string without a keyword"))
            texts.append(line.text)
            continue
        if held is not None:
            yield replace(held, text="".join(texts))
        held, texts = (line if line.kind != "blank" else None), [line.text]
    if held is not None:
        yield replace(held, text="".join(texts))


def _entries(lines: Iterable[Line], path: str, last: int) -> Iterator[Entry]:
    entry, seen = Entry(), ""
    for line in lines:
        if seen == "msgstr":
            yield entry
            entry, seen = Entry(), ""
        if line.kind in _FIELDS:
            _check_order(seen, line, entry, path)
            seen = line.kind
        elif seen:
            raise CatalogueDamaged(path, line.number, _("an entry without msgstr"))
        _add(entry, line)
    if seen == "msgstr":
        yield entry
    elif seen or entry != Entry():
        raise CatalogueDamaged(path, last, _("cut off in the middle of an entry"))


def _check_order(seen: str, line: Line, entry: Entry, path: str) -> None:
    expected = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",)}[seen]
    if line.kind not in expected or (seen and line.obsolete != entry.obsolete):
        raise CatalogueDamaged(
            path, line.number, _("{word} where it does not belong").format(word=line.kind)
        )


def _add(entry: Entry, line: Line) -> None:
    match line.kind:
        case "msgctxt":
            entry.context = line.text
        case "msgid":
            entry.source, entry.line = line.text, line.number
        case "msgstr":
            entry.target = line.text
        case "previous msgid":
            entry.previous = line.text
        case "previous msgctxt":
            entry.previous_context = line.text
        case _:
            entry.comments.setdefault(line.kind, []).append((line.number, line.text))
    if line.kind in _FIELDS:
        entry.obsolete = line.obsolete


def _check_header(found: list[Entry], path: str) -> None:
    if not found or found[0].source or found[0].context is not None or found[0].obsolete:
        raise CatalogueDamaged(path, found[0].line if found else 1, _("no header"))
    charset = re.search(r"charset=([\w-]+)", found[0].target)
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"):
        reason = _("the header says {charset}, not UTF-8").format(charset=charset[1])
        raise CatalogueDamaged(path, found[0].line, reason)
    if len(found) == 1:
        raise CatalogueDamaged(path, found[0].line, _("cut off: no entries after the header"))


def _check_unique(found: list[Entry], path: str) -> None:
    seen: dict[tuple[str | None, str], int] = {}
    for entry in found:
        if not entry.source and entry is not found[0]:
            raise CatalogueDamaged(path, entry.line, _("an entry without msgid"))
        first = seen.setdefault((entry.context, entry.source), entry.line)
        if first != entry.line:
            reason = _("the same entry as in line {line}").format(line=first)
            raise CatalogueDamaged(path, entry.line, reason)
