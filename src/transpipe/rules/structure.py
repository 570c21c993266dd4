"""Headings have the levels of the source's."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.model import Block, Document, Kind, Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope


def _levels(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    if context.article is None or context.english is None or not context.article.blocks:
        return
    there, here = _headings(context.english), _headings(context.article)
    if len(there) != len(here):
        message = _("{here} headings; the source has {there}")
        yield Hit(message.format(here=len(here), there=len(there)), Severity.INFO)
        return
    for ours, theirs in zip(here, there, strict=False):
        if ours.level != theirs.level:
            message = _("a heading of level {here}; the source has level {there}")
            said = message.format(here=ours.level, there=theirs.level)
            yield Hit(said, line=ours.lines[0], source=theirs.text, target=ours.text)


def _headings(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is Kind.HEADING]


RULES = (
    Rule(
        "structure",
        Severity.WARNING,
        "headings that are not as many, or not of the levels, as in the source",
        _levels,
        of=Scope.ARTICLE,
    ),
)
