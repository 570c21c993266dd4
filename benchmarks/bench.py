"""What a run of the benchmarks is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.shadow.checkout import Code

PREVIOUS = "35aef3a"


@dataclass(frozen=True, slots=True)
class Bench:
    """The data, an empty folder to work in, the version to compare with, and how much to measure.

    `share` is the part of the files that the goals speak of: 1 for all of them.
    """

    data: Path
    place: Path
    previous: Code
    rounds: int = 3
    share: float = 1.0

    def count(self, files: int) -> int:
        """So many files instead of those that a goal speaks of."""
        return max(20, round(files * self.share))

    def folder(self, name: str) -> Path:
        """A folder of that name that is not there yet."""
        return self.place / name
