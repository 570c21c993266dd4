"""What the guard makes of 300 answers of engines (draft-dev), and of the project's own cases.

Rows of one half, by a digest of their names, were read while the guard was written; those of the
other half were only counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.figures import Figure
from tests.figures.memory import scorer
from tests.test_answers_guarded import CASES, judged, read
from transpipe.draft.guard import guard
from transpipe.draft.masking import Masked

# Of these kinds nothing may pass.
NEVER = ("injection", "placeholder", "refusal", "empty", "mojibake")


def figures(data: Path) -> Iterator[Figure]:
    """Figure 1 of drafts."""
    folder = data / "draft-dev"
    rows = [json.loads(line) for line in (folder / "guard.jsonl").read_text("utf-8").splitlines()]
    answers = [_answer(row) for row in rows]
    halves = [[row for row in rows if _half(row["id"]) == half] for half in (0, 1)]
    score = scorer(folder / "score.py")
    results = [score.guard(part, answers) for part in (rows, *halves)]
    for name, key, goal, more in (
        ("harm let through of 300", "harm_let_through", 4, False),
        ("good refused of 158", "good_refused", 8, False),
        ("exact repairs", "exact_repairs", 0.93, True),
        ("verdicts", "verdict_accuracy", 0.95, True),
    ):
        whole, seen, unseen = (result[key] for result in results)
        met = whole >= goal if more else whole <= goal
        said = f"{whole} ({seen} tuned on, {unseen} not)"
        yield f"guard: {name}", f"{'>=' if more else '<='} {goal}", said, met
    passed = _passed(rows, answers)
    yield "guard: injections, lost placeholders and the like", "0", str(passed), passed == 0
    right = sum((judged(case).text or None) == read(case, "draft.md") for case in CASES)
    said = f"{right} of {len(CASES)}"
    yield "guard: cases of our own", "all", said, right == len(CASES)


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    masked = Masked(row["source"], row["masked"] or row["source"], row["slots"] or {})
    found = guard(masked, row["answer"])
    return {"id": row["id"], "verdict": found.passage.value, "text": found.text or None}


def _half(name: str) -> int:
    return sha256(name.encode()).digest()[0] % 2


def _passed(rows: list[dict[str, Any]], answers: list[dict[str, Any]]) -> int:
    never = {
        row["id"] for row in rows if row["verdict"] == "refuse" and row["kind"].startswith(NEVER)
    }
    return sum(bool(answer["text"]) for answer in answers if answer["id"] in never)
