"""Tags and expressions of MDX within prose: what a target must share with its source there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown.jsx import Piece, Scanner, Tag
from transpipe.model import Span
from transpipe.text.ticks import Ticks

_INLINE = re.compile(r"\\.|`++|[<{]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Inside:
    """The tags and expressions in a prose text, and where signs stand that begin none."""

    pieces: tuple[Piece, ...]
    strays: tuple[int, ...]

    def spans(self) -> Iterator[Span]:
        """Where the pieces stand."""
        return (Span(piece.start, piece.end) for piece in self.pieces)

    def tags(self) -> Iterator[Tag]:
        """The tags alone."""
        return (piece for piece in self.pieces if isinstance(piece, Tag))


def inside(text: str) -> Inside:
    """What of a prose text is MDX's own; code and escaped signs are not."""
    scanner, ticks = Scanner(text), Ticks(text)
    pieces, strays, position = list[Piece](), list[int](), 0
    while found := _INLINE.search(text, position):
        start, position = found.span()
        if found[0][0] == "`":
            closing = ticks.closing(start, position - start)
            position = closing + position - start if closing is not None else position
        elif found[0] in ("<", "{"):
            piece = scanner.piece(start)
            if piece is not None:
                pieces.append(piece)
                position = piece.end
            elif found[0] == "{" or text[position : position + 1].strip():
                strays.append(start)
    return Inside(tuple(pieces), tuple(strays))


def are_paired(tags: Sequence[Tag]) -> bool:
    """Whether each tag that opens is closed in its turn."""
    opened: list[str] = []
    for tag in tags:
        if tag.closing:
            if not opened or opened.pop() != tag.name:
                return False
        elif not tag.empty:
            opened.append(tag.name)
    return not opened


def is_like(source: str, target: str) -> bool:
    """Whether a target has the expressions of its source, and no components but the source's."""
    theirs, ours = inside(source), inside(target)
    expressions = [
        Counter(span.of(text) for span in found.pieces if isinstance(span, Span))
        for found, text in ((theirs, source), (ours, target))
    ]
    known = {tag.name for tag in theirs.tags()}
    new = (tag.name for tag in ours.tags() if tag.name not in known)
    return expressions[0] == expressions[1] and not any(name[:1].isupper() for name in new)


def is_sound(source: str, target: str) -> bool:
    """Whether the tags of a target are as whole as those of its source."""
    return are_paired([*inside(target).tags()]) or not are_paired([*inside(source).tags()])


def escaped(text: str) -> str:
    """A text whose `<` and `{` that begin nothing are signs, not the begin of something broken."""
    out, position = [], 0
    for stray in inside(text).strays:
        out += [text[position:stray], "\\"]
        position = stray
    return "".join([*out, text[position:]])


def elements(text: str) -> tuple[Span, ...]:
    """The elements of which a text consists, each with lines of its own; the text where not so."""
    whole = (Span(0, len(text)),)
    pieces = inside(text).pieces
    partners, found, number = _partners(pieces), list[Span](), 0
    while number < len(pieces):
        last = partners.get(number)
        start = found[-1].end if found else 0
        if last is None:
            return whole
        between = text[start : pieces[number].start]
        if between.strip() or (found and "\n" not in between):
            return whole
        found.append(Span(pieces[number].start, pieces[last].end))
        number = last + 1
    return whole if not found or text[found[-1].end :].strip() else tuple(found)


def unwrapped(text: str) -> tuple[Span, tuple[Tag, ...]]:
    """What of a text stands within tags that enclose all of it, and these tags."""
    pieces = inside(text).pieces
    partners, start, end, around = _partners(pieces), 0, len(text), list[Tag]()
    for number, first in enumerate(pieces):
        last = len(pieces) - 1 - number
        if partners.get(number) != last or not isinstance(first, Tag):
            break
        if text[start : first.start].strip() or text[pieces[last].end : end].strip():
            break
        start, end = first.end, pieces[last].start
        around.append(first)
    return Span(start, end), tuple(around)


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Which tag closes which, by their numbers."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        if isinstance(piece, Tag) and piece.closing:
            first = pieces[opened[-1]] if opened else None
            if isinstance(first, Tag) and first.name == piece.name:
                found[opened.pop()] = number
        elif isinstance(piece, Tag) and not piece.empty:
            opened.append(number)
    return found
