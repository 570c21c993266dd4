"""What is wrong with the links behind the words of an index's rows, and what mends it.

A link that renders as none is written as one; one that leads to no file leads to the one that is
meant, where a single one can be; what parts the links of a list is what parts them elsewhere.
Nothing else in the index changes, and what was mended once stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from posixpath import relpath
from urllib.parse import unquote

from transpipe.markdown.index_rows import GAP, gaps
from transpipe.markdown.inline import links, replace_spans, spelt
from transpipe.model import Finding, Severity, Span
from transpipe.pairs.index import TITLE, IndexLink, Row, Side, joined, resolve, rows
from transpipe.pairs.resolve import side_of
from transpipe.pairs.row_candidates import Candidates, Former
from transpipe.pairs.tree import Tree

_BROKEN, _DEAD = "pair-link-syntax", "dead-link"


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row; `new` is what should stand in a place, None where nobody knows."""

    finding: Finding
    span: Span
    new: str | None = None


@dataclass(frozen=True)
class RowRepairs:
    """An index, the files that its rows can mean, and the names that those have had."""

    tree: Tree
    index: str
    text: str
    former: Former

    @cached_property
    def faults(self) -> tuple[RowFault, ...]:
        """What is wrong with the rows, in the order of their lines."""
        found = (*self._links, *_parted(self.index, self._linked))
        return tuple(sorted(found, key=lambda fault: fault.finding.line))

    @cached_property
    def mended(self) -> str:
        """The index with all that is mended."""
        parted = _parted(self.index, self._linked)
        return replace_spans(self._linked, [(f.span, f.new) for f in parted if f.new is not None])

    @cached_property
    def _linked(self) -> str:
        changes = [(f.span, f.new) for f in self._links if f.new is not None]
        return replace_spans(self.text, changes)

    @cached_property
    def _links(self) -> tuple[RowFault, ...]:
        """The links that render as none, or lead to no file."""
        found = rows(self.text)
        sided = [(link, side_of(self.tree, self.index, link, row)) for row in found
                 for link in row.links]  # fmt: skip
        ours = [(link, side) for link, side in sided if side is not Side.NEITHER]
        alive = (self._file(link.target) for link, _side in ours)
        known = Candidates(self.tree, self._folder, frozenset(filter(None, alive)), self.former)
        faults = (self._fault(link, side, known) for link, side in ours)
        return tuple(fault for fault in faults if fault is not None)

    @property
    def _folder(self) -> str:
        return self.index.rpartition("/")[0]

    def _file(self, target: str) -> str | None:
        """The file that a destination leads to, spelt as it is on disk."""
        paths = resolve(target, self._folder) or ()
        return next((path for path in paths if path in self.tree.files), None)

    def _fault(self, link: IndexLink, side: Side, known: Candidates) -> RowFault | None:
        if link.inside.start == link.inside.end:  # its address is defined elsewhere
            return None
        paths, file = resolve(link.target, self._folder), self._file(link.target)
        if file or paths == () or any(path in self.tree.folders for path in paths or ()):
            return self._unrendered(link, file)
        meant = known.meant(link.target, side)
        new = self._written(link, self._spelt(meant[0], link)) if len(meant) == 1 else None
        return RowFault(self._dead(link, paths, meant), link.span, new)

    def _unrendered(self, link: IndexLink, file: str | None) -> RowFault | None:
        """Of a link that leads to something here, whether it does so once it is rendered."""
        written = link.span.of(self.text)
        if self._leads(written, link, file):
            return None
        said = _("{link} is no link").format(link=written)
        finding = Finding(_BROKEN, Severity.WARNING, said, self.index, link.line)
        ways = [link.target, *([self._spelt(file, link)] if file else [])]
        news = (self._written(link, way) for way in ways)
        new = next((new for new in news if self._leads(new, link, file)), None)
        return RowFault(finding, link.span, new)

    def _leads(self, written: str, link: IndexLink, file: str | None) -> bool:
        """Whether a text is one link and nothing else, to that file if there is one."""
        found = links(written)
        if len(found) != 1 or found[0].span != Span(0, len(written)):
            return False
        if not file:
            return found[0].target == link.target
        path = unquote(re.split("[#?]", found[0].target)[0], errors="surrogateescape")
        return joined(self._folder, path) == file

    def _written(self, link: IndexLink, target: str) -> str:
        """A link with another destination, its text and title as they are."""
        head, inside = (
            Span(link.span.start, link.inside.start).of(self.text),
            link.inside.of(self.text),
        )
        title = TITLE.search(inside)
        opened = head if head.startswith("[") and head.endswith("](") else f"[{link.text}]("
        return f"{opened}{target}{title[0] if title else ''})"

    def _dead(
        self, link: IndexLink, paths: tuple[str, ...] | None, meant: tuple[str, ...]
    ) -> Finding:
        """What is said of a link that leads nowhere."""
        if paths is None:
            said = _("the link {link} leaves the repository").format(link=link.target)
        else:
            path = paths[0] if paths and paths[0].isprintable() else link.target
            said = _("the link leads to {path}, which does not exist").format(path=path)
        if len(meant) == 1:
            said += _("; {path} is meant").format(path=meant[0])
        elif meant:
            said += _("; it may be one of {paths}").format(paths=", ".join(meant[:_SHOWN]))
        return Finding(_DEAD, Severity.ERROR, said, self.index, link.line)

    def _spelt(self, path: str, link: IndexLink) -> str:
        return destination(path, self._folder, bare=not link.target.startswith((".", "/", "\\")))


_SHOWN = 3


def destination(path: str, folder: str, *, bare: bool = False) -> str:
    """A file as a row of an index in a folder links to it; `bare` without `./` before it."""
    relative = relpath(path, folder or ".")
    return spelt(relative if bare or relative.startswith(".") else f"./{relative}")


def _parted(index: str, text: str) -> tuple[RowFault, ...]:
    """What does not part the links of a list as it should."""
    return tuple(fault for row in rows(text) for fault in _gaps(index, text, row))


def _gaps(index: str, text: str, row: Row) -> Iterator[RowFault]:
    if row.marker in ("", "|") or not row.links:
        return
    start = row.span.start
    for line in row.span.of(text).splitlines(keepends=True):
        for gap, link in gaps(line):
            if gap.of(line) != GAP:
                said = _("{gap} stands before {link}, not {wanted}")
                shown = (repr(gap.of(line)), link.of(line), repr(GAP))
                said = said.format(**dict(zip(("gap", "link", "wanted"), shown, strict=True)))
                number = row.line + text.count("\n", row.span.start, start)
                finding = Finding(_BROKEN, Severity.WARNING, said, index, number)
                yield RowFault(finding, Span(gap.start + start, gap.end + start), GAP)
        start += len(line)
