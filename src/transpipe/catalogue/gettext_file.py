"""Any PO file ⇄ its entries, fast: the strings stay as they are written.

For `transpipe merge`, which must handle what no catalogue of ours holds (plural forms, other
languages) in files of megabytes. As strict as `strict`: every line must belong to a whole entry,
or nothing is read; only a cut between two lines of a string nobody can see. After "The Format of
PO Files" in gettext's manual, less `domain` lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.catalogue.escapes import unescape
from transpipe.errors import CatalogueDamaged

_STRING = r'"[^"\\\n]*+(?:\\[nrtvfba"\\0-7x][^"\\\n]*+)*+"\n'
_STRINGS = f"(?:{_STRING})++"
_ENTRY = re.compile(
    rf"((?:#(?!~)[^\n]*\n)*+)(?:msgctxt ({_STRINGS}))?msgid ({_STRINGS})"
    rf"(?:msgid_plural ({_STRINGS}))?((?:msgstr(?:\[\d+\])? {_STRINGS})++)\n*"
)
_FORMS = re.compile(r"^msgstr(?:\[(\d+)\])? ", re.MULTILINE)
# A line with more blanks than it needs, and its keyword.
_LOOSE = re.compile(r'[ \t]*(msg[a-z_]+(?:\[\d+\])?)?[ \t]*(".*")[ \t]*')
_OBSOLETE = re.compile(r"#~(?:[ \t]+|(?=\|))")
_FUZZY = re.compile(r"^#[,=].*\bfuzzy\b", re.MULTILINE)
_WRITTEN = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_WRITE = re.compile(r'[\\"\n\t\r]')

Key = tuple[str | None, str]


@dataclass(slots=True)
class Entry:
    """One entry; strings are quoted lines as in the file, `translation` with its keywords.

    `key` is msgctxt (None: absent) and msgid as texts; `line` is where the entry begins, from 1.
    """

    key: Key
    comments: str
    context: str
    source: str
    plural: str
    translation: str
    line: int
    obsolete: bool = False

    @property
    def fuzzy(self) -> bool:
        return bool(_FUZZY.search(self.comments))

    @property
    def filled(self) -> bool:
        """Whether there is any translation."""
        return any(text.strip('"\n') for _form, text in forms(self.translation))


def parse(text: str, path: str) -> list[Entry]:
    """The entries in order, the header first. Raises CatalogueDamaged, with the line.

    A file without a header has one of line 0 that says nothing.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.strip():
        raise CatalogueDamaged(path, 1, _("the file is empty"))
    if not text.endswith("\n"):
        raise CatalogueDamaged(path, text.count("\n") + 1, _("cut off: the last line has no end"))
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in _odd(text)):
        raise CatalogueDamaged(path, 1, _("bytes that are no text"))
    found = list(_entries(text, path))
    if not any(entry.key == (None, "") and not entry.obsolete for entry in found):
        found.insert(0, Entry((None, ""), "", "", '""\n', "", 'msgstr ""\n', 0))
    _check(found, path)
    return found


def _odd(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        return text[fault.start : fault.start + 1]
    return ""


def _entries(text: str, path: str) -> Iterator[Entry]:
    """Entries in canonical spelling one after the other; any other paragraph line by line."""
    place, line = len(text) - len(text.lstrip("\n")), 1
    line += place
    while place < len(text):
        match = _ENTRY.match(text, place)
        if match:
            yield _entry(match, line)
            end = match.end()
        else:
            end = _paragraph_end(text, place)
            yield from _loose(text[place:end], line, path)
        line += text.count("\n", place, end)
        place = end


def _entry(match: re.Match[str], line: int, *, obsolete: bool = False) -> Entry:
    comments, context, source, plural, translation = match.groups("")
    key = (text_of(context) if context else None, text_of(source))
    return Entry(key, comments, context, source, plural, translation, line, obsolete)


def _paragraph_end(text: str, start: int) -> int:
    """Where the lines up to the next blank one end, comments alone with what follows them."""
    end = start
    only_comments = True
    while end < len(text):
        stop = text.index("\n", end) + 1
        line = text[end:stop].strip()
        if not line and not only_comments:
            return stop
        if line:
            only_comments = only_comments and line[0] == "#" and not line.startswith("#~")
        end = stop
    return end


def _loose(paragraph: str, line: int, path: str) -> Iterator[Entry]:
    """The entries of a paragraph that is spelt in some other way, or obsolete."""
    rows = [(*_respelt(raw), line + n) for n, raw in enumerate(paragraph.split("\n"))]
    rows = [row for row in rows if row[0].strip()]
    text, place = "".join(body for body, _dead, _number in rows), 0
    while place < len(text):
        match = _ENTRY.match(text, place)
        size = match[0].count("\n") if match else 0
        states = {dead for body, dead, _number in rows[:size] if body[0] != "#"}
        if match is None or len(states) != 1:
            raise CatalogueDamaged(path, rows[0][2], _("not a whole entry of a PO file"))
        yield _entry(match, rows[0][2], obsolete=states.pop())
        place, rows = match.end(), rows[size:]


def _respelt(raw: str) -> tuple[str, bool]:
    """A line in canonical spelling, and whether it was obsolete."""
    body, dead = _OBSOLETE.subn("", raw, count=1) if raw.startswith("#~") else (raw, 0)
    body = "#" + body if dead and body.startswith("|") else body
    loose = _LOOSE.fullmatch(body)
    if loose:
        body = f"{loose[1]} {loose[2]}" if loose[1] else loose[2]
    return body + "\n", bool(dead)


def _check(found: list[Entry], path: str) -> None:
    """The header is the first, no entry twice, plural forms where there is a plural."""
    if found[0].key != (None, "") or found[0].obsolete:
        raise CatalogueDamaged(path, found[0].line, _("the header is not the first entry"))
    seen: dict[Key, int] = {}
    for entry in found:
        if not entry.obsolete and seen.setdefault(entry.key, entry.line) != entry.line:
            reason = _("the same entry as in line {line}").format(line=seen[entry.key])
            raise CatalogueDamaged(path, entry.line, reason)
        if (
            entry.plural
            or entry.translation.startswith("msgstr[")
            or "\nmsgstr" in (entry.translation)
        ):
            _check_forms(entry, path)


def _check_forms(entry: Entry, path: str) -> None:
    numbers = [match[1] for match in _FORMS.finditer(entry.translation)]
    wanted = [str(n) for n in range(len(numbers))] if entry.plural else [None]
    if numbers != wanted:
        raise CatalogueDamaged(path, entry.line, _("plural forms that do not fit"))


# ── Strings ─────────────────────────────────────────────────────────────────────────────────


def text_of(strings: str) -> str:
    """The text that quoted lines stand for."""
    text = strings[1:-2].replace('"\n"', "")
    return unescape(text)


def strings_of(text: str) -> str:
    """A text as quoted lines: one, or an empty one and one for each line of the text."""
    lines = [line for line in re.split(r"(?<=\n)", text) if line]
    if len(lines) > 1:
        lines.insert(0, "")
    written = (_WRITE.sub(lambda match: _WRITTEN[match[0]], line) for line in lines or [""])
    return "".join(f'"{line}"\n' for line in written)


def forms(translation: str) -> list[tuple[str, str]]:
    """The plural forms of a translation (`""` where it has none) and their quoted lines."""
    marks = list(_FORMS.finditer(translation))
    ends = [*(mark.start() for mark in marks[1:]), len(translation)]
    return [
        (mark[1] or "", translation[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
    ]
