"""How time grows with texts that are made to be slow, on the whole way from file to page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.rows import Row, at_most
from tests.hostile import WRITTEN, Pattern, generated
from tests.whole_way import walk

# Pieces of a hostile pattern: short enough to be quick, long enough for a square to show.
PIECES, TIMES = 2000, 4
_STEPS = ("parse", "align", "sync", "sync, edited", "check")
# Seconds that one run or another may differ by.
_NOISE = 0.02


def rows(_bench: Bench) -> list[Row]:
    """A ratio within one run, of the processor's time."""
    patterns = (*WRITTEN, *generated())
    worst = max((_growth(pattern), pattern.name) for pattern in patterns)
    name = f"{len(patterns)} hostile patterns, n → {TIMES} n: the worst ({worst[1]})"
    return [at_most(name, worst[0], 6)]


def _growth(pattern: Pattern) -> float:
    """How many times as long the way of a text of four times the size is."""
    return max(_grown(pattern, pair=pair) for pair in (False, True))


def _grown(pattern: Pattern, *, pair: bool) -> float:
    few, more = (_whole(pattern.make(size), pair=pair) for size in (PIECES, TIMES * PIECES))
    return (more - _NOISE) / few


def _whole(text: str, *, pair: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        steps = walk(Path(folder), text, pair=pair).steps
    return sum(steps.get(step, 0.0) for step in _STEPS)
