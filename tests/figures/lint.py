"""What checks find: amounts of both languages, the labelled pairs and articles, each in halves.

One half, by the hash of its name, was never read while the rules were written: it is scored alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.figures import Figure, lint_articles
from tests.figures.halves import is_seen
from tests.figures.made_amounts import made
from transpipe.check.run import check_pair
from transpipe.markdown.inline import words
from transpipe.model import Term, Termbase
from transpipe.rules import Context
from transpipe.text.amount_changes import differing
from transpipe.text.terms import Finder

# What is checked by other rules than these: typography.
_OTHERS = ("halfwidth-punct",)
_EXACT = ("wrong-number", "swapped-number", "swapped-url", "changed-url")
_SEEDS = (20261130, 7)
_MADE = 600


def figures(data: Path) -> list[Figure]:
    """The figures of the amounts that are made here, and of the labelled data."""
    folder = data / "lint-dev"
    return [*_amounts(), *_pairs(folder), *lint_articles.figures(folder)]


def _amounts() -> list[Figure]:
    rows = []
    for seed in _SEEDS:
        pairs = made(seed, _MADE)
        false = sum(any(differing(words(p.source), words(p.target))) for p in pairs)
        found = sum(any(differing(words(p.source), words(p.broken))) for p in pairs)
        rows += [
            (f"amounts, seed {seed}: false alarms on {_MADE} right pairs", "<= 1 %",
             f"{false / _MADE:.2%}", false <= _MADE / 100),
            (f"amounts, seed {seed}: found of {_MADE} broken pairs", ">= .97",
             f"{found / _MADE:.3f}", found >= 0.97 * _MADE),
        ]  # fmt: skip
    return rows


def _pairs(folder: Path) -> Iterator[Figure]:
    rows = json.loads((folder / "glossary.json").read_text("utf-8"))
    base = Termbase(tuple(Term(source=row["source"], targets=(row["target"],)) for row in rows))
    context = Context(terms=Finder(base))
    for name, least, most in (("pairs", 0.97, 2), ("pairs-hard", 0.6, 3)):
        text = (folder / f"{name}.jsonl").read_text("utf-8")
        whole = [row for row in map(json.loads, text.splitlines()) if row["defect"] not in _OTHERS]
        for half in (True, False):
            part = [row for row in whole if is_seen(row["id"]) is half]
            said = f"{name}, the half that was {'' if half else 'never '}read"
            yield from _scored(said, part, context, (least, most))


def _scored(
    said: str, rows: list[dict[str, Any]], context: Context, goals: tuple[float, int]
) -> Iterator[Figure]:
    told = {r["id"]: _codes(r["source"], r["target"], context) for r in rows}
    broken = [row for row in rows if row["defect"]]
    found = [row for row in broken if row["defect"] in told[row["id"]]]
    good = [row for row in rows if not row["defect"]]
    false = sum(bool(told[row["id"]]) for row in good)
    recall = len(found) / len(broken)
    yield f"{said}: recall by kind", f">= {goals[0]}", f"{recall:.3f}", recall >= goals[0]
    yield f"{said}: false alarms on {len(good)}", f"<= {goals[1]}", str(false), false <= goals[1]
    exact = [row for row in broken if row["defect"] in _EXACT]
    hits = sum(row in found for row in exact)
    share = hits / max(len(exact), 1)
    yield f"{said}: numbers, units, URLs", ">= .90", f"{hits} of {len(exact)}", share >= 0.9


def _codes(source: str, target: str, context: Context) -> set[str]:
    return {finding.code for finding in check_pair(source, target, context)}
