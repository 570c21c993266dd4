"""Articles that keep the English inside: an English block and its Chinese, in either order.

Cells of one row never say the same twice; those of a whole table may, below a table in the other
language. What has a source is such an article only where its English halves are that source's
sentences, and its Chinese has no place in the source but theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.align.beads import align
from transpipe.align.by_source import pairs_by_source
from transpipe.align.sides import LATIN, Part, Side, parts
from transpipe.align.sides import english as english_of
from transpipe.model import Bead, Block, Certainty, Document, Doubt, Kind
from transpipe.text.han import count_han
from transpipe.text.similarity import nearest, opcodes

_LEAST = 3  # pairs that make an article bilingual
_SHARE = 0.6  # of the blocks of each language that must be in one
_LIKELY = 0.7  # the confidence in two blocks that only stand beside each other
_SENTENCE = 3  # words that are more than a name
_NEAR = 20  # texts among which that of an edited half is looked for
# Of the Chinese that a source has no place for: none in a translation of the rest, and a half in
# an old bilingual article whose source has grown since.
_HOMELESS = 0.3
_KNOWN = 0.5  # of the English sentences, those that must be the source's
_SHORT, _LONG = 0.35, 2.8  # the length of the Chinese, a character counting three, by the English's


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The English and the Chinese of one article.

    `source` has the English blocks alone; `target` is the whole article, whose English blocks
    are in no bead. `pairs` counts the blocks that stand as a pair stands; `rest` are the blocks of
    the article that are neither English nor in one.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    pairs: int
    rest: tuple[int, ...] = ()


def is_bilingual(document: Document, source: Document | None = None) -> bool:
    """Whether most of an article's blocks stand in pairs of English and Chinese; no cell counts.

    Where there is a `source` they do so only if the English is its own, and the Chinese between
    two of its sentences has no place between them there: else that is the translation of what
    stands there, and the English what nobody has translated yet.
    """
    read = [
        part
        for part in parts(document, source)
        if part.block.kind is not Kind.CELL or part.side is Side.BOTH
    ]
    return _in_pairs(read) and (source is None or _repeats(read, source))


def _in_pairs(read: Sequence[Part]) -> bool:
    count = Counter(part.side for part in read)
    both = count[Side.BOTH]
    pairs = max(_plain(read, first) for first in (Side.ENGLISH, Side.CHINESE)) + both
    most = max(count[Side.ENGLISH], count[Side.CHINESE]) + both
    return pairs >= _LEAST and pairs >= _SHARE * most and pairs > 1.5 * both


def _repeats(read: Sequence[Part], source: Document) -> bool:
    """Whether the English is the source's, and the Chinese says it once more."""
    texts = [b.text for b in source.blocks if b.segment is not None]
    halves = [english_of(p).text for p in read if p.side in (Side.ENGLISH, Side.BOTH)]
    known = _places(halves, texts)
    sentences = [n for n, text in enumerate(halves) if len(LATIN.findall(text)) >= _SENTENCE]
    if sum(n in known for n in sentences) < max(_KNOWN * len(sentences), 1):
        return False
    chinese = sum(part.side in (Side.CHINESE, Side.BOTH) for part in read)
    return _homeless(read, known, len(texts)) >= max(_LEAST, _HOMELESS * chinese)


def _homeless(read: Sequence[Part], known: dict[int, int], size: int) -> int:
    """How many Chinese blocks have no place of their own in a source of that size.

    `known` gives the place of English halves there, by their number.
    """
    count = between = half = 0
    last = -1
    for part in read:
        if part.side in (Side.CHINESE, Side.BOTH):
            between += 1
        if part.side in (Side.ENGLISH, Side.BOTH):
            if half in known:
                count += max(0, between - (known[half] - last - 1))
                last, between = known[half], 0
            half += 1
    return count + max(0, between - (size - last - 1))


def _places(halves: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """The places of English halves among the source's texts, in order; edited ones too."""
    found: dict[int, int] = {}
    for tag, start, end, to, to_end in opcodes(halves, texts):
        if tag == "equal":
            found |= {start + n: to + n for n in range(end - start)}
            continue
        last = to - 1
        for number in range(start, end):
            ahead = texts[last + 1 : to_end][:_NEAR]
            text = nearest(halves[number], ahead)
            if text:
                last = found[number] = last + 1 + ahead.index(text)
    return found


def read_bilingual(document: Document, source: Document | None = None) -> Bilingual | None:
    """The pairs in an article that keeps the English inside; None where it has none.

    Blocks of one language in a row and as many of the other after them are pairs in that order;
    others are aligned. A comment that the `source` has too is no English. Where the English is the
    source's throughout, that says what stands for what.
    """
    by_source = pairs_by_source(document, source) if source is not None else None
    if by_source and source is not None:
        return _by_source(document, source, by_source)
    read = parts(document, source)
    first = max((Side.ENGLISH, Side.CHINESE), key=lambda side: _plain(read, side))
    inside = [p for p in read if p.side in (Side.ENGLISH, Side.BOTH)]
    places = {id(part): place for place, part in enumerate(inside)}
    halves = replace(document, blocks=_trailed([english_of(part) for part in inside]))
    beads: list[Bead] = []
    for left, right in _runs(read, first):
        beads += _paired(document, left, right, places, first)
    found = [bead for bead in beads if bead.source and bead.target]
    if not found:
        return None
    used = {n for bead in found for n in bead.source}
    alone = [Bead((n,), ()) for n in range(len(inside)) if n not in used]
    count = _plain(read, first) + sum(part.side is Side.BOTH for part in read)
    taken = {n for bead in found for n in bead.target} | {part.number for part in inside}
    rest = tuple(n for n in range(len(document.blocks)) if n not in taken)
    return Bilingual(halves, document, (*found, *alone), count, rest)


def _by_source(document: Document, source: Document, beads: Sequence[Bead]) -> Bilingual:
    """An article as its source's own texts divide it: the source is its English."""
    used = {number for bead in beads for number in bead.source}
    texts = (n for n, block in enumerate(source.blocks) if block.segment is not None)
    alone = [Bead((number,), ()) for number in texts if number not in used]
    return Bilingual(source, document, (*beads, *alone), len(beads))


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


def _runs(read: Sequence[Part], first: Side) -> Iterator[tuple[list[Part], list[Part]]]:
    """Blocks of one language in a row and those of the other after them: (English, Chinese)."""
    runs: tuple[list[Part], list[Part]] = ([], [])
    for part in read:
        if part.side is Side.NONE:
            continue
        if runs[0] + runs[1] and (part.side is Side.BOTH or (part.side is first and runs[1])):
            yield runs if first is Side.ENGLISH else (runs[1], runs[0])
            runs = ([], [])
        if part.side is Side.BOTH:
            yield [part], [part]
        else:
            runs[part.side is not first].append(part)
    if runs[0] + runs[1]:
        yield runs if first is Side.ENGLISH else (runs[1], runs[0])


def _plain(read: Sequence[Part], first: Side) -> int:
    """How many blocks stand beside one of the other language that is like it."""
    runs = [(a, b) for a, b in _runs(read, first) if len(a) == len(b) and a[0] is not b[0]]
    return sum(_alike(x, y) for a, b in runs for x, y in zip(a, b, strict=True))


def _alike(english: Part, chinese: Part) -> bool:
    """Whether kinds and lengths are those of a pair."""
    kinds = {english.block.kind, chinese.block.kind}
    if len(kinds) > 1 and (Kind.HEADING in kinds or Kind.PARAGRAPH not in kinds):
        return False
    text = chinese.block.text
    size = len(text) + 2 * count_han(text)
    return _SHORT * len(english.block.text) <= size + 8 <= _LONG * len(english.block.text) + 24


def _paired(
    document: Document,
    english: Sequence[Part],
    chinese: Sequence[Part],
    places: dict[int, int],
    first: Side,
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


def _aligned(document: Document, english: Sequence[Part], chinese: Sequence[Part]) -> list[Bead]:
    left = replace(document, blocks=tuple(english_of(part) for part in english))
    right = replace(document, blocks=tuple(part.block for part in chinese))
    return [bead for bead in align(left, right) if bead.source and bead.target]


def _adjacent(english: Sequence[Part], chinese: Sequence[Part], first: Side) -> Iterator[Bead]:
    """Of runs that no evidence pairs, the blocks next to each other: likely, and not sure."""
    count = min(len(english), len(chinese))
    # The last English blocks stand before the first Chinese ones, or the other way round.
    a, b = (len(english) - count, 0) if first is Side.ENGLISH else (0, len(chinese) - count)
    for n in range(count):
        if _alike(english[a + n], chinese[b + n]):
            yield Bead((a + n,), (b + n,), _LIKELY, Certainty.DOUBTFUL, reason=Doubt.PLACE)
