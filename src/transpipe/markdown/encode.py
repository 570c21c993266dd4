"""New words for the place of old ones, escaped so that they stay the words of that one block.

There is no table of what Markdown might take a line for: the block parser is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from transpipe.markdown import jsx_prose
from transpipe.markdown.blocks import tree
from transpipe.markdown.comment_units import rewritten
from transpipe.markdown.front import Front, encode, front
from transpipe.markdown.grammars import RULESETS
from transpipe.markdown.source import Page, line_end, page
from transpipe.markdown.structure import anchor_start
from transpipe.model import Block, Document, Grammar, Kind, Lines, Span
from transpipe.text import sentences
from transpipe.text.han import joined

# What Markdown does not hold (CommonMark 2.3), and what some readers take for a line end. Other
# controls mean nothing to it: those of a person's words stay.
_CONTROLS = re.compile(r"[\x00\x1c-\x1f\ufeff\ud800-\udc7f\udd00-\udfff]")
_BLANKS = re.compile(r"[\t\x0b\x0c\x85\u2028\u2029]")
_SAFE = re.compile(r"[^\W\d_]|[^\x00-\x7f\s]")
# Harmless alone, but not beside the next line of the file or inside a list item.
_RISKY = re.compile(
    r"\[[^\]]*\]:|!!!|\?\?\?|===|\[[ xX]\](?:[ \t]|$)|\[!\w+\]|:[ \t]"
    r"|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)"
)
_DEFINING = re.compile(r"(\[(?:[^\[\]\\]|\\.)*\])(:.*)", re.DOTALL)
_NUMBER = re.compile(r"(\d{1,9})([.)].*)", re.DOTALL)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_BOX = re.compile(r"\[[ xX]\][ \t]+$")
ATTRIBUTE, HTML = "tag", "html"
QUOTES = {'"': "&quot;", "'": "&#39;"}
_LABEL = re.compile(r"(?:\[\^[^\]]*\]:|:)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Patch:
    """The characters that replace a span, and the words they read back as."""

    span: Span
    text: str
    words: str


def cleaned(text: str) -> str:
    """A target without what no Markdown file can hold; its line ends as newlines."""
    text = re.sub(r"\r\n?", "\n", text)
    return _BLANKS.sub(" ", _CONTROLS.sub("", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a target: an empty line stands between two."""
    return sentences.paragraphs(cleaned(text).strip())


def rows(text: str) -> list[str]:
    """The rows of a target, hard breaks between them; a blank one would end the block."""
    return [row.strip() for row in cleaned(text).split("\n") if row.strip()]


class Writer:
    """Writes words into the blocks of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page: Page = page(document.text)
        self.eol = line_end(document.text)
        self.front: Front | None = front(self.page, document.cut.syntax)
        self.grammar = document.cut.syntax.grammar

    def patch(self, number: int, target: str, force: bool = False) -> Patch | None:
        """How a target is written into a block; None where it can't be.

        `force`: every mark at a row's start is escaped, whatever the parser says.
        """
        block = self.document.blocks[number]
        lines = rows(target)
        if block.segment is None or not lines:
            return None
        fragments = block.segment.fragments
        span = Span(fragments[0].start, fragments[-1].end)
        if block.kind is Kind.TITLE and block.path == ("front",):
            return self.scalar(span, joined(lines))
        if block.path[-1:] == (ATTRIBUTE,):
            return _attribute(span, self.page.text[span.start - 1], joined(lines))
        if block.path[-1:] == (HTML,):
            return _same(span, joined(lines))
        if block.kind is Kind.COMMENT:
            return Patch(span, *rewritten(self.page, fragments, lines))
        if self.grammar is Grammar.MDX:
            return self.in_mdx(block, lines, force)
        return self.words(block, lines, force)

    def in_mdx(self, block: Block, lines: list[str], force: bool) -> Patch | None:
        """The same in MDX: signs that begin a tag or an expression must begin a whole one."""
        if block.segment is None:
            return None
        first = block.segment.fragments[0]
        if not jsx_prose.is_sound(block.segment.text, "\n".join(lines)):
            return None
        if "<" in self.before(first.start):  # beside the tag that it stands in
            lines = [joined(lines)]
        return self.words(block, [jsx_prose.escaped(line) for line in lines], force)

    def words(self, block: Block, lines: list[str], force: bool) -> Patch | None:
        """How words are written into a block of prose."""
        fragments = block.segment.fragments if block.segment else ()
        span = Span(fragments[0].start, fragments[-1].end)
        if block.kind is Kind.TITLE:
            return _same(span, joined(lines))
        if block.kind is Kind.CELL:
            return _same(span, _cell(joined(lines), force))
        if block.kind is Kind.HEADING and block.lines[0] == block.lines[1]:
            return _same(span, heading_of(joined(lines), self.after(span.end)))
        if self.document.lines is Lines.KEEP or block.kind is Kind.TERM:
            lines = [joined(lines)]
        return self.prose(block, fragments, lines, force)

    def after(self, position: int) -> str:
        """What stands between a position and the end of its line."""
        return self.page.text[position : self.page.ends[self.page.number(position)]]

    def scalar(self, span: Span, words: str) -> Patch | None:
        """A value of the front matter, in the quotes that it needs."""
        scalars = self.front.titles() if self.front else ()
        scalar = next((scalar for scalar in scalars if scalar.span == span), None)
        if not scalar or not self.front:
            return None
        value, quote = encode(words, scalar.quote, self.front.toml)
        outer = Span(span.start - len(scalar.quote), span.end + len(scalar.quote))
        return Patch(outer, quote + value + quote, words)

    def prose(
        self, block: Block, fragments: Sequence[Span], lines: list[str], force: bool
    ) -> Patch | None:
        """The rows of a paragraph, each with the prefix of its container."""
        span = Span(fragments[0].start, fragments[-1].end)
        done: list[str] = []
        for line in lines:
            row = row_of(done[-1] if done else "", line, force, self.grammar)
            if row is None:
                return None
            done.append(row)
        if block.kind is Kind.HEADING:
            done[-1] = _unnamed(done[-1], self.after(span.end))
        text, prefix = done[0], self.prefix(block.kind, fragments, first=False)
        for before, row in pairwise(done):
            # A backslash before a backslash would be an escaped one.
            odd = (len(before) - len(before.rstrip("\\"))) % 2
            text += ("  " if odd else "\\") + self.eol + prefix + row
        return Patch(span, text, "\n".join(done))

    def prefix(self, kind: Kind, fragments: Sequence[Span], first: bool) -> str:
        """What a further line of a block begins with: its own second line's beginning, else the
        first line's without markers. `first`: what a further paragraph begins with."""
        if len(fragments) > 1 and not first:
            return self.before(fragments[1].start)
        before = _BOX.sub("", self.before(fragments[0].start))
        label = _LABEL.search(before)
        if label and kind in (Kind.FOOTNOTE, Kind.DEFINITION):
            before = before[: label.start()] + "    "
        return re.sub(r"[^>\s]", " ", before)

    def before(self, position: int) -> str:
        """What stands between the begin of a line and a position in it."""
        return self.page.text[self.page.start(self.page.number(position)) : position]


def _same(span: Span, text: str) -> Patch:
    return Patch(span, text, text)


def _attribute(span: Span, quote: str, words: str) -> Patch:
    """The value of an attribute between its quotes, of which there can be none in it."""
    return Patch(span, words.replace(quote, QUOTES.get(quote, "")), words)


def _cell(text: str, force: bool) -> str:
    """The words of a table cell: an unescaped `|` would end it."""
    out = re.sub(r"(\\.)|\|", lambda match: match[1] or "\\|", text)
    if (len(out) - len(out.rstrip("\\"))) % 2:
        out += "\\"
    return _escaped(out) or out if force else out


def heading_of(text: str, after: str) -> str:
    """The words of an ATX heading: `#` at the end would close it, `{#id}` would name it."""
    bare = text.rstrip("#")
    if bare != text and (not bare or bare[-1] in " \t"):
        text = bare + "\\" + text[len(bare) :]
    return _unnamed(text, after)


def _unnamed(text: str, after: str) -> str:
    """The words of a heading which no `{#id}` at their end gives a name."""
    start = text.rfind("{")
    named = not after.strip() and anchor_start(text)[1]
    return text[:start] + "\\" + text[start:] if named else text


def row_of(before: str, row: str, force: bool, grammar: Grammar = Grammar.MARKDOWN) -> str | None:
    """A row that is a line of a paragraph, after the row before it; escaped where need be."""
    if _SAFE.match(row) and "|" not in before:
        return row
    escaped = _escaped(row)
    candidates = [escaped] if force or _RISKY.match(row) else [row, escaped]
    for candidate in candidates:
        if candidate is not None and _is_prose(before, candidate, grammar):
            return candidate
    return row if force and _is_prose(before, row, grammar) else None


def _escaped(row: str) -> str | None:
    label = _DEFINING.match(row)
    if label:  # its brackets may be those of a link
        return f"{label[1]}\\{label[2]}"
    number = _NUMBER.match(row)
    if number:
        return f"{number[1]}\\{number[2]}"
    return "\\" + row if _PUNCTUATION.match(row) else None


@lru_cache(maxsize=4096)
def _is_prose(before: str, row: str, grammar: Grammar) -> bool:
    """Whether the parser reads a row as a line of one paragraph."""
    lines = [before, row] if before else [row]
    sheet = page("\n".join(lines))
    nodes = tree(sheet, RULESETS[grammar])
    if len(nodes) != 1 or nodes[0].type != "paragraph" or front(sheet):
        return False
    return [span and span.of(sheet.text) for span in nodes[0].spans] == lines
