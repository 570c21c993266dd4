"""A PO file as text: its entries, read and touched without the code that is tried.

An entry is its lines. What is changed is changed as an editor of PO files would; the other lines
stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

Key = tuple[str | None, str, str]
_STRING = re.compile(r'^(?:#~ ?)?(msgctxt|msgid|msgstr)?\s*"(.*)"\s*$')
_ESCAPE = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "t": "\t"}
_FOLDED = re.compile(r'"\n(?:#~ ?)?"')


@dataclass(frozen=True)
class Entry:
    """One entry of a PO file, comments and all."""

    lines: tuple[str, ...]

    @cached_property
    def fields(self) -> dict[str, str]:
        """msgctxt, msgid and msgstr, unescaped, those there are."""
        found: dict[str, str] = {}
        name = ""
        for line in self.lines:
            match = _STRING.match(line)
            if match:
                name = match[1] or name
                found[name] = found.get(name, "") + _unescaped(match[2])
        return found

    @property
    def key(self) -> Key:
        """What it says: context, source and target."""
        return self.fields.get("msgctxt"), self.source, self.target

    @property
    def source(self) -> str:
        return self.fields.get("msgid", "")

    @property
    def target(self) -> str:
        return self.fields.get("msgstr", "")

    @property
    def obsolete(self) -> bool:
        return any(line.startswith("#~ ") for line in self.lines)

    @property
    def fuzzy(self) -> bool:
        return any(line.startswith(("#,", "#=")) and "fuzzy" in line for line in self.lines)

    @property
    def live(self) -> bool:
        """In the article as it is now."""
        return bool(self.source) and not self.obsolete

    @property
    def quoted(self) -> str:
        """The lines that a mark keeps: a conflict's other text, the words beside an override."""
        return "\n".join(line for line in self.lines if line.startswith("# >"))

    @property
    def derived(self) -> str:
        """The mark by which its words are known as made by conversion, '' if there is none.

        What stands beside the words it was made of is a person's; a conflict is nobody's yet.
        """
        marks = [line for line in self.lines if line.startswith("# transpipe: by=convert:")]
        asks = any(line.startswith("# transpipe: conflict") for line in self.lines)
        override = self.quoted and not asks
        return "" if override else next((mark for mark in marks if " out=" in mark), "")

    def said(self, target: str, *, fuzzy: bool = False, previous: bool = False) -> Entry:
        """With other words, as people type them; `previous` says that `#|` stays."""
        comments = [line for line in self._without(previous=previous) if line.startswith("#")]
        names = [line for line in self.lines if not line.startswith("#")]
        end = next((n for n, line in enumerate(names) if _of(line, "msgstr")), len(names))
        flags = ["#, fuzzy"] if fuzzy else []
        return Entry((*comments, *flags, *names[:end], *_strings("msgstr", target)))

    def _without(self, *, previous: bool) -> Iterator[str]:
        """The lines less the fuzzy flag."""
        for line in self.lines:
            if line.startswith(("#,", "#=")):
                flags = [f.strip() for f in line[2:].split(",") if f.strip() != "fuzzy"]
                if flags:
                    yield f"#, {', '.join(flags)}"
            elif previous or not line.startswith("#|"):
                yield line


def read(text: str) -> list[Entry]:
    """The entries of a PO file in order, the header first."""
    found: list[list[str]] = [[]]
    said = False  # whether the words of the entry have begun
    for line in text.replace("\r\n", "\n").split("\n"):
        begins = not line.strip() or (said and _begins(line))
        if begins and found[-1]:
            found.append([])
            said = False
        if line.strip():
            found[-1].append(line)
            said = said or _of(line, "msgstr")
    return [Entry(tuple(lines)) for lines in found if any(map(_STRING.match, lines))]


def written(entries: Iterable[Entry]) -> str:
    """The text of a PO file that holds these entries."""
    return "\n\n".join("\n".join(entry.lines) for entry in entries) + "\n"


Change = Callable[[int, Entry], "Entry | None"]


def changed(text: str, change: Change) -> str:
    """A PO file with each entry changed, or left out where there is nothing to put there."""
    new = (change(number, entry) for number, entry in enumerate(read(text)))
    return written(entry for entry in new if entry is not None)


def unfolded(text: str) -> str:
    """A PO file with no string in two lines, so that what it says can be searched."""
    return _FOLDED.sub("", text.replace("\r\n", "\n"))


def template(text: str) -> str:
    """What msgmerge would merge with: the live entries, without words and marks."""

    def bare(_number: int, entry: Entry) -> Entry | None:
        if not entry.source:
            return Entry(('msgid ""', 'msgstr ""', *_strings("", _HEADER)[1:]))
        if entry.obsolete:
            return None
        context = entry.fields.get("msgctxt")
        lines = [line for line in entry.lines if line.startswith("#:")]
        lines += _strings("msgctxt", context) if context is not None else []
        return Entry((*lines, *_strings("msgid", entry.source), 'msgstr ""'))

    return changed(text, bare)


_HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"


def _begins(line: str) -> bool:
    """Whether a line that follows a msgstr belongs to the next entry."""
    comment = line.startswith("#") and not line.startswith("#~")
    return comment or _of(line, "msgctxt") or _of(line, "msgid") or line.startswith("#~|")


def _of(line: str, name: str) -> bool:
    return line.removeprefix("#~ ").startswith(f"{name} ")


def _strings(name: str, text: str) -> list[str]:
    parts = text.split("\n")
    lines = [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
    if len(lines) < 2:
        return [f'{name} "{_escaped(text)}"']
    return [f'{name} ""', *(f'"{_escaped(line)}"' for line in lines)]


def _escaped(text: str) -> str:
    table = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"}
    return "".join(table.get(character, character) for character in text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _PLAIN.get(match[1], match[1]), text)
