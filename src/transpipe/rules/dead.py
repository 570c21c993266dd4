"""Links that lead nowhere: to files and headings that are not there, in texts, tags, definitions.

What the source has too, and what leads nowhere from there either, is no matter of the translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from gettext import gettext as _

from transpipe.links.addresses import file_from, file_named, is_hidden, is_page, is_served
from transpipe.links.anchors import all_anchors, is_known
from transpipe.markdown.inline import addresses
from transpipe.markdown.pointers import pointers
from transpipe.model import Document, Severity
from transpipe.rules.guards import may_address
from transpipe.rules.index_rows import row_links
from transpipe.rules.rule import Context, Hit, Rule, Scope

# What is wrong with an address of a file; empty for nothing.
Judge = Callable[[str, Context], str]
# So begins a page of a site that is one document to the browser: no heading is called so.
_ROUTE = ("/", "!")


def _anchor(address: str, context: Context) -> str:
    path, _hash, anchor = address.partition("#")
    if path and anchor:
        return _anchor_there(address, anchor, context)
    if anchor.startswith(_ROUTE):
        return ""
    if path or not anchor or context.anchors is None or is_known(anchor, context.anchors):
        return ""
    if context.english is not None and _is_theirs(address, context, context.english):
        return ""
    return _("no heading #{anchor}").format(anchor=anchor)


def _anchor_there(address: str, anchor: str, context: Context) -> str:
    """The same of a heading of another file; links that the source has there must be better."""
    links = context.links
    file = links.file_of(address) if links is not None and is_page(address) else ""
    if links is None or not file or _leads(file, anchor, context) is not False:
        return ""
    article = links.file_of_source(links.back(address))
    there = [a for a in context.addresses if "#" in a and is_page(a)]
    theirs = [a for a in there if links.file_of_source(a) == article]
    theirs = [a for a in theirs if a in (address, links.back(address))] or theirs
    alive = (_leads(article, a.partition("#")[2], context) is not False for a in theirs)
    if theirs and not any(alive):
        return ""
    return _("no heading #{anchor} in {file}").format(anchor=anchor, file=file)


def _leads(file: str, anchor: str, context: Context) -> bool | None:
    """Whether a file has a heading of that name; None where nobody knows."""
    names = context.names(file)
    return None if names is None else is_known(anchor, names)


def _is_theirs(address: str, context: Context, english: Document) -> bool:
    """Whether the source's link leads to no heading of its own either: the same, or the same-th."""
    known = all_anchors(english, context.naming)
    same = context.same_page.get(address, frozenset({address} & context.addresses))
    return bool(same) and not any(is_known(each.partition("#")[2], known) for each in same)


def _link(address: str, context: Context) -> str:
    file, files = file_named(address, context.path), context.files
    if files is None or not file or files.holds(file) or is_hidden(file):
        return ""
    if context.serves and is_served(file, files):
        return ""
    if context.links is not None and files.holds(context.links.file_of(address) or file):
        return ""
    theirs = context.alike(address)
    if theirs and not any(context.source and context.is_there(a, context.source) for a in theirs):
        return ""
    if context.top is not None:
        above = file_from(context.top, address)
        if files.has_page(above):
            return ""
        file = above if files.holds(file_from(context.top, address.partition("/")[0])) else file
    return _("no file {file}").format(file=file)


def _waits(address: str, context: Context) -> bool:
    """Whether the file is the translation of an article, which nobody has made yet."""
    links, file = context.links, file_named(address, context.path)
    return links is not None and bool(file) and bool(links.targets.named(file))


def _empty(address: str, context: Context) -> str:
    file = file_named(address, context.path)
    empty = file and context.files is not None and context.files.is_empty(file)
    return _("{file} is empty").format(file=file) if empty else ""


def _severity(judge: Judge, address: str, context: Context) -> Severity | None:
    """Sites lead a reader to the English of what is not translated yet."""
    return Severity.WARNING if judge is _link and _waits(address, context) else None


def _in_text(judge: Judge, _source: str, target: str, context: Context) -> Iterator[Hit]:
    for span, address in addresses(target):
        if message := judge(address, context):
            yield Hit(message, _severity(judge, address, context), span)


def _elsewhere(judge: Judge, _source: str, target: str, context: Context) -> Iterator[Hit]:
    """In link definitions, in blocks of HTML, and behind the titles of an index."""
    found = pointers(context.article) if context.article is not None else ()
    for pointer in (*found, *row_links(target, context)):
        if message := judge(pointer.address, context):
            line = target.count("\n", 0, pointer.span.start)
            shown = target.split("\n", line + 1)[line]
            severity = _severity(judge, pointer.address, context)
            yield Hit(message, severity, pointer.span, line + 1, target=shown)


def _nothing(source: str, target: str, context: Context) -> Iterator[Hit]:
    """The file itself, and what the rows of an index lead to."""
    if not target.strip():
        yield Hit(_("nothing in it"))
    yield from _elsewhere(_empty, source, target, context)


RULES = (
    Rule(
        "dead-anchor",
        Severity.ERROR,
        "a link to a heading that is not there",
        partial(_in_text, _anchor),
        of=Scope.TEXT,
        where=may_address,
    ),
    Rule(
        "dead-anchor",
        Severity.ERROR,
        "a link to a heading that is not there",
        partial(_elsewhere, _anchor),
        of=Scope.ARTICLE,
    ),
    Rule(
        "dead-link",
        Severity.ERROR,
        "a link to a file that is not there",
        partial(_in_text, _link),
        of=Scope.TEXT,
        where=may_address,
    ),
    Rule(
        "dead-link",
        Severity.ERROR,
        "a link to a file that is not there",
        partial(_elsewhere, _link),
        of=Scope.ARTICLE,
    ),
    Rule(
        "empty-file",
        Severity.WARNING,
        "a link to a file that is empty",
        partial(_in_text, _empty),
        of=Scope.TEXT,
        where=may_address,
    ),
    Rule(
        "empty-file",
        Severity.WARNING,
        "an article with nothing in it",
        _nothing,
        of=Scope.ARTICLE,
    ),
)
