"""All rules, in the order in which findings are told, and the three things they are asked of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from gettext import gettext as _

from transpipe.check.links import dead_links, same_links
from transpipe.check.markup import (
    balanced_emphasis,
    rendered_emphasis,
    same_code,
    same_numbers,
)
from transpipe.model import Block, Document, Finding, Kind, Severity, Span, State, Unit

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
    files: Collection[str] | None,
    path: str,
) -> Iterator[Finding]:
    """The findings of a Chinese file as it stands, by line and column.

    `source` is its English article, if there is one; `files` the paths of the repository, with
    their sizes if it is a mapping (None: not known); `path` that of the file itself.
    """
    findings = [*_empty(target, path), *_text(target, path), *_links(target, files, path)]
    if source is not None and target.blocks:
        findings += _structure(target, source, path)
    yield from sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


def _empty(target: Document, path: str) -> Iterator[Finding]:
    if not target.text.strip():
        yield Finding("empty-file", Severity.WARNING, _("nothing in it"), file=path, line=1)


def _text(target: Document, path: str) -> Iterator[Finding]:
    for block in target.blocks:
        if block.segment:
            for rule in TEXT_RULES:
                for span, finding in rule(block.segment.text):
                    yield _placed(finding, target, block, span, path)


def _links(target: Document, files: Collection[str] | None, path: str) -> Iterator[Finding]:
    for block, link, finding in dead_links(target, files, path):
        yield _placed(finding, target, block, link.span, path)


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


def _placed(finding: Finding, document: Document, block: Block, span: Span, path: str) -> Finding:
    """A finding with its line and columns in the file; `span` counts in the block's segment."""
    start = _position(block, span.start)
    end = max(start, _position(block, max(span.start, span.end - 1)) + 1)
    lead = document.text.rfind("\n", 0, start) + 1
    line = block.lines[0] + document.text.count("\n", block.span.start, start)
    return replace(
        finding, file=path, line=line, column=start - lead + 1, end_column=end - lead + 1
    )


def _position(block: Block, offset: int) -> int:
    """Where in the file a character of a segment stands."""
    if block.segment is None:
        return block.span.start
    text, done = block.segment.text, 0
    for fragment in block.segment.fragments:
        length = fragment.end - fragment.start
        if offset <= done + length:
            return fragment.start + offset - done
        done += length
        # Between two fragments the segment has a blank, a line end or nothing.
        done += done < len(text) and text[done] in " \n"
    return block.span.end
