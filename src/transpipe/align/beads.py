"""The cheapest chain of 1-1, 1-2, 2-1, 1-0, 0-1 … beads between two articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from transpipe.align import anchors, moved
from transpipe.align.chain import Chain, Link
from transpipe.align.confidence import certainty, confidence, parted, related
from transpipe.align.cost import Scorer
from transpipe.align.features import Item, items
from transpipe.align.known import Known
from transpipe.align.lexicon import Lexicon, learn
from transpipe.align.steps import Steps
from transpipe.model import Bead, Certainty, Document

T = TypeVar("T")

ROUNDS = 4


def _identity(text: str) -> str:
    return text


def _search(scorer: Scorer) -> tuple[Link, ...]:
    """The best chain, over the target's order or one with moved runs put back."""
    n, m = len(scorer.source), len(scorer.target)
    found = anchors.candidates(scorer, range(n), range(m))
    steps, order = Steps(scorer), tuple(range(m))
    for _ in range(ROUNDS):
        place = {j: p for p, j in enumerate(order)}
        rising = anchors.rising([(score, i, place[j]) for score, i, j in found])
        rising = anchors.refined(scorer, rising, order)
        chain = Chain(steps, order, anchors.band(rising, n, m))
        new = moved.reordered(scorer, chain.links, order, found)
        if new is None:
            break
        order = new
    return chain.weighed


def _taught(left: Sequence[Item], right: Sequence[Item], lexicon: Lexicon) -> Lexicon:
    """The lexicon with what the surest pairs of the article add."""
    scorer = Scorer(left, right, lexicon)
    found = anchors.candidates(scorer, range(len(left)), range(len(right)))
    lessons = [
        (left[i].words, right[j].chinese)
        for i, j in anchors.rising(found)
        if not left[i].opaque and right[j].chinese
    ]
    return learn(lexicon, lessons)


def _beads(
    scorer: Scorer, link: Link, trust: float, source: Document, target: Document
) -> Iterator[Bead]:
    """A link as beads: table rows cell by cell, all else as it is."""
    probability = confidence(scorer, link, trust)
    evidence: tuple[tuple[str, float], ...] = ()
    if link.source and link.target:
        parts = sorted(scorer.parts(link.source, link.target).items())
        evidence = (
            *((name, round(value, 3)) for name, value in parts if abs(value) >= 0.0005),
            ("score", round(link.score, 3)),
            ("margin", round(link.margin, 3)),
        )
    rows = [[scorer.source[i].blocks for i in link.source]]
    rows.append([scorer.target[j].blocks for j in link.target])
    for blocks, others in _columns(rows[0], rows[1], source, target):
        sided = bool(blocks and others)
        yield Bead(
            blocks,
            others,
            probability if sided else 0.0,
            certainty(link, probability) if sided else Certainty.NONE,
            evidence if sided else (),
        )


def _columns(
    left: Sequence[tuple[int, ...]],
    right: Sequence[tuple[int, ...]],
    source: Document,
    target: Document,
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The blocks of a link; where both sides are table rows, those of one column together."""
    blocks, others = _flat(left), _flat(right)
    cells = [source.blocks[b].column for b in blocks], [target.blocks[b].column for b in others]
    if not blocks or not others:
        yield from (((block,), ()) for block in blocks)
        yield from (((), (block,)) for block in others)
        return
    if any(column is None for side in cells for column in side):
        yield blocks, others
        return
    columns: dict[int | None, tuple[list[int], list[int]]] = {}
    for side, numbers in enumerate((blocks, others)):
        for block, column in zip(numbers, cells[side], strict=True):
            columns.setdefault(column, ([], []))[side].append(block)
    for _column, (mine, theirs) in sorted(columns.items(), key=lambda item: item[0] or 0):
        yield tuple(mine), tuple(theirs)


def _flat(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for group in groups for one in group)


def align(
    source: Document,
    target: Document,
    known: Known | None = None,
    fold: Callable[[str], str] = _identity,
) -> tuple[Bead, ...]:
    """Beads between two articles: every block of both is in exactly one.

    `known` is what the project's catalogues teach; `fold` turns traditional Chinese into
    simplified, for comparing only. The beads stand in the order of the source.
    """
    known = known or Known()
    left, right = known.marked(items(source, _identity), items(target, fold))
    scorer = Scorer(left, right, _taught(left, right, known.lexicon))
    links = _search(scorer)
    trust = related(links, len(left), len(right))
    parts = [parted(link, confidence(scorer, link, trust)) for link in links]
    links = _flat(parts)
    return tuple(bead for link in links for bead in _beads(scorer, link, trust, source, target))
