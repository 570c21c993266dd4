"""What the rules find, with its place: of units, and of a Chinese file as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transpipe.check.noqa import is_refused
from transpipe.model import (
    Block,
    Document,
    Finding,
    Maker,
    Segment,
    Severity,
    Span,
    Standing,
    Unit,
)
from transpipe.model.unit import standing
from transpipe.rules import NOWHERE, Context, Scope, judge
from transpipe.rules.typography import OF_BLANKS, STYLE
from transpipe.rules.usage import Usage


def check_pair(source: str, target: str, context: Context = NOWHERE) -> tuple[Finding, ...]:
    """The findings of one source text and its target, without a place, less matters of style.

    >>> [finding.code for finding in check_pair("It takes 3 minutes.", "需要 5 分钟。")]
    ['wrong-number']
    """
    scopes = (Scope.PAIR, Scope.TEXT)
    judged = (finding for of in scopes for finding, _span in judge(source, target, of, context))
    return tuple(finding for finding in judged if finding.code not in STYLE)


def check_units(
    pairs: Iterable[tuple[Unit, int]], file: str, context: Context = NOWHERE
) -> Iterator[Finding]:
    """The findings of units with words, each with the line of `file` where its words begin.

    What is said of a pair that is in doubt is no error. Line 0 says that the words stand in no file
    yet: then they are checked as text, too, which else is the matter of `check_file`. `context`
    knows that file and its source.
    """
    units = [(unit, line) for unit, line in pairs if unit.target and unit.active]
    if not context.usage.pairs:
        pairs_of = [(unit.source, unit.target) for unit, _line in units]
        context = replace(context, usage=Usage(pairs_of))
    for unit, line in units:
        if line:
            judged = judge(unit.source, unit.target, Scope.PAIR, context)
            found = tuple(finding for finding, _span in judged)
        else:
            found = check_pair(unit.source, unit.target, Context(terms=context.terms))
        for finding in found:
            if not is_refused(unit.notes, finding.code):
                yield replace(finding, file=file, line=line, severity=_severity(finding, unit))


def _severity(finding: Finding, unit: Unit) -> Severity:
    """No error where the alignment doubts whether the two texts are a pair at all."""
    aligned = unit.origin is not None and unit.origin.maker is Maker.ALIGN
    doubted = aligned and standing(unit) is Standing.DOUBTFUL
    return Severity.WARNING if doubted and finding.severity is Severity.ERROR else finding.severity


def check_file(context: Context) -> Iterator[Finding]:
    """The findings of the Chinese file of a context, by line and column."""
    target, source = context.article or Document.blank(), context.english
    english = source.text if source is not None else ""
    whole = (
        replace(
            finding, column=_column(target.text, span), end_column=_column(target.text, span, 1)
        )
        for finding, span in judge(english, target.text, Scope.ARTICLE, context)
    )
    findings = [*_texts(target, context), *whole]
    for finding in sorted(findings, key=lambda found: (found.line, found.column, found.code)):
        yield replace(finding, file=context.path)


def _column(text: str, span: Span, end: int = 0) -> int:
    """Where a place of the whole file begins or ends in its line, from 1; 0 where it has none."""
    if span == Span(0, 0) or "\n" in span.of(text):
        return 0
    return (span.end if end else span.start) - text.rfind("\n", 0, span.start)


def _texts(target: Document, context: Context) -> Iterator[Finding]:
    """The findings of every block of a file, with their lines and columns in it."""
    starts = [0, *(match.end() for match in re.finditer("\n", target.text))]
    for block in target.blocks:
        if block.segment:
            hits = tuple(judge("", block.segment.text, Scope.TEXT, context))
            for finding, span in hits:
                where = place(block.segment, span)
                if finding.code not in OF_BLANKS or "\n" not in where.of(target.text):
                    yield _placed(finding, block, starts, where)


def place(segment: Segment, span: Span) -> Span:
    """Where in the file some characters of a segment stand."""
    ends = tuple(_ends(segment))
    start = _position(ends, span.start)
    return Span(start, max(start, _position(ends, max(span.start, span.end - 1)) + 1))


def between(segment: Segment, span: Span) -> Span:
    """Where in the file some characters of a segment stand, or the place between two of them."""
    if span.start < span.end:
        return place(segment, span)
    if span.start < len(segment.text):
        at = place(segment, Span(span.start, span.start + 1)).start
    else:
        at = place(segment, Span(span.start - 1, span.start)).end
    return Span(at, at)


def _placed(finding: Finding, block: Block, starts: Sequence[int], place: Span) -> Finding:
    """A finding with the line and columns of a place in the file."""
    line = bisect_right(starts, place.start) - 1
    lead = starts[line]
    return replace(
        finding,
        line=block.lines[0] + max(0, line + 1 - bisect_right(starts, block.span.start)),
        column=place.start - lead + 1,
        end_column=place.end - lead + 1,
    )


def _position(ends: Sequence[tuple[int, int]], offset: int) -> int:
    """Where in the file a character of a segment stands."""
    end, place = ends[bisect_left(ends, offset, key=lambda piece: piece[0])]
    return place - (end - offset)


def line_ends(segment: Segment) -> Iterator[int]:
    """Where in the words of a segment a blank stands for the end of a line."""
    for done, _place in _ends(segment):
        if segment.text[done : done + 1] == " ":
            yield done


def _ends(segment: Segment) -> Iterator[tuple[int, int]]:
    """Where each fragment of a segment ends, in its text and in the file."""
    done = 0
    for fragment in segment.fragments:
        done += fragment.end - fragment.start
        yield done, fragment.end
        # Between two fragments the segment has a blank, a line end or nothing.
        done += done < len(segment.text) and segment.text[done] in " \n"
