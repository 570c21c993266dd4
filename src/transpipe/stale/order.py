"""Sentences in which two parts changed places, and nothing else did."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.stale.reading import Sort
from transpipe.stale.terms import Term
from transpipe.stale.words import class_of


def reordered(before: Sequence[Term], after: Sequence[Term], sentence: int) -> bool:
    """Whether a sentence has the words of the other text's, two parts exchanged.

    One part begins with a preposition or conjunction: "for details, see the manual"; or the first
    was a noun before a noun, and is tied to it by "for" or "of" now: "naming convention for
    constants".
    """
    a = [term for term in before if term.sentence == sentence]
    b = [term for term in after if term.sentence == sentence]
    return _fronted(a, b) or _tied(a, b) or _tied(b, a)


def _fronted(a: Sequence[Term], b: Sequence[Term]) -> bool:
    """ "For details, see the manual" = "see the manual for details"."""
    if len(a) != len(b):
        return False
    heads = {*class_of("preposition"), *class_of("conjunction")} - {"than", "as", "so"}
    return any(
        _same(a[at:], b[: len(a) - at]) and _same(a[:at], b[len(a) - at :])
        for at in range(2, len(a) - 1)
        if {a[0].key, a[at].key} & heads
    )


def _tied(a: Sequence[Term], b: Sequence[Term]) -> bool:
    """ "Constant naming convention" = "naming convention for constants"."""
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if not _one(x, y)), 0)
    end = _common_end(a[start:], b[start:])
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    for at, term in enumerate(right):
        if term.key not in class_of("linking"):
            continue
        head, tail = right[:at], right[at + 1 :]
        if tail and tail[0].key in class_of("article"):
            tail = tail[1:]
        if head and tail and all(map(_noun, left)) and _same([*tail, *head], left):
            return True
    return False


def _common_end(a: Sequence[Term], b: Sequence[Term]) -> int:
    count = 0
    for x, y in zip(reversed(a), reversed(b), strict=False):
        if not _one(x, y):
            break
        count += 1
    return count


def _noun(term: Term) -> bool:
    """Whether a word may be part of a name made of nouns."""
    return term.sort is Sort.WORD and not term.force and len(term.key) > 1


def _same(a: Sequence[Term], b: Sequence[Term]) -> bool:
    return len(a) == len(b) and all(_one(x, y) for x, y in zip(a, b, strict=True))


def _one(a: Term, b: Term) -> bool:
    """Whether two terms are one, but for a plural that a noun before a noun does not show."""
    if a.sort is not b.sort or a.force != b.force:
        return False
    short, long = sorted((a.key, b.key), key=len)
    return long == short or (a.sort is Sort.WORD and long in (f"{short}s", f"{short}es"))
