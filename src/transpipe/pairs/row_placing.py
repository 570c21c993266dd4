"""A new row of an index: at the end of the list below a heading, written as its neighbours are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import BadArgument
from transpipe.markdown.inline import plain
from transpipe.pairs.index import Row, Side, rows
from transpipe.pairs.reading_list import titles

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an index, and the lines (from 1) below it up to the next one."""

    title: str
    first: int
    last: int


def sections(text: str) -> tuple[Section, ...]:
    """The sections in order; what stands before the first heading has no title."""
    lines = tuple(titles(text))
    heads = [(number, title) for number, title in enumerate(lines, 1) if title is not None]
    begins = [(0, ""), *heads]
    ends = [number - 1 for number, _title in heads] + [len(lines)]
    return tuple(
        Section(title, number + 1, end) for (number, title), end in zip(begins, ends, strict=True)
    )


def section_of(text: str, named: str, index: str) -> Section:
    """The section of that name, else the only one whose rows link articles.

    Raises BadArgument, which lists those there are.
    """
    there = sections(text)
    if named:
        found = [each for each in there if _folded(each.title) == _folded(named)]
        found = found or [each for each in there if _folded(named) in _folded(each.title)]
    else:
        labelled = {
            row.line for row in rows(text) if any(n.side is not Side.NEITHER for n in row.links)
        }
        found = [s for s in there if any(s.first <= line <= s.last for line in labelled)]
    if len(found) != 1:
        titles = ", ".join(each.title for each in there if each.title)
        said = _("{index}: name one section with --row; there are {titles}")
        if not titles:
            said = _("{index}: there is no heading, so no section for --row")
        raise BadArgument(said.format(index=index, titles=titles))
    return found[0]


def placed(text: str, section: Section, row: str) -> str:
    """The text with a row more, the last of the list in that section.

    Raises BadArgument where its rows are those of a table.
    """
    there = [
        each for each in rows(text) if section.first <= each.line <= section.last and each.marker
    ]
    if there and all(each.marker == "|" for each in there):
        said = _("the section “{title}” is a table; add its row by hand")
        raise BadArgument(said.format(title=section.title))
    lines = [found[0] for found in _LINE.finditer(text)]
    end = next((sign for sign in ("\r\n", "\n", "\r") if sign in text), "\n")
    items = [each for each in there if each.marker != "|"]
    if items:
        at, new = _last_line(items, text), [f"{_beginning(items, lines)}{row}{end}"]
    else:
        at = section.first - 1
        new = [end] * bool(at) + [f"* {row}{end}"]
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    return "".join((*lines[:at], *new, *lines[at:]))


def _beginning(items: list[Row], lines: list[str]) -> str:
    """What the rows of the list begin with: its indent and its mark, a number counted on."""
    least = min(each.indent for each in items)
    last = [each for each in items if each.indent == least][-1]
    line = lines[last.line - 1]
    before = line[: len(line) - len(line.lstrip(" \t>"))]
    number = re.fullmatch(r"(\d+)([.)])", last.marker)
    return f"{before}{int(number[1]) + 1}{number[2]} " if number else f"{before}{last.marker} "


def _last_line(items: list[Row], text: str) -> int:
    return text.count("\n", 0, items[-1].span.end) + 1


def _folded(title: str) -> str:
    return "".join(_letters(plain(title)))


def _letters(text: str) -> Iterator[str]:
    return (sign for sign in text.casefold() if sign.isalnum())
