"""The rows of an index: `* [title](address) | [原文](./原文/X.md) | [译文](./译文/Y.md)`.

What the links behind the title lead to is said by the pairs of a project; here of a file alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.index_rows import GAP, SOURCE_LABELS, TARGET_LABELS, gaps
from transpipe.markdown.pointers import Pointer
from transpipe.model import Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope

_LABELS = "|".join((*SOURCE_LABELS, *TARGET_LABELS))
_LINK = re.compile(rf"\[(?:{_LABELS})\]\((?P<to>[^()\n]*)\)")


def _rows(target: str) -> Iterator[tuple[int, int, str]]:
    """The lines that may hold a labelled link: where each begins, its number, its text."""
    if "](" not in target:
        return
    start = 0
    for number, line in enumerate(target.split("\n"), 1):
        if "[" in line and line.lstrip(" \t>")[:1] in ("*", "-", "+", "|"):
            yield start, number, line
        start += len(line) + 1


def _gap(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    for start, number, line in _rows(target):
        for gap, link in gaps(line) if line.lstrip()[:1] != "|" else ():
            if gap.of(line) != GAP:
                message = _("{gap} stands before {link}, not {wanted}")
                said = message.format(gap=repr(gap.of(line)), link=link.of(line), wanted=repr(GAP))
                label = start + link.start
                span = Span(label, label + link.of(line).index("]") + 1)
                repair = Repair(Span(gap.start + start, gap.end + start), GAP)
                yield Hit(said, span=span, line=number, target=line, repairs=(repair,))


def row_links(target: str, context: Context) -> Iterator[Pointer]:
    """Where the links behind the titles lead; none in a project, whose pairs say it."""
    for start, _number, line in _rows(target) if context.links is None else ():
        for found in _LINK.finditer(line, 1):
            link = Span(start + found.start(), start + found.end())
            yield Pointer(link, found["to"], False)


RULES = (
    Rule(
        "pair-link-syntax",
        Severity.WARNING,
        "a row of an index whose links to both texts are not parted as the others are",
        _gap,
        of=Scope.ARTICLE,
    ),
)
