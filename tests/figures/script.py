"""Characters of the wrong script in traditional text: found, mended, and false alarms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.figures import Figure
from transpipe import wiring
from transpipe.convert.repair import misspelt
from transpipe.model.misspelt import Misspelt
from transpipe.text.han import count_han


def figures(data: Path) -> list[Figure]:
    """Of the labelled article, by halves of its places, and of the clean text."""
    speller = wiring.speller()
    article = (data / "lint-dev" / "002.md").read_text("utf-8")
    found = misspelt(article, speller, markdown=True)
    rows = [row for name in (0, 1) for row in _half(data, article, found, name)]
    clean = (data / "script-dev" / "clean-zh_TW.txt").read_text("utf-8")
    alarms = 10_000 * len(misspelt(clean, speller, markdown=False)) / count_han(clean)
    return [*rows, ("false alarms in 10,000 of clean text", "≤ 1", f"{alarms:.2f}", alarms <= 1)]


def _half(data: Path, article: str, found: Iterable[Misspelt], half: int) -> list[Figure]:
    labels = {at: row for at, row in _labels(data, article) if _of_half(row, half)}
    wrong = {at: row["expected"] for at, row in labels.items() if row["label"] == "wrong"}
    fine = {at for at, row in labels.items() if row["label"] == "ok"}
    said = {slip.at: slip for slip in found}
    hit = wrong.keys() & said.keys()
    precision = len(hit) / (len(hit) + len(fine & said.keys()))
    recall = len(hit) / len(wrong)
    bad = sum(
        slip.certain and (at in fine or wrong.get(at, slip.expected) != slip.expected)
        for at, slip in said.items()
    )
    name = f"wrong script, {('read', 'unread')[half]} half"
    return [
        (f"{name}: precision", "≥ .98", f"{precision:.3f}", precision >= 0.98),
        (f"{name}: recall", "≥ .97", f"{recall:.3f}", recall >= 0.97),
        (f"{name}: mended wrongly", "0", str(bad), bad == 0),
    ]


def _labels(data: Path, article: str) -> Iterable[tuple[int, Mapping[str, str]]]:
    starts = [0, *(n + 1 for n, sign in enumerate(article) if sign == "\n")]
    for line in (data / "script-dev" / "labels.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield starts[row["line"] - 1] + row["col"], row


def _of_half(row: Mapping[str, str], half: int) -> bool:
    return hashlib.sha256(f"{row['line']}:{row['col']}".encode()).digest()[0] % 2 == half
