"""How well and how quickly articles are aligned, and whether the right base is found."""

from __future__ import annotations

from benchmarks.bench import Bench
from benchmarks.rows import Row, of_figure
from tests.figures import align, base


def rows(bench: Bench) -> list[Row]:
    """Every figure of issue "alignment"."""
    return list(map(of_figure, [*align.figures(bench.data), *base.figures(bench.data)]))
