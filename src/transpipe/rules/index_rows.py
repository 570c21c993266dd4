"""The rows of an index: `* [title](address) | [原文](./原文/X.md) | [译文](./译文/Y.md)`.

What the links behind the title lead to is said by the pairs of a project; here of a file alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.index_rows import SOURCE_LABELS, TARGET_LABELS
from transpipe.markdown.pointers import Pointer
from transpipe.model import Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope

_LABELS = "|".join((*SOURCE_LABELS, *TARGET_LABELS))
_LINK = re.compile(rf"(?P<gap>[ \t|｜/·]*)(?P<link>\[(?:{_LABELS})\]\((?P<to>[^()\n]*)\))")
_GAP = " | "


def _rows(target: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """The links behind the titles, each with its line and that line's text."""
    if "](" not in target:
        return
    start = 0
    for number, line in enumerate(target.split("\n"), 1):
        if "[" in line and line.lstrip(" \t>")[:1] in ("*", "-", "+", "|"):
            for found in _LINK.finditer(target, start, start + len(line)):
                if found.start() > start:
                    yield found, number, line
        start += len(line) + 1


def _gap(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    for found, number, line in _rows(target):
        if line.lstrip()[:1] != "|" and found["gap"] != _GAP:
            message = _("{gap} stands before {link}, not {wanted}")
            gap, link = (repr(found["gap"]), found["link"])
            said = message.format(gap=gap, link=link, wanted=repr(_GAP))
            span = Span(found.start("link"), found.start("link") + link.index("]") + 1)
            repair = Repair(Span(*found.span("gap")), _GAP)
            yield Hit(said, span=span, line=number, target=line, repairs=(repair,))


def row_links(target: str, context: Context) -> Iterator[Pointer]:
    """Where the links behind the titles lead; none in a project, whose pairs say it."""
    for found, _number, _line in _rows(target) if context.links is None else ():
        yield Pointer(Span(*found.span("link")), found["to"], False)


RULES = (
    Rule(
        "pair-link-syntax",
        Severity.WARNING,
        "a row of an index whose links to both texts are not parted as the others are",
        _gap,
        of=Scope.ARTICLE,
    ),
)
