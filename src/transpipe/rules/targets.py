"""Links lead somewhere: to files that are there and not empty, to headings that are there."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from posixpath import dirname, join, normpath

from transpipe.links.addresses import Files, file_of, is_inside
from transpipe.links.anchors import is_known
from transpipe.markdown.inline import Link, links
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope


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
)
