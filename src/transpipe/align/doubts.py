"""Why a bead is doubtful: the first thing that a person should look at."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transpipe.align import anchors
from transpipe.align.chain import NULL, Link
from transpipe.align.cost import Scorer
from transpipe.align.features import Item
from transpipe.model import Doubt, Kind

CLEAR = 1.0  # by how much a pair is better than no pair, where another one is the nearest rival
AHEAD = 0.5  # by how much a row must go better with its counterpart than with the next rows
LIGHT = 0.05  # what the least link weighs in a chain

# What any two blocks at a place have; all else is what they hold.
_PLACE = frozenset({"bias", "kind", "length"})


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a link beside its own items: `trust` (0 … 1) is that of both articles.

    It is `known` where its texts are a pair that somebody confirmed elsewhere.
    """

    trust: float
    moved: bool
    known: bool = False


def moved(links: Sequence[Link]) -> frozenset[Link]:
    """The links that stand in another order than the heaviest chain of the others."""
    paired = [link for link in links if link.source and link.target]
    weighed = [(max(link.score, LIGHT), link.source[0], link.target[0]) for link in paired]
    held = set(anchors.rising(weighed))
    return frozenset(link for link in paired if (link.source[0], link.target[0]) not in held)


def doubt(scorer: Scorer, link: Link, parts: Mapping[str, float], situation: Situation) -> Doubt:
    """The reason why a link is doubtful; `parts` are its evidence, by kind."""
    if situation.trust < 1.0:
        return Doubt.STRANGERS
    if max(len(link.source), len(link.target)) > 1:
        return Doubt.SPLIT
    if situation.moved:
        return Doubt.MOVED
    if _differ(scorer, link, "n:"):
        return Doubt.NUMBERS
    if _differ(scorer, link, "u:"):
        return Doubt.LINKS
    if not vouched(scorer, link, parts):
        return Doubt.PLACE
    # Without the link both its items would stand alone, unless another one takes their place.
    if link.margin < link.score - 2 * NULL - CLEAR:
        return Doubt.RIVAL
    if scorer.source[link.source[0]].kind is not scorer.target[link.target[0]].kind:
        return Doubt.KIND
    return Doubt.LITTLE


def vouched(scorer: Scorer, link: Link, parts: Mapping[str, float]) -> bool:
    """Whether what two sides hold says that they are a pair, and not their place alone.

    Where one side has no words at all (code, a picture, a number) none could have spoken.
    """
    ours = [scorer.source[i] for i in link.source]
    theirs = [scorer.target[j] for j in link.target]
    if any(item.opaque for item in (*ours, *theirs)):
        return True
    if not (any(item.words for item in ours) and any(i.words or i.chinese for i in theirs)):
        return True
    return held(parts) > 0 and _stands_out(scorer, link)


def _stands_out(scorer: Scorer, link: Link) -> bool:
    """Whether a row of a table goes with its counterpart and not as well with the next rows.

    The rows of a table may be equal but for words that nobody knows: then any would do.
    """
    i, j = link.source[0], link.target[0]
    if not _is_row(scorer.source, i) or not _is_row(scorer.target, j):
        return True
    rivals = [scorer.held(i, b) for b in (j - 1, j + 1) if _is_row(scorer.target, b)]
    rivals += [scorer.held(a, j) for a in (i - 1, i + 1) if _is_row(scorer.source, a)]
    return scorer.held(i, j) >= max(rivals, default=-math.inf) + AHEAD


def _is_row(items: Sequence[Item], place: int) -> bool:
    return 0 <= place < len(items) and items[place].kind is Kind.CELL


def held(parts: Mapping[str, float]) -> float:
    """What two sides hold says for their being a pair, or against it."""
    return sum(value for name, value in parts.items() if name not in _PLACE)


def _differ(scorer: Scorer, link: Link, cls: str) -> bool:
    """Whether each side holds something of a class that the other lacks."""
    ours = {t for i in link.source for t in scorer.source[i].tokens if t.startswith(cls)}
    theirs = {t for j in link.target for t in scorer.target[j].tokens if t.startswith(cls)}
    return bool(ours - theirs) and bool(theirs - ours)
