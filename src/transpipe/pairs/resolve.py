"""What the rows of an index say about files: each link resolved, and refused where it leads out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import BadLink
from transpipe.model import Finding, Severity
from transpipe.pairs.index import IndexLink, Row, Side, address, resolve, rows
from transpipe.pairs.patterns import SUFFIXES
from transpipe.pairs.tree import Tree


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A row whose links are paths: the article's title and address, its source and target.

    A target may be a path where nothing is yet; a source is always a file, `gone` one that is not
    there.
    """

    index: str
    line: int
    title: str = ""
    url: str = ""
    source: str | None = None
    target: str | None = None
    gone: str = ""
    findings: tuple[Finding, ...] = ()


def resolve_rows(tree: Tree, index: str) -> Iterator[LinkedRow]:
    """The rows of an index that link a source or a target, in order.

    Raises BadLink; NotText or FileFault where an index cannot be read.
    """
    text = tree.text(index)
    if index in tree.unreadable:
        if index in tree.places.index:
            raise tree.unreadable[index]
        return
    for row in rows(text):
        found = _row(tree, index, row)
        if found.source or found.target or found.findings:
            yield found


def _row(tree: Tree, index: str, row: Row) -> LinkedRow:
    sides = [(link, side_of(tree, index, link, row)) for link in row.links]
    source, no_source = _file(tree, index, [link for link, side in sides if side is Side.SOURCE])
    target, no_target = _file(tree, index, [link for link, side in sides if side is Side.TARGET])
    gone = source or ""
    if gone and tree.find(gone) is None:
        source = None
    if source == target:
        target = None
    addresses = [link for link in row.links if address(link.target)]
    return LinkedRow(
        index,
        row.line,
        title=_title(row, sides),
        url=_unlabelled(addresses).target if addresses else "",
        source=source,
        target=target,
        gone=gone if source is None else "",
        findings=no_source + no_target,
    )


def _title(row: Row, sides: list[tuple[IndexLink, Side]]) -> str:
    """The text of the row's own link, or its first words; a language switch has no title."""
    labels = {link.side for link, _side in sides} - {Side.NEITHER}
    if not labels and any(link.language is not Side.NEITHER for link, _side in sides):
        return ""
    own = [link.text.strip() for link, side in sides if side is Side.NEITHER]
    return next(filter(None, (*own, row.words, row.links[0].text.strip())), "")


def _unlabelled(links: list[IndexLink]) -> IndexLink:
    """The first without a label, else the first."""
    return min(links, key=lambda link: link.side is not Side.NEITHER)


def side_of(tree: Tree, index: str, link: IndexLink, row: Row) -> Side:
    """What a link leads to: its text says so, or else the folder of the file.

    Texts that name a language are believed where both stand in the row, or the folder agrees.
    """
    if link.side is not Side.NEITHER:
        return link.side
    paths = resolve(link.target, index.rpartition("/")[0]) or ()
    for folder, side in (
        (tree.places.source_dir, Side.SOURCE),
        (tree.places.target_dir, Side.TARGET),
    ):
        labelled = any(other.side is side for other in row.links)
        if not labelled and any(_article(path, folder) for path in paths):
            return side
    both = {Side.SOURCE, Side.TARGET} <= {other.language for other in row.links}
    return link.language if both and any(map(tree.find, paths)) else Side.NEITHER


def _file(tree: Tree, index: str, links: list[IndexLink]) -> tuple[str | None, tuple[Finding, ...]]:
    """The article that the first of these links to a file leads to, there or not.

    Web addresses are no files; other files (a PDF, a folder) are no articles.
    """
    for link in links:
        paths = resolve(link.target, index.rpartition("/")[0])
        if paths is None or any(map(tree.leads_out, paths)):
            raise BadLink(index, link.line, link.target)
        if not paths:
            continue
        there = next(filter(None, map(tree.find, paths)), None)
        if there is not None:
            return (there if there.lower().endswith(SUFFIXES) else None), ()
        if paths[0] in tree.folders:
            continue
        wanted = paths[0] if paths[0].lower().endswith(SUFFIXES) else None
        return wanted, (_dead(tree, index, link, paths[0]),)
    return None, ()


def _dead(tree: Tree, index: str, link: IndexLink, path: str) -> Finding:
    said = _("the link leads to {path}, which does not exist").format(path=path)
    return Finding("dead-link", Severity.ERROR, said + tree.hint(path), index, link.line)


def _article(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") and path.lower().endswith(SUFFIXES)
