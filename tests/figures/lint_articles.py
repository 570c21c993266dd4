"""What checks find in the labelled articles, each check in halves by the hash of its line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.figures import Figure
from tests.figures.halves import is_seen
from transpipe import wiring
from transpipe.model import Finding
from transpipe.repository import Workspace
from transpipe.workflows.check_alone import Beside, check_file, listed

_ARTICLES = {
    "002.md": None,
    "003.md": None,
    "12-factor.zh.md": "12-factor.en.md",
    "index.zh.md": "index.en.md",
}
# The checks that have a goal; under twenty labels one error is allowed.
CHECKS = (
    *("missing-paragraph-break", "flattened-list", "malformed-link", "emphasis-unbalanced"),
    *("emphasis-broken", "escaped-emphasis", "dropped-link", "changed-url", "dropped-emphasis"),
    *("dead-link", "dead-anchor", "empty-file", "pair-link-syntax", "missing-item", "extra-item"),
    *(
        "script-mixed",
        "untranslated",
        "dropped-code",
        "duplicate-block",
        "accidental-heading",
        "relative-link",
    ),
)
_FEW = 20

Row = dict[str, Any]


def figures(folder: Path) -> Iterator[Figure]:
    """Hits, false alarms and misses of each check, over both halves, with the unread one alone."""
    found = list(_found(folder))
    whole = _counted(folder, found, None)
    unread = _counted(folder, found, False)
    for check in CHECKS:
        hits, false, missed = whole[check]
        labels = hits + missed
        errors = false + missed
        right = errors <= 1 if labels < _FEW else 2 * hits >= 0.95 * (2 * hits + errors)
        said = f"{hits} of {labels}, {false} false"
        hits, false, missed = unread[check]
        said += f" (unread half: {hits} of {hits + missed}, {false} false)"
        yield f"articles: {check}", "F1 >= .95" if labels >= _FEW else "<= 1 error", said, right


def _found(folder: Path) -> Iterator[Row]:
    workspace = Workspace(folder)
    files = listed(workspace, "index.tree.tsv")
    for name, english in _ARTICLES.items():
        tree = files if name.startswith("index") else None
        for finding in check_file(workspace, name, Beside(english, tree, speller=wiring.speller())):
            yield _row(finding)


def _row(finding: Finding) -> Row:
    ends = (finding.column or 1, finding.end_column or 10**6)
    return {"file": finding.file, "line": finding.line, "check": finding.code, "ends": ends}


def _counted(
    folder: Path, found: Iterable[Row], half: bool | None
) -> dict[str, tuple[int, int, int]]:
    """For each check how often it is right, false, and silent where a label is."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = [row for row in found if half is None or is_seen(f"{row['file']}:{row['line']}") is half]
    for entry in manifest["articles"]:
        name, complete = entry["file"], entry["complete"]
        text = (folder / entry["labels"]).read_text("utf-8")
        labels = [json.loads(line) for line in text.splitlines() if line.strip()]
        for check in CHECKS:
            ranges = complete.get(check, complete.get("*", []))
            mine = [x for x in labels if x["check"] == check and _is_in(x["line"], ranges)]
            mine = [x for x in mine if half is None or is_seen(f"{name}:{x['line']}") is half]
            told = [r for r in rows if (r["file"], r["check"]) == (name, check)]
            told = [r for r in told if _is_in(r["line"], ranges)]
            for n, more in enumerate(_matched(mine, told)):
                counts[check][n] += more
    return {check: (found[0], found[1], found[2]) for check, found in counts.items()}


def _matched(labels: list[Row], told: list[Row]) -> tuple[int, int, int]:
    left, false = list(labels), 0
    for row in sorted(told, key=lambda row: (row["line"], row["ends"])):
        fits = [x for x in left if _touches(row, x)]
        if fits:
            left.remove(fits[0])
        elif not any(x.get("end_line") and _touches(row, x) for x in labels):
            false += 1
    return len(labels) - len(left), false, len(left)


def _touches(row: Row, label: Row) -> bool:
    if not label["line"] <= row["line"] <= label.get("end_line", label["line"]):
        return False
    start, end = row["ends"]
    return bool(label.get("end_line")) or (start <= label["col_end"] and label["col_start"] <= end)


def _is_in(line: int, ranges: list[list[int]]) -> bool:
    return any(first <= line <= last for first, last in ranges)
