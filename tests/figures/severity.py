"""Severity and mechanical patches on the labelled edits, through the scorer that came with them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from transpipe.stale.severity import edits

Rows = list[dict[str, Any]]


def figures(data: Path) -> list[tuple[str, str, str | float, bool]]:
    """Figure 1 of sync and severity: classes, actions, costly errors, patches."""
    folder = data / "stale-dev"
    score = _scorer(folder / "score.py")
    labels, unsafe = _rows(folder / "labels.jsonl"), _rows(folder / "unsafe.jsonl")
    answers = list(edits(labels))
    classes = score.score_classes(labels, answers)
    patches = score.score_patches(labels, answers)["all"]
    refused = score.score_patches(unsafe, list(edits(unsafe)))["must_refuse"]["rate"]
    spelling = classes["classes"]["spelling"]["r"]
    rows = [
        ("edits: action accuracy", ">=", 0.97, classes["action_accuracy"]),
        ("edits: class accuracy", ">=", 0.92, classes["class_accuracy"]),
        ("edits: spelling recall", ">=", 0.75, spelling),
        ("edits: dangerous misses", "<=", 0.0, classes["dangerous_miss"]["rate"]),
        ("edits: needless reviews", "<=", 0.05, classes["needless_review"]["rate"]),
        ("edits: review patched", "<=", 0.0, classes["review_patched"]["rate"]),
        ("edits: patch sent to review", "<=", 0.03, classes["patch_sent_to_review"]["rate"]),
        ("patches: exact", ">=", 0.95, patches["exact"]["rate"]),
        ("patches: wrong", "<=", 0.0, patches["wrong"]["rate"]),
        ("patches: unsafe ones refused", ">=", 1.0, refused),
    ]
    return [
        (name, f"{sign} {goal}", value, value >= goal if sign == ">=" else value <= goal)
        for name, sign, goal, value in rows
    ]


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("stale_dev_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
