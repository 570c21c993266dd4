"""How well and how quickly articles are aligned, and whether the right base is found."""

from __future__ import annotations

from pathlib import Path

from tests.figures import Figure, align, base


def figures(data: Path) -> list[Figure]:
    """Every figure of issue "alignment"."""
    return [*align.figures(data), *base.figures(data)]
