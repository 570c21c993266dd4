"""How alike two strings are (rapidfuzz is opened here)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel


def ratio(a: str, b: str) -> float:
    """0 … 1: twice the longest common subsequence over both lengths."""
    return float(Indel.normalized_similarity(a, b))


def contained(part: str, whole: str) -> float:
    """0 … 1: how well `part` lies somewhere in `whole`, by its best window."""
    return float(fuzz.partial_ratio(part, whole)) / 100 if part and whole else 0.0


def nearest(word: str, choices: Sequence[str], cutoff: float = 0.6) -> str:
    """The choice most like a word, '' where none comes near: for "did you mean"."""
    best = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=cutoff * 100)
    return str(best[0]) if best else ""


def scores(queries: Sequence[str], choices: Sequence[str], cutoff: float) -> list[list[float]]:
    """`ratio` of each query with each choice, 0 below the cutoff."""
    return [
        [float(Indel.normalized_similarity(q, c, score_cutoff=cutoff)) for c in choices]
        for q in queries
    ]


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    """How to make `a` into `b`: (tag, a from, a to, b from, b to), tags as in difflib."""
    return [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Indel.opcodes(a, b)
    ]
