"""The cheapest chain of 1-1, 1-2, 2-1, 1-0, 0-1 … beads between two articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from transpipe.align import anchors, moved
from transpipe.align.chain import Link, chain
from transpipe.align.cost import Scorer
from transpipe.align.features import Item, items
from transpipe.align.lexicon import Lexicon, learn, starter
from transpipe.model import Bead, Certainty, Document

ROUNDS = 4


def _identity(text: str) -> str:
    return text


def _search(scorer: Scorer) -> tuple[Link, ...]:
    """The best chain, over the target's order or one with moved runs put back."""
    n, m = len(scorer.source), len(scorer.target)
    found = anchors.candidates(scorer, range(n), range(m))
    order: tuple[int, ...] = tuple(range(m))
    links: tuple[Link, ...] = ()
    for _ in range(ROUNDS):
        place = {j: p for p, j in enumerate(order)}
        rising = anchors.rising([(score, i, place[j]) for score, i, j in found])
        links = chain(scorer, range(n), order, anchors.band(rising, n, m))
        new = moved.reordered(scorer, links, order, found)
        if new is None:
            break
        order = new
    return links


def _taught(left: Sequence[Item], right: Sequence[Item], known: Mapping[str, str]) -> Lexicon:
    """The starter lexicon with what the catalogues and the surest pairs of the article add."""
    lexicon = starter()
    scorer = Scorer(left, right, lexicon)
    found = anchors.candidates(scorer, range(len(left)), range(len(right)))
    lessons = [
        (left[i].words, right[j].chinese)
        for i, j in anchors.rising(found)
        if not left[i].opaque and right[j].chinese
    ]
    return learn(lexicon, lessons)


def align(
    source: Document,
    target: Document,
    known: Mapping[str, str] = {},
    fold: Callable[[str], str] = _identity,
) -> tuple[Bead, ...]:
    """Beads between two articles: every block of both is in exactly one."""
    left, right = items(source, _identity), items(target, fold)
    scorer = Scorer(left, right, _taught(left, right, known))
    return tuple(
        Bead(
            tuple(b for i in link.source for b in left[i].blocks),
            tuple(b for j in link.target for b in right[j].blocks),
            0.5,
            Certainty.DOUBTFUL if link.source and link.target else Certainty.NONE,
        )
        for link in _search(scorer)
    )
