"""Prints every timing that the project promises, its goal, and whether it is met."""

from __future__ import annotations

import sys

from benchmarks import alignment, core, growth
from tests.conftest import SHARED
from tests.score import show


def main() -> int:
    """1 where a timing misses its goal."""
    if not (SHARED / "corpus").is_dir():
        sys.stdout.write(f"the data is not at {SHARED}: set TRANSPIPE_DATA\n")
        return 2
    rows = [*core.figures(SHARED), *alignment.figures(SHARED), *growth.figures()]
    show(rows)
    return 0 if all(met for *_rest, met in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
