"""How far a link can be trusted, as a probability."""

from __future__ import annotations

import math
from collections.abc import Sequence

from transpipe.align.chain import Link
from transpipe.align.cost import Scorer
from transpipe.align.sums import NULL
from transpipe.model import Certainty

# Logistic regression of "right" on the margin, over development pairs. With one source of them
# left out the slope is 0.98 to 1.69: it is on the careful side.
OFFSET, SLOPE = 0.5, 1.05
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
    same = len(link.source) == len(link.target) == 1 and (
        scorer.source[link.source[0]].text == scorer.target[link.target[0]].text
    )
    if same and trust == 1.0 and link.margin > 0.5:
        return 1.0
    odds = OFFSET + SLOPE * max(link.margin, 0.0)
    return round(trust / (1 + math.exp(-odds)), 4)


def parted(link: Link, probability: float) -> tuple[Link, ...]:
    """A link that is likelier wrong than right as items without counterpart, else as it is."""
    if not (link.source and link.target) or probability >= WORTH:
        return (link,)
    alone = [Link((i,), (), NULL, 0.0) for i in link.source]
    return (*alone, *(Link((), (j,), NULL, 0.0) for j in link.target))


def certainty(link: Link, probability: float) -> Certainty:
    """What a catalogue makes of it."""
    if not (link.source and link.target):
        return Certainty.NONE
    return Certainty.SURE if probability >= SURE else Certainty.DOUBTFUL
