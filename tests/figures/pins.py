"""Figures of links that break where headings are renamed and the source's names are pinned."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.figures import Figure
from tests.pinned import PINNING, renames

SEEDS = {"seen": range(1, 4), "unread": range(1001, 1004)}


def figures(_data: Path) -> list[Figure]:
    """Links that are dead, and ids that are gone, after headings were renamed by chance."""
    return [row for half, seeds in SEEDS.items() for row in _half(half, seeds)]


def _half(half: str, seeds: range) -> list[Figure]:
    dead, gone, restless, count = list[str](), set[str](), 0, 0
    for style in PINNING:
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                for state in renames(Path(folder), style, seed):
                    dead += state.dead
                    gone |= state.gone
                    restless += not state.quiet
                    count += 1
    what = f"headings renamed in either language ({half}): "
    return [
        (what + "links broken", "0", f"{len(dead)} after {count} states", not dead),
        (what + "ids lost", "0", str(len(gone)), not gone),
        (what + "second runs that write", "0", str(restless), not restless),
    ]
