"""How alike two strings are (rapidfuzz is opened here).

Texts so long that the exact comparison, which grows with the square, is out of the question are
compared by the pieces of some characters that they have in common.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel, Prefix

# Up to here the square of two lengths is no matter: 16,000 characters on either side. Looking for
# a part in a whole grows faster still.
_MOST, _MOST_WINDOWS = 1 << 28, 1 << 21

Step = tuple[str, int, int, int, int]
_PIECE = 8  # characters of a piece
# A run that both sides have: from where in each, and how long.
Run = tuple[int, int, int]


def ratio(a: str, b: str) -> float:
    """0 … 1: twice the longest common subsequence over both lengths."""
    if len(a) * len(b) > _MOST:
        head, tail = _ends(a, b)
        if (len(a) - head - tail) * (len(b) - head - tail) > _MOST:
            return _shared(a, b)
    return float(Indel.normalized_similarity(a, b))


def ratio_from(least: float, a: str, b: str) -> float:
    """`ratio`, or 0 where the lengths alone leave it below `least`."""
    return 0.0 if 2 * min(len(a), len(b)) < least * (len(a) + len(b)) else ratio(a, b)


def start_alike(a: str, b: str) -> int:
    """How many characters two strings begin with alike."""
    return int(Prefix.similarity(a, b))


def contained(part: str, whole: str, least: float = 0.0) -> float:
    """0 … 1: how well `part` lies somewhere in `whole`, by its best window; 0 below `least`."""
    if len(part) * len(whole) > _MOST_WINDOWS and part not in whole:
        return _within(part, whole)
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


def ratios(text: str, choices: Sequence[str]) -> list[float]:
    """`ratio` of a text with each choice."""
    found = [0.0] * len(choices)
    scored = process.extract(text, choices, scorer=Indel.normalized_similarity, limit=None)
    for _choice, score, number in scored:
        found[number] = float(score)
    return found


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Step]:
    """How to make `a` into `b`: (tag, a from, a to, b from, b to), tags as in difflib."""
    head, tail = _ends(a, b) if len(a) * len(b) > _MOST else (0, 0)
    if (len(a) - head - tail) * (len(b) - head - tail) <= _MOST:
        return _exact(a, b)
    inner = _unique_runs(a[head : len(a) - tail], b[head : len(b) - tail])
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


def _shared(a: str, b: str) -> float:
    """0 … 1: twice the pieces in common over those of both."""
    mine, theirs = Counter(_pieces(a, _PIECE)), Counter(_pieces(b, _PIECE))
    return 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)


def _within(part: str, whole: str) -> float:
    """0 … 1: how many of a part's pieces the whole has."""
    mine = Counter(_pieces(part, _PIECE))
    return (mine & Counter(_pieces(whole, _PIECE))).total() / max(mine.total(), 1)


def _unique_runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Run]:
    """Runs that both sides have in this order, around pieces that stand but once in each.

    What both begin and end with is no part of them (after patience diff).
    """
    size = _PIECE if isinstance(a, str) else 1
    in_b = _single(b, size)
    places = [(i, in_b[piece]) for piece, i in _single(a, size).items() if piece in in_b]
    found: list[Run] = []
    for i, j in _rising(places):
        done = found[-1] if found else (0, 0, 0)
        if i < done[0] + done[2] or j < done[1] + done[2]:
            continue
        before, behind = 0, 0
        while i - before > done[0] + done[2] and j - before > done[1] + done[2]:
            if a[i - before - 1] != b[j - before - 1]:
                break
            before += 1
        while i + behind < len(a) and j + behind < len(b) and a[i + behind] == b[j + behind]:
            behind += 1
        found.append((i - before, j - before, before + behind))
    return found


def _pieces(text: Sequence[Hashable], size: int) -> Iterator[Hashable]:
    if size == 1:
        return iter(text)
    return (text[start : start + size] for start in range(max(len(text) - size + 1, 1)))


def _single(text: Sequence[Hashable], size: int) -> dict[Hashable, int]:
    """Where each piece begins that stands but once in a text, in order."""
    count = Counter(_pieces(text, size))
    return {piece: n for n, piece in enumerate(_pieces(text, size)) if count[piece] == 1}


def _rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of places that rises on the other side too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(places):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(places[at])
        at = before[at]
    return chain[::-1]
