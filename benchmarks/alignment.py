"""How long alignment takes, and how that grows with the article."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from tests.figures import Figure
from transpipe.align.beads import align
from transpipe.markdown import segments
from transpipe.model import Document

SIZES = (625, 1250, 2500, 5000)


def figures(data: Path) -> list[Figure]:
    """Issue "alignment": a 200-block article in < 0.5 s; ≤ 2.3 × per doubling up to 5,000."""
    source, target = _long(data, "en.md", source=True), _long(data, "zh.md", source=False)
    small = min(_seconds(source, target, 200) for _ in range(3))
    times = [_seconds(source, target, size) for size in SIZES]
    growth = max(b / a for a, b in pairwise(times))
    return [
        ("align: 200 blocks, seconds", "< 0.5", f"{small:.2f}", small < 0.5),
        ("align: growth per doubling up to 5,000 blocks", "≤ 2.3", f"{growth:.2f}", growth <= 2.3),
    ]


def _long(data: Path, name: str, *, source: bool) -> Document:
    """The real cases of one kind, one after the other, until there are enough blocks."""
    cases = sorted(
        p for p in (data / "align-dev").iterdir() if p.name.startswith(("sdp", "fa", "cr"))
    )
    texts = [(case / name).read_text("utf-8") for case in cases]
    return segments.parse("\n\n".join(texts), source=source)


def _seconds(source: Document, target: Document, size: int) -> float:
    left = replace(source, blocks=source.blocks[:size])
    right = replace(target, blocks=target.blocks[:size])
    started = time.process_time()
    align(left, right)
    return time.process_time() - started
