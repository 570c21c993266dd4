"""What the rules find, with its place: of units, and of a Chinese file as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from transpipe.links.addresses import Files
from transpipe.model import Block, Document, Finding, Segment, Span, Unit
from transpipe.rules import Context, Scope, judge


def check_pair(source: str, target: str) -> tuple[Finding, ...]:
    """The findings of one source text and its target, without a place."""
    scopes = (Scope.PAIR, Scope.TEXT)
    return tuple(finding for of in scopes for finding, _span in judge(source, target, of))


def check_units(pairs: Iterable[tuple[Unit, int]], file: str) -> Iterator[Finding]:
    """The findings of units with words, each with the line of `file` where its words begin.

    Line 0 says that the words stand in no file yet: then they are checked as text, too, which
    else is the matter of `check_article`.
    """
    for unit, line in pairs:
        if not unit.target or not unit.active:
            continue
        if line:
            judged = judge(unit.source, unit.target, Scope.PAIR)
            found = tuple(finding for finding, _span in judged)
        else:
            found = check_pair(unit.source, unit.target)
        yield from (replace(finding, file=file, line=line) for finding in found)


def check_article(
    target: Document,
    source: Document | None,
    files: Files | None,
    path: str,
) -> Iterator[Finding]:
    """The findings of a Chinese file as it stands, by line and column.

    `source` is its English article, if there is one; `files` those of the repository (None: not
    known); `path` that of the file itself.
    """
    context = Context(path, files, target, source)
    english = source.text if source is not None else ""
    findings = list(_texts(target, context))
    for finding, _span in judge(english, target.text, Scope.ARTICLE, context):
        findings.append(replace(finding, file=path))
    yield from sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


def _texts(target: Document, context: Context) -> Iterator[Finding]:
    """The findings of every block of a file."""
    lines = _Lines(target, context.path)
    for block in target.blocks:
        if block.segment:
            for finding, span in judge("", block.segment.text, Scope.TEXT, context):
                yield lines.placed(finding, block, span)


class _Lines:
    """The lines of a document, and where the characters of its segments stand in them."""

    def __init__(self, document: Document, path: str) -> None:
        self.path = path
        self._starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
        self._block: Block | None = None
        self._pieces: list[tuple[int, int]] = []

    def placed(self, finding: Finding, block: Block, span: Span) -> Finding:
        """A finding with its line and columns in the file; `span` counts in the block's segment."""
        start = self._position(block, span.start)
        end = max(start, self._position(block, max(span.start, span.end - 1)) + 1)
        line = self._number(start)
        lead = self._starts[line]
        line = block.lines[0] + max(0, line - self._number(block.span.start))
        column = start - lead + 1
        return replace(finding, file=self.path, line=line, column=column, end_column=end - lead + 1)

    def _number(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def _position(self, block: Block, offset: int) -> int:
        """Where in the file a character of a segment stands."""
        if block.segment is None:
            return block.span.start
        if block is not self._block:
            self._block, self._pieces = block, list(_pieces(block.segment))
        number = bisect_left(self._pieces, offset, key=lambda piece: piece[0])
        if number == len(self._pieces):
            return block.span.end
        end, place = self._pieces[number]
        return place - (end - offset)


def _pieces(segment: Segment) -> Iterator[tuple[int, int]]:
    """Where each fragment of a segment ends, in its text and in the file."""
    done = 0
    for fragment in segment.fragments:
        done += fragment.end - fragment.start
        yield done, fragment.end
        # Between two fragments the segment has a blank, a line end or nothing.
        done += done < len(segment.text) and segment.text[done] in " \n"
