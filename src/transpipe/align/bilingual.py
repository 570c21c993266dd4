"""Articles that keep the English inside: an English block and its Chinese, in either order.

The English may also stand in HTML comments above its Chinese (as in the documentation of
Kubernetes), or beside it in one heading or cell (`English / 中文`). Cells of one row never say
the same twice; those of a whole table may, below a table in the other language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from transpipe.align.beads import align
from transpipe.markdown import inline, segments
from transpipe.model import Bead, Block, Certainty, Document, Doubt, Kind
from transpipe.text.han import count_han, mostly_han
from transpipe.text.similarity import nearest

_COMMENT = re.compile(r"<!--(?!\s*(?:i18n|prettier|markdownlint|more|toc)\b)(.*?)-->", re.DOTALL)
# Between an English and a Chinese half, or the other way round: with blanks around it, or wide.
_BETWEEN = (re.compile(r"(?<=\s)[/|·—–-](?=\s)"), re.compile("[／｜]"))
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LEAST = 3  # pairs that make an article bilingual
_SHARE = 0.6  # of the blocks of each language that must be in one
_LIKELY = 0.7  # the confidence in two blocks that only stand beside each other
_ABOUT = 0.25  # by how much the counts of blocks may differ that are those of one article
_SENTENCE = 3  # words that are more than a name
_SHORT, _LONG = 0.35, 2.8  # the length of the Chinese, a character counting three, by the English's


class _Side(Enum):
    """The language of a block; NONE for code, numbers and the like."""

    ENGLISH = "en"
    CHINESE = "zh"
    BOTH = "both"
    NONE = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A block as it is read; `number` is its place in the article, None inside a comment."""

    side: _Side
    block: Block
    number: int | None


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The English and the Chinese of one article.

    `source` has the English blocks alone; `target` is the whole article, whose English blocks
    are in no bead. `pairs` counts the blocks that stand as a pair stands.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    pairs: int


def is_bilingual(document: Document, source: Document | None = None) -> bool:
    """Whether most of an article's blocks stand in pairs of English and Chinese; no cell counts.

    Where the article is its `source` block for block, the English that a reader sees is what
    nobody has translated yet.
    """
    parts = [
        part
        for part in _parts(document)
        if part.block.kind is not Kind.CELL or part.side is _Side.BOTH
    ]
    if not _in_pairs(parts) or source is None or not _is_counterpart(document, parts, source):
        return _in_pairs(parts)
    return _in_pairs([p for p in parts if p.side is not _Side.ENGLISH or p.number is None])


def _in_pairs(parts: Sequence[_Part]) -> bool:
    count = Counter(part.side for part in parts)
    both = count[_Side.BOTH]
    pairs = max(_plain(parts, first) for first in (_Side.ENGLISH, _Side.CHINESE)) + both
    most = max(count[_Side.ENGLISH], count[_Side.CHINESE]) + both
    return pairs >= _LEAST and pairs >= _SHARE * most and pairs > 1.5 * both


def _is_counterpart(document: Document, parts: Sequence[_Part], source: Document) -> bool:
    """Whether each block of an article stands for one of the source, in whichever language.

    So it is where the kinds are the same throughout, or where there are about as many blocks and
    the English is none of the source's sentences.
    """
    here, there = ([b for b in side.blocks if b.segment] for side in (document, source))
    if [(b.kind, b.level) for b in here] == [(b.kind, b.level) for b in there]:
        return True
    if abs(len(here) - len(there)) > _ABOUT * len(there):
        return False
    english = [_english(part).text for part in parts if part.side is _Side.ENGLISH]
    texts = [block.text for block in there]
    sentences = [text for text in english if len(_LATIN.findall(text)) >= _SENTENCE]
    return 2 * sum(bool(nearest(text, texts)) for text in sentences) < len(english)


def read_bilingual(document: Document) -> Bilingual | None:
    """The pairs in an article that keeps the English inside; None where it has none.

    Blocks of one language in a row and as many of the other after them are pairs in that order;
    others are aligned.
    """
    parts = list(_parts(document))
    first = max((_Side.ENGLISH, _Side.CHINESE), key=lambda side: _plain(parts, side))
    english = [p for p in parts if p.side in (_Side.ENGLISH, _Side.BOTH)]
    places = {id(part): place for place, part in enumerate(english)}
    source = replace(document, blocks=_trailed([_english(part) for part in english]))
    beads: list[Bead] = []
    for left, right in _runs(parts, first):
        beads += _paired(document, left, right, places, first)
    found = [bead for bead in beads if bead.source and bead.target]
    if not found:
        return None
    used = {n for bead in found for n in bead.source}
    rest = [Bead((n,), ()) for n in range(len(english)) if n not in used]
    count = _plain(parts, first) + sum(part.side is _Side.BOTH for part in parts)
    return Bilingual(source, document, (*found, *rest), count)


# ── Parts ───────────────────────────────────────────────────────────────────────────────────


def _parts(document: Document) -> Iterator[_Part]:
    """The blocks in order; an English comment gives those inside it."""
    before: _Part | None = None
    hidden: list[_Part] = []
    mixed = _mixed(document)
    for number, block in enumerate(document.blocks):
        if block.kind is Kind.HTML:
            hidden = list(_commented(block, document))
            yield from hidden
            continue
        part = _Part(_side(block), block, number)
        if block.kind is Kind.CELL and block.container in mixed and part.side is not _Side.BOTH:
            part = replace(part, side=_Side.NONE)
        above = hidden.pop(0) if hidden else before
        if above and part.side is _Side.ENGLISH and _stands_for(above, block):
            part = replace(part, side=_Side.CHINESE)
        before = part
        yield part


def _mixed(document: Document) -> set[tuple[int, ...]]:
    """The tables with cells of either language: there the English ones are names."""
    found: dict[tuple[int, ...], set[_Side]] = {}
    for block in document.blocks:
        if block.kind is Kind.CELL:
            found.setdefault(block.container, set()).add(_side(block))
    return {table for table, sides in found.items() if {_Side.ENGLISH, _Side.CHINESE} <= sides}


def _stands_for(before: _Part, block: Block) -> bool:
    """Whether a block without Chinese is the translation of the one before: names mostly are.

    It is the same, or the English is in a comment and this is what a reader sees of it.
    """
    hidden = before.number is None
    return before.block.kind is block.kind and (hidden or before.block.text == block.text)


def _commented(block: Block, document: Document) -> Iterator[_Part]:
    for comment in _COMMENT.finditer(block.raw, 0, block.raw.rfind("-->") + 3):
        inside = segments.parse(comment[1].strip("\n"), document.lines)
        for part in inside.blocks:
            if _side(part) is _Side.ENGLISH:
                yield _Part(_Side.ENGLISH, part, None)


def _side(block: Block) -> _Side:
    if block.segment is None:
        return _Side.NONE
    text = inline.words(block.text)
    if not count_han(text):
        return _Side.ENGLISH if _LATIN.search(text) else _Side.NONE
    if _halves(block.text):
        return _Side.BOTH
    return _Side.CHINESE if mostly_han(text) else _Side.NONE


def _halves(text: str) -> str:
    """The English half of a text that has both, '' where it has not."""
    marks = filter(None, (mark.search(text, 1) for mark in _BETWEEN))
    parts = ((text[: mark.start()].rstrip(), text[mark.end() :].lstrip()) for mark in marks)
    one, other = next((part for part in parts if all(part)), ("", ""))
    for english, chinese in ((one, other), (other, one)):
        if not count_han(english) and _LATIN.search(english) and mostly_han(chinese):
            return english
    return ""


def _english(part: _Part) -> Block:
    block = part.block
    if part.side is not _Side.BOTH or block.segment is None:
        return block
    return replace(block, segment=replace(block.segment, text=_halves(block.text)))


def _trailed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the headings that stand above them among themselves."""
    trail: list[tuple[int, str]] = []
    found: list[Block] = []
    for block in blocks:
        if block.kind is Kind.HEADING:
            trail = [row for row in trail if row[0] < block.level]
        found.append(replace(block, trail=tuple(text for _level, text in trail)))
        if block.kind is Kind.HEADING:
            trail.append((block.level, block.text))
    return tuple(found)


# ── Pairs ───────────────────────────────────────────────────────────────────────────────────


def _runs(parts: Sequence[_Part], first: _Side) -> Iterator[tuple[list[_Part], list[_Part]]]:
    """Blocks of one language in a row and those of the other after them: (English, Chinese)."""
    runs: tuple[list[_Part], list[_Part]] = ([], [])
    for part in parts:
        if part.side is _Side.NONE:
            continue
        if runs[0] + runs[1] and (part.side is _Side.BOTH or (part.side is first and runs[1])):
            yield runs if first is _Side.ENGLISH else (runs[1], runs[0])
            runs = ([], [])
        if part.side is _Side.BOTH:
            yield [part], [part]
        else:
            runs[part.side is not first].append(part)
    if runs[0] + runs[1]:
        yield runs if first is _Side.ENGLISH else (runs[1], runs[0])


def _plain(parts: Sequence[_Part], first: _Side) -> int:
    """How many blocks stand beside one of the other language that is like it."""
    runs = [(a, b) for a, b in _runs(parts, first) if len(a) == len(b) and a[0] is not b[0]]
    return sum(_alike(x, y) for a, b in runs for x, y in zip(a, b, strict=True))


def _alike(english: _Part, chinese: _Part) -> bool:
    """Whether kinds and lengths are those of a pair."""
    kinds = {english.block.kind, chinese.block.kind}
    if len(kinds) > 1 and (Kind.HEADING in kinds or Kind.PARAGRAPH not in kinds):
        return False
    text = chinese.block.text
    size = len(text) + 2 * count_han(text)
    return _SHORT * len(english.block.text) <= size + 8 <= _LONG * len(english.block.text) + 24


def _paired(
    document: Document,
    english: Sequence[_Part],
    chinese: Sequence[_Part],
    places: dict[int, int],
    first: _Side,
) -> Iterator[Bead]:
    """The beads of two runs, in numbers of the English blocks and of the article's blocks."""
    straight = len(english) == len(chinese) and all(
        a is b or _alike(a, b) for a, b in zip(english, chinese, strict=True)
    )
    if straight:
        beads = [Bead((n,), (n,), 1.0, Certainty.SURE) for n in range(len(english))]
    elif english and chinese:
        beads = _aligned(document, english, chinese) or list(_adjacent(english, chinese, first))
    else:
        return
    sources = [places[id(part)] for part in english]
    targets = [part.number for part in chinese if part.number is not None]
    for bead in beads:
        left, right = (sources[n] for n in bead.source), (targets[n] for n in bead.target)
        yield replace(bead, source=tuple(left), target=tuple(right))


def _aligned(document: Document, english: Sequence[_Part], chinese: Sequence[_Part]) -> list[Bead]:
    left = replace(document, blocks=tuple(_english(part) for part in english))
    right = replace(document, blocks=tuple(part.block for part in chinese))
    return [bead for bead in align(left, right) if bead.source and bead.target]


def _adjacent(english: Sequence[_Part], chinese: Sequence[_Part], first: _Side) -> Iterator[Bead]:
    """Of runs that no evidence pairs, the blocks next to each other: likely, and not sure."""
    count = min(len(english), len(chinese))
    # The last English blocks stand before the first Chinese ones, or the other way round.
    a, b = (len(english) - count, 0) if first is _Side.ENGLISH else (0, len(chinese) - count)
    for n in range(count):
        if _alike(english[a + n], chinese[b + n]):
            yield Bead((a + n,), (b + n,), _LIKELY, Certainty.DOUBTFUL, reason=Doubt.PLACE)
