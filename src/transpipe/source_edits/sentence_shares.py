"""Which sentences of a translation belong to which part of a source that was split."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transpipe.text.sentences import sentences
from transpipe.units.word_weights import shared, total, words_of

_CLAUSE = re.compile(r"(?<=[；;：:，,])\s*(?!\d)|(?<=——)")
# What a translator leaves as it is: numbers, code, names.
_FIXED = re.compile(r"`[^`]+`|[A-Za-z][\w.+-]*|\d[\d.,]*")
# Source and target sentences that say the same, and what a group costs beyond its lengths.
_GROUPS = {(1, 1): 0.0, (1, 2): 0.3, (2, 1): 0.3, (2, 2): 0.7, (1, 0): 1.5, (0, 1): 1.5}

Group = tuple[tuple[int, ...], tuple[int, ...]]


def shares(source: str, target: str, parts: Sequence[str]) -> list[str]:
    """Each part's share of a target: the sentences whose source sentences the part has.

    Every sentence of the target is in one share, and in order; a part may get none. Where there
    are fewer sentences than parts, clauses are shared out.
    """
    pieces, words = _pieces(source, len(parts)), _pieces(target, len(parts))
    owners = _owners(pieces, parts)
    found: list[list[str]] = [[] for _part in parts]
    owner = owners[0]
    for before, after in _aligned(pieces, words):
        if before:
            owner = owners[max(before, key=lambda n: (len(pieces[n]), -n))]
        found[owner] += (words[n] for n in after)
    return ["".join(texts).strip() for texts in found]


def _pieces(text: str, wanted: int) -> tuple[str, ...]:
    found = sentences(text)
    if len(found) >= wanted:
        return found
    clauses = [piece for sentence in found for piece in _clauses(sentence)]
    return tuple(clauses) or (text,)


def _clauses(text: str) -> list[str]:
    ends = [match.end() for match in _CLAUSE.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if text[a:b]]


def _owners(pieces: Sequence[str], parts: Sequence[str]) -> list[int]:
    """The part that holds most of each source sentence; where none does, that of the one before."""
    words = words_of([*pieces, *parts])
    mine, theirs = words[: len(pieces)], words[len(pieces) :]
    owners: list[int] = []
    for piece, said in zip(pieces, mine, strict=True):
        held = [
            (piece.strip() in part, shared(said, has))
            for part, has in zip(parts, theirs, strict=True)
        ]
        best = max(range(len(parts)), key=lambda n: (held[n], -n))
        unclear = 2 * held[best][1] < total(said) and not held[best][0]
        owners.append(owners[-1] if unclear and owners else best)
    return owners


def _aligned(source: Sequence[str], target: Sequence[str]) -> list[Group]:
    """The cheapest groups of sentences in order (Gale and Church 1993, with words that stay)."""
    scale = sum(map(len, target)) / max(1, sum(map(len, source)))
    best: dict[tuple[int, int], tuple[float, Group | None]] = {(0, 0): (0.0, None)}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            for (a, b), extra in _GROUPS.items():
                if (i - a, j - b) not in best or a > i or b > j:
                    continue
                cost = best[i - a, j - b][0] + extra
                cost += _cost(source[i - a : i], target[j - b : j], scale)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (tuple(range(i - a, i)), tuple(range(j - b, j))))
    return _traced(best, (len(source), len(target)))


def _traced(
    best: dict[tuple[int, int], tuple[float, Group | None]], end: tuple[int, int]
) -> list[Group]:
    groups: list[Group] = []
    group = best[end][1]
    while group:
        groups.append(group)
        end = (end[0] - len(group[0]), end[1] - len(group[1]))
        group = best[end][1]
    return groups[::-1]


def _cost(source: Sequence[str], target: Sequence[str], scale: float) -> float:
    """How unlike two groups are: in length, and in the words that a translator leaves alone."""
    if not source or not target:
        return 0.0
    left, right = "".join(source), "".join(target)
    wanted = len(left) * scale
    length = abs(wanted - len(right)) / max(wanted, len(right), 1.0)
    kept = set(_FIXED.findall(right))
    missing = len(kept - set(_FIXED.findall(left))) / len(kept) if kept else 0.0
    return length + missing
