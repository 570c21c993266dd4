"""A Chinese file as a whole: its links lead somewhere, its headings have the source's levels."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from posixpath import dirname, join, normpath

from transpipe.links.addresses import Files, file_of, is_inside
from transpipe.links.anchors import is_known
from transpipe.markdown.inline import Link, links
from transpipe.model import Block, Document, Kind, OpaqueFate, Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.diff import brief, excerpt


def _dead_anchor(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for link in links(target):
        address, _hash, anchor = link.target.partition("#")
        known = address or not anchor or context.anchors is None
        if not known and not is_known(anchor, context.anchors or ()):
            yield Hit(_("no heading #{anchor}").format(anchor=anchor), span=link.span)


def _dead_link(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for link, file, files in _named(target, context):
        if not files.holds(file):
            yield Hit(_("no file {file}").format(file=file), span=link.span)


def _empty_file(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for link, file, files in _named(target, context):
        if files.is_empty(file):
            yield Hit(_("{file} is empty").format(file=file), span=link.span)


def _named(target: str, context: Context) -> Iterator[tuple[Link, str, Files]]:
    """The links to files of the repository, with the path that each names."""
    if context.files is None:
        return
    for link in links(target):
        if is_inside(link.target):
            address = link.target.partition("#")[0]
            file = normpath(join(dirname(context.path), file_of(address)))
            yield link, file, context.files


def _nothing(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not target.strip():
        yield Hit(_("nothing in it"))


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
    said = {
        OpaqueFate.CHANGED: _("the source has changed: {edits}"),
        OpaqueFate.COMMENT: _("a comment in the code of the source has changed: {edits}"),
        OpaqueFate.NEW: _("new in the source, and not here: {edits}"),
        OpaqueFate.GONE: _("gone from the source, and still here: {edits}"),
    }
    for change in context.changes:
        is_edit = change.how in (OpaqueFate.CHANGED, OpaqueFate.COMMENT)
        text = change.after or change.before
        edits = excerpt(change.edits) if is_edit else brief(text)
        message = said[change.how].format(edits=edits)
        yield Hit(message, line=max(change.target, 1), source=text, target=change.before)


def _headings(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is Kind.HEADING]


RULES = (
    Rule(
        "dead-anchor",
        Severity.ERROR,
        "a link to a heading of the file that is not there",
        _dead_anchor,
        of=Scope.TEXT,
    ),
    Rule(
        "dead-link",
        Severity.ERROR,
        "a link to a file that is not there",
        _dead_link,
        of=Scope.TEXT,
    ),
    Rule(
        "empty-file",
        Severity.WARNING,
        "a link to a file that is empty",
        _empty_file,
        of=Scope.TEXT,
    ),
    Rule(
        "empty-file",
        Severity.WARNING,
        "an article with nothing in it",
        _nothing,
        of=Scope.ARTICLE,
    ),
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
