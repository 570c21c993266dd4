"""Figures of the index: damage found and mended, lists compared, articles moved and taken out."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from tests.figures import Figure
from tests.figures.mixed import HELD
from tests.index_oracle import Compared, compared, plain
from tests.moving import play
from tests.test_index import CASE, hundred
from transpipe.pairs.reading_list import Comparison, compare

# Where the links behind the words of a row begin, by their signs alone.
_BEHIND = re.compile(r"[ \t|｜/·—-]*[\[［【](?:原文|译文).*$")


def figures(data: Path) -> list[Figure]:
    return [*_damaged(), *_lists(data), *_undone()]


def _undone(sequences: int = 50) -> list[Figure]:
    """Random `mv`, `rm`, `add`, each undone and done again; nobody looked at the second half."""
    rows: list[Figure] = []
    half = sequences // 2
    for name, first in (("seen", 0), ("held out", HELD)):
        wrong: list[str] = []
        differ = 0
        for seed in range(first, first + half):
            with tempfile.TemporaryDirectory() as folder:
                found = play(Path(folder) / "r", seed)
            differ += any("after undo" in each for each in found)
            wrong += [each for each in found if "after undo" not in each]
        said = f"random sequences of mv, rm, add that undo puts back to the last byte ({name})"
        rows.append((said, f"{half}", f"{half - differ}", not differ))
        said = f"wishes in them that left work, lost an edit or failed ({name})"
        rows.append((said, "0", f"{len(wrong)}", not wrong))
    return rows


def _damaged() -> list[Figure]:
    found, mended = hundred()
    rows = [line.split() for line in (CASE / "found.txt").read_text().splitlines()]
    damaged = {int(number) for number, *_left in rows}
    left = {int(number) for number, *is_left in rows if is_left}
    told = {fault.finding.line for fault in found.faults}
    lines = list(
        zip(*(text.split("\n") for text in (found.text, found.mended, mended)), strict=True)
    )
    right = sum(lines[n - 1][1] == lines[n - 1][2] for n in damaged - left)
    named = len(left & {fault.finding.line for fault in found.faults if fault.new is None})
    else_ = sum(_BEHIND.sub("", old) != _BEHIND.sub("", new) for old, new, _right in lines)
    else_ += sum(old != new for n, (old, new, _r) in enumerate(lines, 1) if n not in damaged)
    all_found = f"{len(damaged & told)} of {len(damaged)}, {len(told - damaged)} false"
    return [
        ("damaged rows of an index found", f"{len(damaged)}, 0 false", all_found, told == damaged),
        ("those with one answer mended rightly", f"{len(damaged - left)}",
         f"{right}", right == len(damaged - left)),
        ("those without one left and told", f"{len(left)}", f"{named}", named == len(left)),
        ("lines changed elsewhere by mending", "0", f"{else_}", else_ == 0),
    ]  # fmt: skip


def _lists(data: Path) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        bundle = str(data / "corpus" / "awesome-scalability-zh.bundle")
        subprocess.run(["git", "clone", "-q", bundle, folder], check=True)
        real = [(Path(folder) / name).read_text("utf-8") for name in ("README_EN.md", "README.md")]
    dev = [(data / "lint-dev" / f"index.{x}.md").read_text("utf-8") for x in ("en", "zh")]
    rows: list[Figure] = []
    for name, (english, chinese) in (("README.md", real), ("lint-dev", dev)):
        found, wanted = compare(english, chinese), compared(english, chinese)
        goal = _counts(wanted)
        value = f"{len(found.missing)}, {len(found.extra)}, {len(found.moved)}"
        said = f"missing, extra, moved items by address ({name})"
        rows.append((said, goal, value, _same(found, wanted)))
    return rows


def _counts(wanted: Compared) -> str:
    return f"{wanted.missing.total()}, {wanted.extra.total()}, {wanted.moved}"


def _same(found: Comparison, wanted: Compared) -> bool:
    """Whether each address is told as often as the other way of comparing tells it."""
    missing, extra = (
        Counter(plain(f"http://{item.address.rstrip('?')}") for item in items)
        for items in (found.missing, found.extra)
    )
    rising = [pair[0].line for pair in found.kept]
    same = (missing, extra) == (wanted.missing, wanted.extra)
    return same and len(found.moved) == wanted.moved and rising == sorted(rising)
