"""The languages in an article that keeps the English inside: which of its blocks are in which.

English may also stand in HTML comments above its Chinese (as in the documentation of Kubernetes),
that of the front matter in a comment below it, or beside the Chinese in one heading or cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from transpipe.markdown import inline, segments
from transpipe.model import Block, Document, Kind
from transpipe.text.han import count_han, mostly_han

_COMMENT = re.compile(r"<!--(?!\s*(?:i18n|prettier|markdownlint|more|toc)\b)(.*?)-->", re.DOTALL)
# Between an English and a Chinese half, or the other way round: with blanks around it, or wide.
_BETWEEN = (re.compile(r"(?<=\s)[/|·—–-](?=\s)"), re.compile("[／｜]"))
LATIN = re.compile(r"[A-Za-z]{2,}")
_FRONT = ("front",)
_KEY = re.compile(r"[\w.-]+")


class Side(Enum):
    """The language of a block; NONE for code, numbers and the like."""

    ENGLISH = "en"
    CHINESE = "zh"
    BOTH = "both"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is read; `number` is its place in the article, None inside a comment."""

    side: Side
    block: Block
    number: int | None


def parts(document: Document, source: Document | None = None) -> list[Part]:
    """The blocks in order; an English comment gives those inside it, a title stands above its own.

    A comment that stands in the `source` too says nothing in either language.
    """
    found: list[Part] = []
    hidden: list[Part] = []
    mixed, common = _mixed(document), _comments(source)
    for number, block in enumerate(document.blocks):
        if block.kind is Kind.HTML:
            hidden = list(_commented(block, document, common))
            titles = [part for part in hidden if part.block.path == _FRONT]
            hidden = [part for part in hidden if part.block.path != _FRONT]
            found = [*_titled(found, titles), *hidden]
            continue
        part = Part(_side(block), block, number)
        if block.kind is Kind.CELL and block.container in mixed and part.side is not Side.BOTH:
            part = replace(part, side=Side.NONE)
        above = hidden.pop(0) if hidden else next(iter(found[-1:]), None)
        if above and part.side is Side.ENGLISH and _stands_for(above, block):
            part = replace(part, side=Side.CHINESE)
        found.append(part)
    return found


def english(part: Part) -> Block:
    """The English of a part: of one that has both languages its half."""
    block = part.block
    if part.side is not Side.BOTH or block.segment is None:
        return block
    return replace(block, segment=replace(block.segment, text=_halves(block.text)))


def _mixed(document: Document) -> set[tuple[int, ...]]:
    """The tables with cells of either language: there the English ones are names."""
    found: dict[tuple[int, ...], set[Side]] = {}
    for block in document.blocks:
        if block.kind is Kind.CELL:
            found.setdefault(block.container, set()).add(_side(block))
    return {table for table, sides in found.items() if {Side.ENGLISH, Side.CHINESE} <= sides}


def _stands_for(before: Part, block: Block) -> bool:
    """Whether a block without Chinese is the translation of the one before: names mostly are.

    It is the same, or the English is in a comment and this is what a reader sees of it.
    """
    hidden = before.number is None
    return before.block.kind is block.kind and (hidden or before.block.text == block.text)


# ── Comments ────────────────────────────────────────────────────────────────────────────────


def _comments(document: Document | None) -> frozenset[str]:
    """What the comments of an article say."""
    blocks = document.blocks if document is not None else ()
    html = (block.raw for block in blocks if block.kind is Kind.HTML)
    return frozenset(found[1].strip() for raw in html for found in _closed(raw))


def _closed(raw: str) -> Iterator[re.Match[str]]:
    """The comments of a block, up to the last that ends: nothing is looked for behind it."""
    return _COMMENT.finditer(raw, 0, raw.rfind("-->") + 3)


def _commented(block: Block, document: Document, common: Collection[str]) -> Iterator[Part]:
    """The English blocks in the comments of a block."""
    for part in _inside(block, document, common):
        if _side(part) is Side.ENGLISH:
            yield Part(Side.ENGLISH, part, None)


def commented(block: Block, document: Document, source: Document) -> Iterator[Block]:
    """The blocks in the comments of a block that are not the source's own, in any language."""
    return _inside(block, document, _comments(source))


def _inside(block: Block, document: Document, common: Collection[str]) -> Iterator[Block]:
    """All blocks in the comments of a block."""
    for comment in _closed(block.raw):
        text = comment[1].strip("\n")
        if text.strip() in common:
            continue
        inside = segments.parse(f"---\n{text}\n---\n", document.cut)
        if not {key for key, _value in inside.meta} & {key for key, _value in document.meta}:
            inside = segments.parse(text, document.cut)
        yield from inside.blocks


def _titled(found: Sequence[Part], titles: Sequence[Part]) -> list[Part]:
    """The parts so far with the English of the front matter above what has its key there."""
    rows = list(found)
    for title in titles:
        place = next((n for n, part in enumerate(rows) if _same_key(part, title)), None)
        if place is not None:
            rows[place : place + 1] = [title, replace(rows[place], side=Side.CHINESE)]
    return rows


def _same_key(part: Part, title: Part) -> bool:
    """Whether both are scalars of front matter with one key."""
    there = part.number is not None and part.block.path == _FRONT
    return there and _KEY.findall(part.block.raw)[:1] == _KEY.findall(title.block.raw)[:1]


# ── Sides ───────────────────────────────────────────────────────────────────────────────────


def _side(block: Block) -> Side:
    if block.segment is None:
        return Side.NONE
    text = inline.words(block.text)
    if not count_han(text):
        return Side.ENGLISH if LATIN.search(text) else Side.NONE
    if _halves(block.text):
        return Side.BOTH
    return Side.CHINESE if mostly_han(text) else Side.NONE


def _halves(text: str) -> str:
    """The English half of a text that has both, '' where it has not."""
    marks = filter(None, (mark.search(text, 1) for mark in _BETWEEN))
    pairs = ((text[: mark.start()].rstrip(), text[mark.end() :].lstrip()) for mark in marks)
    one, other = next((pair for pair in pairs if all(pair)), ("", ""))
    for half, chinese in ((one, other), (other, one)):
        if not count_han(half) and LATIN.search(half) and mostly_han(chinese):
            return half
    return ""
