"""The comments of code as leaves of their own, for projects that ask for it.

Takes the tree of blocks, gives it with the comments of a fence behind it, whose code has them no
more; the first span of such a leaf is the comment with its marks, the others its words. Comments
that follow each other on lines of their own, with one mark and one indent, are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.markdown.code import Comment, comments, is_code
from transpipe.markdown.fences import in_file, info_of, joined_code, lines_of_code
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.source import Page
from transpipe.markdown.structure import Node
from transpipe.model import Span
from transpipe.text.han import has_letters, joined

# A line that does not go on with the one before it: an item, a tag of a documentation.
_ROW = re.compile(r"(?:[-*+•] |\d{1,3}[.)] |@\w)")
_EOL = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Group:
    """Comments that are translated at one go."""

    comments: tuple[Comment, ...]

    @property
    def span(self) -> Span:
        """All of it, marks and all."""
        return Span(self.comments[0].span.start, self.comments[-1].span.end)

    @property
    def lines(self) -> tuple[Span, ...]:
        """The words, a span each line."""
        return tuple(line for comment in self.comments for line in comment.lines)


def commented(nodes: Sequence[Node], sheet: Page) -> tuple[Node, ...]:
    """The tree with the comments of its code."""
    return tuple(new for node in nodes for new in _commented(node, sheet))


def _commented(node: Node, sheet: Page) -> Iterator[Node]:
    lines = lines_of_code(node, sheet)
    if not lines:
        yield replace(node, children=commented(node.children, sheet))
        return
    code = joined_code(lines, sheet.text)
    groups = _groups(code, info_of(node))
    left = [(g.span, g.comments[0].mark + g.comments[0].close) for g in groups]
    yield replace(node, raw=replace_spans(code, left), code=lines) if groups else node
    for group in groups:
        spans = (in_file(lines, span) for span in group.lines)
        edges = (in_file(lines, Span(at, at)).start for at in (group.span.start, group.span.end))
        whole = Span(*edges)
        first, last = sheet.number(whole.start), sheet.number(whole.end)
        mark = group.comments[0].mark, group.comments[0].close
        yield Node("comment", first, last, (whole, *spans), mark)


def _groups(code: str, info: str) -> list[_Group]:
    found: list[_Group] = []
    for comment in comments(code, info):
        if not _has_words(code, comment, info):
            continue
        if found and _goes_on(code, found[-1].comments[-1], comment):
            found[-1] = _Group((*found[-1].comments, comment))
        else:
            found.append(_Group((comment,)))
    return found


def _has_words(code: str, comment: Comment, info: str) -> bool:
    """Whether a comment says something to people."""
    words = "\n".join(line.of(code) for line in comment.lines)
    return has_letters(words) and not is_code(words, info)


def _goes_on(code: str, before: Comment, comment: Comment) -> bool:
    """Whether a comment is the next line of the one before it."""
    ours, theirs = (_indent(code, one) for one in (comment, before))
    between = code[before.span.end : comment.span.start]
    return (
        not (comment.close or before.close)
        and ours is not None
        and (ours, comment.mark) == (theirs, before.mark)
        and between.count("\n") == 1
        and not between.strip()
    )


def _indent(code: str, comment: Comment) -> str | None:
    """What stands before a comment on its line, None where that is code."""
    before = code[code.rfind("\n", 0, comment.span.start) + 1 : comment.span.start]
    return None if before.strip() else before


# ── Its words ───────────────────────────────────────────────────────────────────────────────


def rows_of(text: str, lines: Sequence[Span]) -> list[list[Span]]:
    """The lines of a comment, those together that a text goes on over."""
    rows: list[list[Span]] = []
    for line in lines:
        gap = len(_EOL.findall(text, rows[-1][-1].end, line.start)) if rows else 2
        if gap > 1 or _ROW.match(line.of(text)):
            rows.append([])
        rows[-1].append(line)
    return rows


def said(text: str, lines: Sequence[Span]) -> str:
    """What a comment says: its rows on lines of their own."""
    return "\n".join(joined(s.of(text) for s in row) for row in rows_of(text, lines))


def rewritten(sheet: Page, lines: Sequence[Span], rows: Sequence[str]) -> tuple[str, str]:
    """The text from the first line to the last with other rows in it, and what it says then.

    As many rows as there were stand where these stood; else each has a line, where it can have one.
    """
    old, text = rows_of(sheet.text, lines), sheet.text
    if len(old) == len(rows):
        ends = [*(row[0].start for row in old[1:]), lines[-1].end]
        tails = [text[row[-1].end : end] for row, end in zip(old, ends, strict=True)]
    else:
        between = _between(sheet, lines)
        rows = rows if between else [joined(rows)]
        tails = [*([between] * (len(rows) - 1)), ""]
    new, spans = text[: lines[0].start], []
    for row, tail in zip(rows, tails, strict=True):
        spans.append(Span(len(new), len(new) + len(row)))
        new += row + tail
    return new[lines[0].start :], said(new, spans)


def _between(sheet: Page, lines: Sequence[Span]) -> str:
    """What stands between two lines of a comment; '' where it must have but one."""
    first, last = (sheet.number(span.start) for span in (lines[0], lines[-1]))
    end = _EOL.match(sheet.text, sheet.ends[first])
    if first < last:
        second = sheet.start(sheet.number(lines[1].start))
        return (end[0] if end else "\n") + sheet.text[second : lines[1].start]
    before = sheet.text[sheet.start(first) : lines[0].start]
    alone = not re.search(r"\w", before) and lines[0].end == sheet.ends[first]
    return end[0] + before if end and alone else ""
