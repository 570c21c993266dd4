"""RESULTS.md: the last run of each part, a table each."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.rows import Row

PLACE = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Results

What `make bench` measured last, a table for each part. All are ratios within one run, of the
processor's time where nothing else is said; the programs take turns, and the median counts. "open"
is what could not be measured. The goals are those for all the files (`--share 1`).

![CPU seconds by files](./growth-files.svg)
![CPU seconds by blocks](./growth-blocks.svg)
"""


def keep(part: str, rows: Sequence[Row], bench: Bench, previous: str) -> None:
    """Puts the table of one part in its place, or behind the others."""
    text = PLACE.read_text("utf-8") if PLACE.exists() else _HEAD
    made = _table(part, rows, bench, previous)
    PLACE.write_text(_without(text, part).rstrip("\n") + "\n\n" + made, "utf-8")


def _without(text: str, part: str) -> str:
    return re.sub(rf"(?ms)^## {part}\n.*?(?=^## |\Z)", "", text)


def _table(part: str, rows: Sequence[Row], bench: Bench, previous: str) -> str:
    date = datetime.date.today().isoformat()
    measured = f"{bench.rounds} rounds, share {bench.share:g}, previous version {previous}"
    said = f"{date}, {os.cpu_count()} cores, Python {platform.python_version()}, {measured}"
    return f"## {part}\n\n{said}\n\n{table(rows)}"


def table(rows: Sequence[Row]) -> str:
    """Rows as Markdown."""
    lines = ["| what | goal | measured | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row.cells)} |" for row in rows]
    return "\n".join(lines) + "\n"
