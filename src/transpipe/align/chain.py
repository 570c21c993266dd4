"""The cheapest chain of beads through a band, and how much worse the chain without each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from transpipe.align.cost import Scorer
from transpipe.align.steps import GROUP, MEMBER, Band, Steps
from transpipe.align.sums import NULL, backward, forward, margins, trace
from transpipe.model import Kind

NEXT = 0.6  # a bead right after another one
NEXT_SECTION = 0.2  # the same where a section begins: sections come and go as a whole


@dataclass(frozen=True, slots=True)
class Link:
    """Items of both sides; `score` its log-odds, `margin` how much the best chain loses without."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float
    margin: float


class Chain:
    """The best chain of beads over the source's items and the target's in `order`, each once."""

    def __init__(self, steps: Steps, order: Sequence[int], band: Band) -> None:
        self.scorer, self._order, self._band = steps.scorer, order, band
        self._rows = steps.rows(order, band)
        heads = [item.kind is Kind.HEADING for item in self.scorer.source]
        self._bonus = [NEXT_SECTION if head else NEXT for head in heads]
        self._before = forward(self._rows, band, self._bonus)
        self._path = trace(self._rows, band, self._bonus, self._before)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the chain, as if there were no other: to see what has moved."""
        return self._links([0.0] * len(self._path))

    @cached_property
    def weighed(self) -> tuple[Link, ...]:
        """The links with their margins."""
        after = backward(self._rows, self._band, self._bonus)
        return self._links(margins(self._rows, self._band, self._path, self._before, after))

    def _links(self, gains: Sequence[float]) -> tuple[Link, ...]:
        links = (
            Link(tuple(range(s[0], s[2])), tuple(self._order[s[1] : s[3]]), s[4], margin)
            for s, margin in zip(self._path, gains, strict=True)
        )
        return tuple(link for whole in links for link in pruned(self.scorer, whole))


def _without(scorer: Scorer, link: Link, item: int, is_source: bool) -> Link:
    """The same link less one item; its score bears the gap that the item leaves."""
    source = tuple(i for i in link.source if not (is_source and i == item))
    target = tuple(j for j in link.target if is_source or j != item)
    score = scorer.score(source, target) + NULL
    if max(len(source), len(target)) > 1:
        score += GROUP + MEMBER * (len(source) + len(target) - 3)
    return Link(source, target, score, link.margin)


def pruned(scorer: Scorer, link: Link) -> tuple[Link, ...]:
    """A link without the members inside that only stand between others, and those alone.

    The margin of a group is also what its least needed member brings.
    """
    if max(len(link.source), len(link.target)) < 2:
        return (link,)
    fewer = [(_without(scorer, link, n, True), n, True) for n in link.source[1:-1]]
    fewer += [(_without(scorer, link, n, False), n, False) for n in link.target[1:-1]]
    if not fewer:
        return (link,)
    best, item, is_source = max(fewer, key=lambda less: less[0].score)
    gain = link.score - best.score
    if gain >= 0:
        return (replace(link, margin=min(link.margin, gain)),)
    source, target = ((item,), ()) if is_source else ((), (item,))
    alone = Link(source, target, NULL, min(link.margin, -gain))
    rest = replace(best, score=best.score - NULL, margin=min(link.margin, -gain))
    return (*pruned(scorer, rest), alone)
