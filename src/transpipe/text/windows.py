"""Long texts cut for showing: what is left out is never the place that changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from transpipe.model import Edit
from transpipe.text.denial import BINDS, BINDS_IN_CHINESE, DENIES, DENIES_IN_CHINESE

# How much of what stayed is shown beside each change, and how much of a change at most.
_STEPS = ((200, 1 << 30), (200, 2_000), (80, 600), (40, 160), (20, 60), (10, 24))
# What says most in a change: what denies, then what binds, and figures.
_TELLING = (DENIES, DENIES_IN_CHINESE, BINDS, BINDS_IN_CHINESE, re.compile(r"\d+"))
_MANY = 40  # so many such words of one change are shown, whatever is cut around them
_BESIDE = 12  # characters beside a word that must be seen
_WORD = 30  # characters that a cut goes back for the beginning of a word

_Spans = Sequence[tuple[int, int]]


def windowed(edits: Sequence[Edit], room: int, also: Iterable[float] = ()) -> tuple[Edit, ...]:
    """A diff in about `room` characters, in which something of every change is left.

    What stayed is cut first, but for what stands beside changes and in the places `also` (shares
    of the text: where the other language changed). Then what went and came is cut in its middle,
    but for words that deny or bind, and figures; where even that is too much, changes without any
    of these are left out.
    """
    beside, found = tuple(also), tuple(edits)
    for around, most in _STEPS:
        found = tuple(_cut(edits, beside, around, most))
        if sum(len(edit.text) for edit in found) <= room:
            return found
    return tuple(_gravest(found, room))


def shares(edits: Sequence[Edit]) -> Iterator[float]:
    """Where the changes stand, as shares of the text as it is now."""
    whole = sum(len(edit.text) for edit in edits if edit.op != "-")
    at = 0
    for edit in edits:
        length = len(edit.text) if edit.op != "-" else 0
        if edit.op != "=":
            yield (at + length / 2) / max(1, whole)
        at += length


def _cut(edits: Sequence[Edit], also: Sequence[float], around: int, most: int) -> Iterator[Edit]:
    whole = sum(len(edit.text) for edit in edits if edit.op != "-")
    at = 0
    for number, edit in enumerate(edits):
        text, size = edit.text, len(edit.text)
        if edit.op != "=":
            yield Edit(edit.op, text if size <= most else _kept(text, _telling(text, most // 2)))
        else:
            spans = [(0, around)] if number else []
            spans += [(size - around, size)] if number < len(edits) - 1 else []
            near = (int(share * whole) - at for share in also)
            spans += [(n - around, n + around) for n in near if -around < n < size + around]
            yield Edit("=", _kept(text, spans or [(0, around), (size - around, size)]))
        at += size if edit.op != "-" else 0


def _gravest(edits: Sequence[Edit], room: int) -> Iterator[Edit]:
    """The changes that say most, then the first ones, as far as there is room; `…` for others."""
    changed = [n for n, edit in enumerate(edits) if edit.op != "="]
    kept: set[int] = set()
    for at in sorted(changed, key=lambda n: not _tells(edits[n])):
        beside = [n for n in (at - 1, at, at + 1) if 0 <= n < len(edits) and n not in kept]
        size = sum(len(edits[n].text) for n in beside)
        if size <= room:
            room -= size
            kept.update(beside)
    left = False
    for number, edit in enumerate(edits):
        if number in kept:
            yield edit
        elif not left:
            yield Edit("=", "…")
        left = number not in kept


def _tells(edit: Edit) -> bool:
    return any(each.search(edit.text) for each in _TELLING)


def _telling(text: str, around: int) -> _Spans:
    """The ends of what changed, and what in it says most."""
    found = (match for each in _TELLING for match in each.finditer(text))
    inside = ((m.start() - _BESIDE, m.end() + _BESIDE) for m in islice(found, _MANY))
    return [(0, around), (len(text) - around, len(text)), *inside]


def _kept(text: str, spans: _Spans) -> str:
    """The spans of a text; `…` for what is left out between them."""
    parts: list[str] = []
    end = 0
    for start, stop in sorted((_back(text, a), _back(text, b)) for a, b in spans):
        if stop <= end:
            continue
        parts += ["…"] if start > end else []
        parts.append(text[max(start, end) : stop])
        end = stop
    short = "".join((*parts, "…" if end < len(text) else ""))
    return short if len(short) < len(text) else text


def _back(text: str, at: int) -> int:
    """A place of a text at which no word and no character is cut."""
    at = min(max(at, 0), len(text))
    first = max(0, at - _WORD)
    for place in range(at, first, -1):
        if place == len(text) or not _joined(text[place - 1], text[place]):
            return place
    return first if first == 0 else at


def _joined(before: str, after: str) -> bool:
    if unicodedata.combining(after) or "\u200d" in (before, after) or after == "\ufe0f":
        return True
    return all(c.isascii() and c.isalnum() for c in (before, after))
