"""A Chinese file as a whole: its headings have the source's levels."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.model import Block, Document, Kind, OpaqueFate, Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.diff import brief, changed_lines, excerpt


def _levels(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    if context.article is None or context.english is None or not context.article.blocks:
        return
    sources, targets = _headings(context.english), _headings(context.article)
    if len(sources) != len(targets):
        message = _("{here} headings; the source has {there}")
        yield Hit(message.format(here=len(targets), there=len(sources)), Severity.INFO)
        return
    for ours, theirs in zip(targets, sources, strict=True):
        if ours.level != theirs.level:
            message = _("a heading of level {here}; the source has level {there}")
            message = message.format(here=ours.level, there=theirs.level)
            yield Hit(message, line=ours.lines[0], source=theirs.text, target=ours.text)


def _opaque(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    for change in context.changes:
        is_edit = change.how in (OpaqueFate.CHANGED, OpaqueFate.COMMENT)
        text = change.after or change.before
        edits = excerpt(changed_lines(change.edits)) if is_edit else brief(text)
        message = _said(change.how).format(edits=edits)
        yield Hit(message, line=max(change.target, 1), source=text, target=change.before)


def _said(how: OpaqueFate) -> str:
    return {
        OpaqueFate.CHANGED: _("the source has changed: {edits}"),
        OpaqueFate.COMMENT: _("a comment in the code of the source has changed: {edits}"),
        OpaqueFate.NEW: _("new in the source, and not here: {edits}"),
        OpaqueFate.GONE: _("gone from the source, and still here: {edits}"),
    }[how]


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
    Rule(
        "opaque-changed",
        Severity.WARNING,
        "code, HTML or the like that changed in the source, and not in the target",
        _opaque,
        of=Scope.ARTICLE,
    ),
)
