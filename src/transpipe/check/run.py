"""All rules, in the order in which findings are told, and the three things they are asked of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from gettext import gettext as _

from transpipe.check.links import dead_links, same_links
from transpipe.check.markup import (
    balanced_emphasis,
    rendered_emphasis,
    same_code,
    same_numbers,
)
from transpipe.links.files import Files
from transpipe.model import Block, Document, Finding, Kind, Segment, Severity, Span, State, Unit

# The codes of all that is found here.
CODES = (
    "changed-code", "changed-image", "changed-url", "dead-anchor", "dead-link", "dropped-code",
    "dropped-link", "emphasis-broken", "emphasis-unbalanced", "empty-file", "extra-code",
    "extra-link", "missing-image", "structure", "wrong-number",
)  # fmt: skip

# What a target must share with its source.
PAIR_RULES: tuple[Callable[[Unit], Iterator[Finding]], ...] = (
    same_links,
    same_code,
    same_numbers,
)
# What Chinese text must be on its own.
TEXT_RULES: tuple[Callable[[str], Iterator[tuple[Span, Finding]]], ...] = (
    rendered_emphasis,
    balanced_emphasis,
)


def check_pair(source: str, target: str) -> tuple[Finding, ...]:
    """The findings of one source text and its target, without a place."""
    unit = Unit(source, target, State.TRANSLATED)
    return (
        *(finding for rule in PAIR_RULES for finding in rule(unit)),
        *(finding for rule in TEXT_RULES for _span, finding in rule(target)),
    )


def check_units(pairs: Iterable[tuple[Unit, int]], file: str) -> Iterator[Finding]:
    """The findings of units with words, each with the line of `file` where its words begin.

    Line 0 says that the words stand in no file yet: then they are checked as text, too, which
    else is the matter of `check_article`.
    """
    for unit, line in pairs:
        if not unit.target or not unit.active:
            continue
        if line:
            findings = tuple(finding for rule in PAIR_RULES for finding in rule(unit))
        else:
            findings = check_pair(unit.source, unit.target)
        yield from (replace(finding, file=file, line=line) for finding in findings)


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
    findings = [*_empty(target, path), *_text(target, path), *_links(target, files, path)]
    if source is not None and target.blocks:
        findings += _structure(target, source, path)
    yield from sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


def _empty(target: Document, path: str) -> Iterator[Finding]:
    if not target.text.strip():
        yield Finding("empty-file", Severity.WARNING, _("nothing in it"), file=path, line=1)


def _text(target: Document, path: str) -> Iterator[Finding]:
    lines = _Lines(target, path)
    for block in target.blocks:
        if block.segment:
            for rule in TEXT_RULES:
                for span, finding in rule(block.segment.text):
                    yield lines.placed(finding, block, span)


def _links(target: Document, files: Files | None, path: str) -> Iterator[Finding]:
    lines = _Lines(target, path)
    for block, link, finding in dead_links(target, files, path):
        yield lines.placed(finding, block, link.span)


def _structure(target: Document, source: Document, path: str) -> Iterator[Finding]:
    """Headings have the levels of the source's."""
    there = [block for block in source.blocks if block.kind is Kind.HEADING]
    here = [block for block in target.blocks if block.kind is Kind.HEADING]
    if len(there) != len(here):
        message = _("{here} headings; the source has {there}").format(
            here=len(here), there=len(there)
        )
        yield Finding("structure", Severity.INFO, message, file=path, line=1)
        return
    for ours, theirs in zip(here, there, strict=False):
        if ours.level != theirs.level:
            message = _("a heading of level {here}; the source has level {there}").format(
                here=ours.level, there=theirs.level
            )
            yield Finding(
                "structure",
                Severity.WARNING,
                message,
                file=path,
                line=ours.lines[0],
                source=theirs.text,
                target=ours.text,
            )


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
