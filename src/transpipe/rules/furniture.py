"""What came along with an article from its web page, and is no part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from itertools import groupby

from transpipe.markdown.inline import links, plain
from transpipe.model import Block, Kind, Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope

_LEAST = 8  # items of a list of other articles
_SHARED = 4  # blocks that two files end with, or begin with


def _furniture(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """Lists of articles that name this one, and ends that other files of the folder have as well.

    A list that an article makes of others links to them.
    """
    blocks = context.article.blocks if context.article is not None else ()
    found = {(run[0].span.start, run[-1].span.end): run for run in _runs(blocks, context)}
    last = 0
    for (start, end), run in sorted(found.items(), key=lambda each: (each[0][0], -each[0][1])):
        if start < last:
            continue
        last = end
        message = _("{n} blocks that came along from a web page: other articles, or its frame")
        said = message.format(n=len(run))
        gone = (Repair(Span(start, end)),)
        yield Hit(said, line=run[0].lines[0], target=run[0].text, repairs=gone)


def _runs(blocks: Sequence[Block], context: Context) -> Iterator[Sequence[Block]]:
    title = next((plain(b.text).strip() for b in blocks if b.kind is Kind.HEADING), "")
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        items = list(group) if is_item else []
        names = {item.text.strip() for item in items}
        if len(items) >= _LEAST and title in names and not any(map(links, names)):
            yield items
    for rows in (blocks, blocks[::-1]) if context.elsewhere else ():
        run = _shared(rows, context)
        # What an article is never goes with what is around it.
        if _SHARED <= len(run) < len(blocks):
            yield run if rows is blocks else run[::-1]


def _shared(blocks: Sequence[Block], context: Context) -> Sequence[Block]:
    """The first blocks that stand in other files, too."""
    count = next((n for n, b in enumerate(blocks) if b.raw.strip() not in context.elsewhere), 0)
    return blocks[:count]


RULES = (
    Rule(
        "page-furniture",
        Severity.WARNING,
        "a list of other articles, or a frame, that came along from a web page",
        _furniture,
        of=Scope.ARTICLE,
    ),
)
