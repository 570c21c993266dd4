"""Which links, anchors and notes differ between two versions of a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from transpipe.model import Action, Weight
from transpipe.stale.difference import Difference
from transpipe.stale.reading import Reading, Sort, Target, Token

_Pair = tuple[Target | None, Target | None]

# What is found again in any translation, by its number.
_REFERENCE = re.compile(
    r"(?:Chapter|Section|Listing|Figure|Table|Part|Appendix|RFC|PEP|Step|Issue|Item) ?\S+$"
)


def retargeted(old: Reading, new: Reading) -> Iterator[Difference]:
    """The targets that changed; one added or taken away stands alone."""
    gone, come = list(old.targets), list(new.targets)

    def words(target: Target, reading: Reading) -> str:
        return _letters(reading.tokens[target.words[0] : target.words[1]])

    def same(a: Target, b: Target) -> bool:
        return (a.kind, a.value, words(a, old)) == (b.kind, b.value, words(b, new))

    def same_words(a: Target, b: Target) -> bool:
        return words(a, old) == words(b, new) != "" and a.kind != "image" != b.kind

    def same_value(a: Target, b: Target) -> bool:
        return (a.kind, a.value) == (b.kind, b.value)

    _tied(gone, come, same)
    found: list[_Pair] = [*_tied(gone, come, same_words)]
    _tied(gone, come, same_value)
    for kinds in ({"link", "label", "definition"}, {"image"}, {"anchor"}, {"note"}):
        found += _in_turn(
            [t for t in gone if t.kind in kinds], [t for t in come if t.kind in kinds]
        )
    return (_link(a, b, new) for a, b in found)


def _tied(
    gone: list[Target], come: list[Target], tie: Callable[[Target, Target], bool]
) -> list[_Pair]:
    """The pairs that a tie holds together; they are taken out of both lists."""
    found: list[_Pair] = []
    for a in list(gone):
        b = next((b for b in come if tie(a, b)), None)
        if b is not None:
            gone.remove(a)
            come.remove(b)
            found.append((a, b))
    return found


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
