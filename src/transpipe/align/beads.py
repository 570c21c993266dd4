"""The cheapest chain of 1-1, 1-2, 2-1, 1-0, 0-1 … beads between two articles, and its trust."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from transpipe.align import anchors, doubts, moved
from transpipe.align.chain import NULL, Chain, Link
from transpipe.align.commented import part
from transpipe.align.cost import Scorer
from transpipe.align.doubts import Situation
from transpipe.align.features import Item, items
from transpipe.align.lexicon import Known, Lexicon, learn
from transpipe.align.steps import Steps
from transpipe.align.tables import apart, cut
from transpipe.model import Bead, Certainty, Document

# Logistic regression of "right" on the margin, over development pairs. With one source of them
# left out the slope is 0.98 to 1.69: it is on the careful side. The same of what speaks against
# a pair, with the margin given, is 0.99 to 1.46.
OFFSET, SLOPE, AGAINST = 0.5, 1.05, 1.0
SURE = 0.985
WORTH = 0.5  # a link less likely than that is none
FIRM = 3.0  # the margin of a link that speaks for its whole article
RELATED = 0.35  # the part of an article that firm links must hold before any is trusted


def related(links: Sequence[Link], n: int, m: int) -> float:
    """0 … 1: how far two articles are translations of each other at all.

    One item is granted: of a handful of blocks a single weak link is no sign of strangers.
    """
    paired = [link for link in links if link.source and link.target]
    firm = [min(max(link.margin, 0.0) / FIRM, 1.0) ** 2 for link in paired]
    source = sum(f * len(link.source) for f, link in zip(firm, paired, strict=True))
    target = sum(f * len(link.target) for f, link in zip(firm, paired, strict=True))
    return min(max((source + 1) / max(n, 1), (target + 1) / max(m, 1)) / RELATED, 1.0)


def confidence(scorer: Scorer, link: Link, trust: float) -> float:
    """The probability that a link is right, given how far its articles belong together."""
    if not (link.source and link.target):
        return 0.0
    same = scorer.is_same_text(link.source, link.target)
    if same and trust == 1.0 and link.margin > 0.5:
        return 1.0
    held = doubts.held(scorer.parts(link.source, link.target))
    odds = OFFSET + SLOPE * max(link.margin, 0.0) + AGAINST * min(held, 0.0)
    return round(trust / (1 + math.exp(-odds)), 4)


def parted(link: Link, probability: float) -> tuple[Link, ...]:
    """A link that is likelier wrong than right as items without counterpart, else as it is."""
    if not (link.source and link.target) or probability >= WORTH:
        return (link,)
    alone = [Link((i,), (), NULL, 0.0) for i in link.source]
    return (*alone, *(Link((), (j,), NULL, 0.0) for j in link.target))


T = TypeVar("T")

ROUNDS = 4


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


def _bead(scorer: Scorer, link: Link, situation: Situation) -> Bead:
    """A link as one bead."""
    left = _flat(scorer.source[i].blocks for i in link.source)
    right = _flat(scorer.target[j].blocks for j in link.target)
    if not (left and right):
        return Bead(left, right)
    parts = scorer.parts(link.source, link.target)
    evidence = (
        *((name, round(value, 3)) for name, value in sorted(parts.items()) if abs(value) >= 0.0005),
        ("score", round(link.score, 3)),
        ("margin", round(link.margin, 3)),
    )
    probability = confidence(scorer, link, situation.trust)
    if situation.known:
        return Bead(left, right, max(probability, SURE), Certainty.SURE, evidence)
    if probability >= SURE and doubts.vouched(scorer, link, parts):
        return Bead(left, right, probability, Certainty.SURE, evidence)
    reason = doubts.doubt(scorer, link, parts, situation)
    return Bead(left, right, probability, Certainty.DOUBTFUL, evidence, reason)


def _is_known(scorer: Scorer, link: Link, known: Known) -> bool:
    """Whether one text on each side are a pair that stands confirmed in another article.

    Where on the page they are, and what else is near them, is then no reason for doubt.
    """
    if not len(link.source) == len(link.target) == 1:
        return False
    texts = scorer.source[link.source[0]].text, scorer.target[link.target[0]].text
    return texts in known.pairs


def _flat(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for group in groups for one in group)


def align(
    source: Document,
    target: Document,
    known: Known | None = None,
    fold: Callable[[str], str] = str,
) -> tuple[Bead, ...]:
    r"""Beads between two articles: every block of both is in exactly one.

    `known` is what the project's catalogues teach; `fold` turns traditional Chinese into
    simplified, for comparing only. The beads stand in the order of the source.

    >>> from transpipe.markdown.segments import parse
    >>> english = parse("# Tea\n\nBoil 2 cups of water.\n")
    >>> beads = align(english, parse("# 茶\n\n烧开 2 杯水。\n", source=False))
    >>> [(bead.source, bead.target) for bead in beads]
    [((0,), (0,)), ((1,), (1,))]
    """
    known = known or Known()
    left, right = known.marked(items(source, str), items(target, fold))
    lexicon = _taught(left, right, known.lexicon)
    scorer = Scorer(left, right, lexicon)
    links = _search(scorer)
    trust = related(links, len(left), len(right))
    links = _flat(parted(link, confidence(scorer, link, trust)) for link in links)
    moved_links = doubts.moved(links)
    whole = [
        _bead(scorer, link, Situation(trust, link in moved_links, _is_known(scorer, link, known)))
        for link in links
    ]

    def compared(ours: Sequence[int], theirs: Sequence[int]) -> Scorer:
        """The scorer of some cells of both sides, each an item."""
        one, other = items(apart(source, ours), str), items(apart(target, theirs), fold)
        return Scorer(*known.marked(one, other), lexicon)

    found = cut(whole, source, target, compared)
    return tuple(each for bead in found for each in part(bead, source, target))
