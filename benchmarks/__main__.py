"""Prints every timing that the project promises, its goal, and whether it is met.

python -m benchmarks [--share S] [--rounds N] [--previous COMMIT] [PART …]

The parts that are measured replace their tables in RESULTS.md; the others stay as they were.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks import results
from benchmarks.bench import PREVIOUS, Bench
from benchmarks.rows import Row
from tests.conftest import SHARED
from tests.shadow.checkout import checked_out

PARTS = ("start", "first", "generate", "adopted", "merging", "processes", "growth", "shapes",
         "core", "alignment")  # fmt: skip


def main(arguments: list[str]) -> int:
    """1 where a timing misses its goal."""
    options = _options(arguments)
    if not (SHARED / "corpus").is_dir():
        sys.stdout.write(f"the data is not at {SHARED}: set TRANSPIPE_DATA\n")
        return 2
    made: list[Row] = []
    with checked_out(options.previous) as (previous, _said):
        for part in options.parts or PARTS:
            with tempfile.TemporaryDirectory(prefix="transpipe-bench-") as place:
                bench = Bench(SHARED, Path(place), previous, options.rounds, options.share)
                rows = import_module(f"benchmarks.{part}").rows(bench)
            results.keep(part, rows, bench, options.previous)
            sys.stdout.write(f"\n{results.table(rows)}")
            sys.stdout.flush()
            made += rows
    return 1 if any(row.met is False for row in made) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--share", type=float, default=1.0, help="of the files the goals speak of")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--previous", default=PREVIOUS, help="the commit to compare with")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
