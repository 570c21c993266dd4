"""Code, numbers, addresses, operators and links that differ; the words are left to wording."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from transpipe.model import Action, Weight
from transpipe.stale.nouns import Difference, Hunk, Reading, Sort, Target, Term, letters, shown
from transpipe.stale.terms import NUMBERS, UNITS, figures, month, numeral

_T = TypeVar("_T")


def token_differences(hunk: Hunk) -> tuple[Hunk, list[Difference]]:
    """What of a hunk is code, numbers and addresses; and the words that remain."""
    found: list[Difference] = []
    gone, come = _remarked(hunk)
    if gone:
        found.append(Difference(Weight.MARKUP, Action.KEEP))
    for sort, judge in _JUDGES:
        a = [i for i in hunk.old if i not in gone and hunk.before[i].sort is sort]
        b = [i for i in hunk.new if i not in come and hunk.after[i].sort is sort]
        if sort is Sort.NUMBER:
            a, b = _also_numerals(hunk, a, b)
        if not a and not b:
            continue
        gone |= set(a)
        come |= set(b)
        pairs = _paired([hunk.before[i] for i in a], [hunk.after[i] for i in b])
        found += [d for x, y in pairs if (d := judge(x, y))]
    return hunk.without(gone, come), found


def _remarked(hunk: Hunk) -> tuple[set[int], set[int]]:
    """Code on one side whose letters stand on the other without its marks."""
    gone: set[int] = set()
    come: set[int] = set()
    plain: dict[str, list[int]] = {}
    for j in hunk.new:
        plain.setdefault(hunk.after[j].words, []).append(j)
    for i in hunk.old:
        sort = hunk.before[i].sort
        others = plain.get(hunk.before[i].words, [])
        free = [j for j in others if hunk.after[j].sort is not sort and j not in come]
        if free:
            gone.add(i)
            come.add(free[0])
    before, after = _Side(hunk.before, hunk.old, gone), _Side(hunk.after, hunk.new, come)
    _spelt_as_words(before, after)
    _spelt_as_words(after, before)
    return gone, come


@dataclass(frozen=True, slots=True)
class _Side:
    """The terms of one side of a hunk: those that changed, and those that are `done` with."""

    terms: Sequence[Term]
    changed: Sequence[int]
    done: set[int]


def _spelt_as_words(codes: _Side, texts: _Side) -> None:
    """Code whose letters stand on the other side as words: `Worker` and workers, `a.b` and a b."""
    for i in codes.changed:
        if codes.terms[i].sort is not Sort.CODE or i in codes.done:
            continue
        free = [j for j in texts.changed if j not in texts.done]
        run = next(_runs(codes.terms[i].words, texts.terms, free), None)
        if run is not None:
            codes.done.add(i)
            texts.done.update(run)


def _runs(code: str, texts: Sequence[Term], free: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The words side by side that have the letters of some code, or of its plural.

    Where the code has a mark a sign stands between them: `a.b` is no "a b".
    """
    letters, marks = "".join(c for c in code.casefold() if c.isalnum()), not code.isalnum()
    for at, start in enumerate(free):
        shown = ""
        for size, j in enumerate(free[at : at + _LONGEST]):
            if j != start + size or texts[j].sort is not Sort.WORD or texts[j].force:
                break
            if marks and size and texts[j].first < texts[j - 1].last + 2:
                break
            shown += "".join(c for c in texts[j].words.casefold() if c.isalnum())
            plural = not size and not marks and shown in (f"{letters}s", f"{letters}es")
            if letters and (shown == letters or plural) and (size or not marks):
                yield tuple(free[at : at + size + 1])


# A name of more words than this is not looked for.
_LONGEST = 5


def _also_numerals(hunk: Hunk, a: list[int], b: list[int]) -> tuple[list[int], list[int]]:
    """Numbers written as words or in Roman figures, where both sides have as many."""

    def counted(terms: Sequence[Term], place: list[int]) -> list[int]:
        return [
            i
            for i in place
            if terms[i].sort is Sort.NUMBER
            or (terms[i].sort is Sort.WORD and numeral(terms[i].words) is not None)
            or month(terms[i])
            or (i > 0 and terms[i - 1].sort is Sort.NUMBER and terms[i].key.lower() in UNITS)
            or (terms[i].sort is Sort.WORD and any(c.isdigit() for c in terms[i].words))
        ]

    wide_a = counted(hunk.before, hunk.old)
    wide_b = counted(hunk.after, hunk.new)
    return (wide_a, wide_b) if wide_a and wide_b and len(wide_a) == len(wide_b) else (a, b)


def _paired(a: Sequence[_T], b: Sequence[_T]) -> list[tuple[_T | None, _T | None]]:
    """In order, where there are as many; else each alone."""
    if len(a) == len(b):
        return list(zip(a, b, strict=True))
    return [*((x, None) for x in a), *((None, y) for y in b)]


def _alone(weight: Weight, a: Term | None, b: Term | None, sort: Sort) -> Difference:
    before, after = a.words if a else "", b.words if b else ""
    return Difference(weight, Action.REVIEW, before, after, sort)


def _code(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.CONTENT, a, b, Sort.CODE)
    if a.words == b.words:
        return None
    weight = Weight.NUMBER if figures(a.words, b.words) else Weight.CODE
    action = Action.PATCH if _is_of_kind(a.words, b.words) else Action.REVIEW
    return Difference(weight, action, a.words, b.words, Sort.CODE, a.first)


def _is_of_kind(old: str, new: str) -> bool:
    """Whether what is said of one piece of code can be said of another.

    A name is no operator, and a macro (`try!`) nothing but another macro.
    """
    named = any(map(str.isalnum, old)), any(map(str.isalnum, new))
    macros = old.endswith("!"), new.endswith("!")
    return named[0] == named[1] and (macros[0] == macros[1] or old.strip("!") == new.strip("!"))


def _number(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.NUMBER, a, b, Sort.NUMBER)
    if a.words == b.words:
        return None
    if Sort.NUMBER not in (a.sort, b.sort) and _named(a.words) != _named(b.words):
        return _alone(Weight.CONTENT, a, b, Sort.WORD)
    if _decade(a.words, b.words) or _spelt_out(a.words, b.words):
        return Difference(Weight.SPELLING, Action.KEEP, a.words, b.words)
    return Difference(Weight.NUMBER, Action.PATCH, a.words, b.words, Sort.NUMBER, a.first)


def _named(word: str) -> str:
    """The letters of a name with figures in it: nRF51822."""
    mixed = any(c.isdigit() for c in word)
    return re.sub(r"\d+", "0", word) if mixed else ""


def _spelt_out(a: str, b: str) -> bool:
    """3 and three."""
    value = numeral(a)
    words = NUMBERS.keys() & {a.lower(), b.lower()}
    return value is not None and value == numeral(b) and bool(words)


def _decade(a: str, b: str) -> bool:
    """90s and 1990s."""
    short, long = sorted((a, b), key=len)
    return short.endswith("0s") and len(short) == 3 and len(long) == 5 and long.endswith(short)


def _address(a: Term | None, b: Term | None) -> Difference | None:
    if a is None or b is None:
        return _alone(Weight.LINK, a, b, Sort.ADDRESS)
    return Difference(Weight.LINK, Action.PATCH, a.words, b.words, Sort.ADDRESS, a.first)


def _operator(a: Term | None, b: Term | None) -> Difference | None:
    signs = {t.words for t in (a, b) if t}
    if signs <= {"&"}:
        return Difference(Weight.SPELLING, Action.KEEP)
    return _alone(Weight.CONTENT, a, b, Sort.OPERATOR)


_JUDGES = (
    (Sort.CODE, _code), (Sort.ADDRESS, _address), (Sort.NUMBER, _number),
    (Sort.OPERATOR, _operator),
)  # fmt: skip


_Pair = tuple[Target | None, Target | None]

# What is found again in any translation, by its number.
_REFERENCE = re.compile(
    r"(?:Chapter|Section|Listing|Figure|Table|Part|Appendix|RFC|PEP|Step|Issue|Item) ?\S+$"
)


_Key = Callable[[Target, Reading], Hashable]


def retargeted(old: Reading, new: Reading) -> Iterator[Difference]:
    """The targets that changed; one added or taken away stands alone."""
    gone, come = list(old.targets), list(new.targets)
    found: list[_Pair] = []
    for key in (_same, _around, _where):
        pairs, gone, come = _tied(gone, come, old, new, key)
        found += pairs if key is _around else []
    for kinds in ({"link", "label", "definition"}, {"image"}, {"anchor"}, {"note"}):
        a, b = ([t for t in side if t.kind in kinds] for side in (gone, come))
        found += _paired(a, b)
    return (_link(a, b, new) for a, b in found)


def _same(target: Target, reading: Reading) -> Hashable:
    return target.kind, target.value, _words(target, reading)


def _around(target: Target, reading: Reading) -> Hashable:
    """What a target is put around; None where that is nothing."""
    words = _words(target, reading)
    return (target.kind == "image", words) if words else None


def _where(target: Target, _reading: Reading) -> Hashable:
    return target.kind, target.value


def _words(target: Target, reading: Reading) -> str:
    return letters(reading.tokens[target.words[0] : target.words[1]])


def _tied(
    gone: list[Target], come: list[Target], old: Reading, new: Reading, key: _Key
) -> tuple[list[_Pair], list[Target], list[Target]]:
    """The pairs with one key, in order; and what is left on either side."""
    waiting: dict[Hashable, deque[int]] = {}
    for number, target in enumerate(come):
        waiting.setdefault(key(target, new), deque()).append(number)
    waiting.pop(None, None)
    found: list[_Pair] = []
    left: list[Target] = []
    taken: set[int] = set()
    for target in gone:
        queue = waiting.get(key(target, old))
        if queue:
            taken.add(queue[0])
            found.append((target, come[queue.popleft()]))
        else:
            left.append(target)
    return found, left, [t for number, t in enumerate(come) if number not in taken]


def _link(a: Target | None, b: Target | None, new: Reading) -> Difference:
    """A link put around words has to be put around their translation: only some can be found."""
    action = Action.PATCH
    if a is None and b is not None and b.kind in ("link", "label", "note"):
        inside = new.tokens[b.words[0] : b.words[1]]
        whole = len(inside) == sum(t.sort is not Sort.SIGN for t in new.tokens)
        found = whole or _REFERENCE.match(shown(inside)) or all(t.marked for t in inside)
        last = b.kind == "note" and b.words[0] >= len(new.tokens) - 1
        action = Action.PATCH if (found and b.kind != "note") or last else Action.REVIEW
    before, after = a.value if a else "", b.value if b else ""
    return Difference(Weight.LINK, action, before, after, Sort.ADDRESS, -1, a, b)
