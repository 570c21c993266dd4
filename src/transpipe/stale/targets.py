"""Which links, anchors and notes differ between two versions of a block."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator

from transpipe.model import Action, Weight
from transpipe.stale.difference import Difference
from transpipe.stale.reading import Reading, Sort, Target, Token

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
        found += _in_turn(a, b)
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
    return _letters(reading.tokens[target.words[0] : target.words[1]])


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


def _in_turn(gone: list[Target], come: list[Target]) -> list[_Pair]:
    """In order, where there are as many; else each alone."""
    if len(gone) == len(come):
        return list(zip(gone, come, strict=True))
    return [*((a, None) for a in gone), *((None, b) for b in come)]


def _letters(tokens: Iterable[Token]) -> str:
    return "".join(c for t in tokens for c in t.text.casefold() if c.isalnum())


def _shown(tokens: Iterable[Token]) -> str:
    return "".join((" " if not t.glued else "") + t.text for t in tokens).strip()


def _link(a: Target | None, b: Target | None, new: Reading) -> Difference:
    """A link put around words has to be put around their translation: only some can be found."""
    action = Action.PATCH
    if a is None and b is not None and b.kind in ("link", "label", "note"):
        inside = new.tokens[b.words[0] : b.words[1]]
        whole = len(inside) == sum(t.sort is not Sort.SIGN for t in new.tokens)
        found = whole or _REFERENCE.match(_shown(inside)) or all(t.marked for t in inside)
        last = b.kind == "note" and b.words[0] >= len(new.tokens) - 1
        action = Action.PATCH if (found and b.kind != "note") or last else Action.REVIEW
    before, after = a.value if a else "", b.value if b else ""
    return Difference(Weight.LINK, action, before, after, Sort.ADDRESS, -1, a, b)
