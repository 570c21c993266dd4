"""Which words of a translation belong to which part: of a split source, or of an edited block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transpipe.text.sentences import sentences
from transpipe.text.similarity import opcodes
from transpipe.units.word_weights import shared, total, words_of

_CLAUSE = re.compile(r"(?<=[；;：:，,])\s*(?!\d)|(?<=——)")
# What a translator leaves as it is: numbers, code, names.
_FIXED = re.compile(r"`[^`]+`|[A-Za-z][\w.+-]*|\d[\d.,]*")
# Source and target sentences that say the same, and what a group costs beyond its lengths.
_GROUPS = ((1, 1, 0.0), (1, 2, 0.3), (2, 1, 0.3), (2, 2, 0.7), (1, 0, 1.5), (0, 1, 1.5))
# What any other groups cost at least where there are as many sentences on either side.
_DETOUR = 0.6

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
    for before, after in aligned(pieces, words):
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


def aligned(source: Sequence[str], target: Sequence[str]) -> list[Group]:
    """The cheapest groups of sentences in order (Gale and Church 1993, with words that stay)."""
    scale = sum(map(len, target)) / max(1, sum(map(len, source)))
    left, right = _weights(source), _weights(target)
    if len(source) == len(target):
        straight = (_cost(left[n, 1], right[n, 1], scale) for n in range(1, len(source) + 1))
        if sum(straight) < _DETOUR:
            return [((n,), (n,)) for n in range(len(source))]
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            for a, b, extra in _GROUPS if i or j else ():
                if a > i or b > j:
                    continue
                cost = best[i - a, j - b][0] + extra
                if a and b:
                    cost += _cost(left[i, a], right[j, b], scale)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = cost, a, b
    return _traced(best, len(source), len(target))


def _traced(best: dict[tuple[int, int], tuple[float, int, int]], i: int, j: int) -> list[Group]:
    groups: list[Group] = []
    while i or j:
        _cost, a, b = best[i, j]
        groups.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return groups[::-1]


# How long some sentences are, and the words of them that a translator leaves alone.
_Weight = tuple[int, frozenset[str]]


def _weights(pieces: Sequence[str]) -> dict[tuple[int, int], _Weight]:
    """What each run of one or two sentences weighs, by its end and its size."""
    each = [(len(text), frozenset(_FIXED.findall(text))) for text in pieces]
    found = {(end, 1): weight for end, weight in enumerate(each, 1)}
    for end, ((size, words), (more, others)) in enumerate(pairwise(each), 2):
        found[end, 2] = size + more, words | others
    return found


def _cost(left: _Weight, right: _Weight, scale: float) -> float:
    """How unlike two groups are: in length, and in the words that a translator leaves alone."""
    (size, ours), (wanted, kept) = left, right
    length = abs(size * scale - wanted) / max(size * scale, wanted, 1.0)
    missing = len(kept - ours) / len(kept) if kept else 0.0
    return length + missing


# ── Edited words ────────────────────────────────────────────────────────────────────────────


def shared_anew(
    words: Sequence[str], before: str, now: str, source: str, parts: Sequence[str]
) -> list[str]:
    """A text's new words, shared out to the `parts` of its source, which had `words` of the old.

    Borders stay where they were; where an edit went over one, the sentences of the source say.
    """
    found = shared_out(words, before, now)
    if _all_said(found, words):
        return found
    again = shares(source, now, parts)
    return again if _all_said(again, words) else found


def _all_said(texts: Sequence[str], before: Sequence[str]) -> bool:
    return all(text for text, had in zip(texts, before, strict=True) if had)


def shared_out(words: Sequence[str], before: str, now: str) -> list[str]:
    """A block's new text, shared out to those whose words made up the old one.

    A border between two that lies in text which did not change stays where it is; where an edit
    went over it, the first of the two holds both.

    >>> shared_out(["水烧开。", "温一温壶。"], "水烧开。温一温壶。", "水烧开。先温一温壶。")
    ['水烧开。', '先温一温壶。']
    """
    steps = opcodes(before, now)
    shares = [""] * len(words)
    owner = start = at = 0
    for number, part in enumerate(words[:-1]):
        found = before.find(part, at)
        if found < 0:
            break
        at = found + len(part)
        border = next((b + at - a for tag, a, end, b, _ in steps if _keeps(tag, a, at, end)), None)
        if border is None and any(step[:2] == ("equal", at) and step[3] == start for step in steps):
            border = start  # the words before it were taken out, and no others put there
        if border is not None:
            shares[owner] = now[start:border].strip()
            owner, start = number + 1, border
    shares[owner] = now[start:].strip()
    return shares


def _keeps(tag: str, start: int, at: int, end: int) -> bool:
    return tag == "equal" and start < at <= end
