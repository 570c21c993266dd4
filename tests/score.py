"""The scoreboard: every figure of the project, its goal, its value, met or not.

python -m tests.score [PART …]

The parts `anchors` and `sites` install the generators of sites, and run where they are named.
"""

from __future__ import annotations

import sys
import unicodedata

from tests.conftest import SHARED
from tests.figures import MODULES, NAMED, Figure, of


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def show(rows: list[Figure]) -> None:
    table = [("figure", "goal", "value", "met")]
    table += [(name, goal, value, "yes" if met else "NO") for name, goal, value, met in rows]
    widths = [max(width(row[i]) for row in table) for i in range(4)]
    for row in table:
        line = "  ".join(c + " " * (widths[i] - width(c)) for i, c in enumerate(row))
        sys.stdout.write(line.rstrip() + "\n")


def main(parts: list[str]) -> int:
    if not (SHARED / "corpus").is_dir():
        sys.stdout.write(f"the data is not at {SHARED}: set TRANSPIPE_DATA\n")
        return 2
    unknown = [name for name in parts if name not in (*MODULES, *NAMED)]
    if unknown:
        known = ", ".join((*MODULES, *NAMED))
        sys.stdout.write(f"no such part: {', '.join(unknown)}; there are {known}\n")
        return 2
    rows = [row for name in parts or MODULES for row in of(name, SHARED)]
    show(rows)
    if not parts:
        sys.stdout.write(f"\nonly where they are named: {', '.join(NAMED)}\n")
    unmet = sum(not met for *_rest, met in rows)
    sys.stdout.write(f"\n{len(rows)} figures, {unmet} not met\n")
    return 1 if unmet else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
