"""How alike two strings are (rapidfuzz is opened here)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

from transpipe.text import long

# Up to here the square of two lengths is no matter: 16,000 characters on either side. Looking for
# a part in a whole grows faster still.
_MOST, _MOST_WINDOWS = 1 << 28, 1 << 21

Step = tuple[str, int, int, int, int]


def ratio(a: str, b: str) -> float:
    """0 … 1: twice the longest common subsequence over both lengths."""
    if len(a) * len(b) > _MOST:
        head, tail = _ends(a, b)
        if (len(a) - head - tail) * (len(b) - head - tail) > _MOST:
            return long.alike(a, b)
    return float(Indel.normalized_similarity(a, b))


def ratio_from(least: float, a: str, b: str) -> float:
    """`ratio`, or 0 where the lengths alone leave it below `least`."""
    return 0.0 if 2 * min(len(a), len(b)) < least * (len(a) + len(b)) else ratio(a, b)


def contained(part: str, whole: str, least: float = 0.0) -> float:
    """0 … 1: how well `part` lies somewhere in `whole`, by its best window; 0 below `least`."""
    if len(part) * len(whole) > _MOST_WINDOWS and part not in whole:
        return long.within(part, whole)
    if not part or not whole:
        return 0.0
    return float(fuzz.partial_ratio(part, whole, score_cutoff=max(0.0, 100 * least))) / 100


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


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Step]:
    """How to make `a` into `b`: (tag, a from, a to, b from, b to), tags as in difflib."""
    head, tail = _ends(a, b) if len(a) * len(b) > _MOST else (0, 0)
    if (len(a) - head - tail) * (len(b) - head - tail) <= _MOST:
        return _exact(a, b)
    inner = long.runs(a[head : len(a) - tail], b[head : len(b) - tail])
    found: list[Step] = []
    i = j = 0
    for run_a, run_b, size in [
        (0, 0, head),
        *((run_a + head, run_b + head, size) for run_a, run_b, size in inner),
        (len(a) - tail, len(b) - tail, tail),
    ]:
        found += _between(a, b, (i, run_a), (j, run_b))
        found += [("equal", run_a, run_a + size, run_b, run_b + size)] if size else []
        i, j = run_a + size, run_b + size
    return found


def _exact(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Step]:
    return [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Indel.opcodes(a, b)
    ]


def _between(
    a: Sequence[Hashable], b: Sequence[Hashable], mine: tuple[int, int], theirs: tuple[int, int]
) -> list[Step]:
    """The steps between two runs that are equal; one that takes all out where they are long."""
    (i, i_end), (j, j_end) = mine, theirs
    if (i_end - i) * (j_end - j) <= _MOST:
        steps = _exact(a[i:i_end], b[j:j_end])
        return [(t, i + a0, i + a1, j + b0, j + b1) for t, a0, a1, b0, b1 in steps]
    return [("delete", i, i_end, j, j), ("insert", i_end, i_end, j, j_end)]


def _ends(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[int, int]:
    """How much two sides begin with alike, and how much more they end with alike."""
    most = min(len(a), len(b))
    head = next((n for n in range(most) if a[n] != b[n]), most)
    tail = next((n for n in range(most - head) if a[-1 - n] != b[-1 - n]), most - head)
    return head, tail


def slips(a: str, b: str) -> int:
    """How many letters were added, lost, replaced, or exchanged with the next; three: more."""
    return int(OSA.distance(a, b, score_cutoff=2))


def runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[range, range]]:
    """The runs that are not the same on both sides, between those that are."""
    a_at = b_at = a_to = b_to = 0
    ends = (len(a), len(a), len(b), len(b))
    for tag, _from, a_end, _there, b_end in [*opcodes(a, b), ("equal", *ends)]:
        if tag != "equal":
            a_to, b_to = a_end, b_end
            continue
        if a_at < a_to or b_at < b_to:
            yield range(a_at, a_to), range(b_at, b_to)
        a_at, b_at, a_to, b_to = a_end, b_end, a_end, b_end
