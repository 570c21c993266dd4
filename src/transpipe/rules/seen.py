"""An inline text as a reader sees it, and where each of its characters is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from transpipe.markdown.emphasis import rendered
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import Piece, What, scan
from transpipe.model import Span

# What stands for a piece that is one sign to a reader.
CODE, ADDRESS, BARE, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
_SIGNS = {
    What.CODE: CODE,
    What.MATH: CODE,
    What.AUTOLINK: ADDRESS,
    What.URL: BARE,
    What.HTML: OTHER,
    What.TEMPLATE: OTHER,
    What.ENTITY: OTHER,
}

_TOUCHING = re.compile(r"\S*?[`*_\[!~]")
_EMPHASIS = re.compile(r"[*_~]")
_APART = re.compile(r"[\s<]")
# Sites differ in where they see one: what a blank sets apart is kept as a whole.
_ADDRESS = re.compile(r"(?:://|www\.)\S*", re.IGNORECASE)
NARROW_LETTERS = {0xFF10 + n: 0x30 + n for n in range(0x4B)}
_NARROW = (
    str.maketrans("，；：？！。（）“”「」‘’『』", ",;:?!.()" + 4 * '"' + 4 * "'") | NARROW_LETTERS
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is written and not seen: it opens emphasis or a link, or does not."""

    span: Span
    opens: bool
    link: bool = False


@dataclass(frozen=True)
class Seen:
    """`shown` is what is seen; each character of it is written from `starts` to `ends`, in order.

    Between two of them marks may be written that nobody sees: those of emphasis and of links.
    """

    text: str
    shown: str
    starts: Sequence[int]
    ends: Sequence[int]
    marks: tuple[Mark, ...]

    def before(self, at: int) -> tuple[Mark, ...]:
        """The marks that are written before the character at a place of `shown`."""
        left, right = self._around(at)
        if left == right:
            return ()
        first = bisect_left(self.marks, left, key=lambda mark: mark.span.start)
        near = takewhile(lambda mark: mark.span.start <= right, self.marks[first:])
        return tuple(mark for mark in near if mark.span.end <= right)

    def label(self, at: int) -> Span | None:
        """The words of the link that a place of the text lies in."""
        opened = None
        for mark in self.marks:
            if mark.link and mark.span.end <= at:
                opened = mark if mark.opens else None
            elif mark.link and opened is not None:
                return Span(opened.span.end, mark.span.start)
        return None

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of `shown` is written; of none at all, the characters beside it."""
        if start == end:
            start, end = max(0, start - 1), min(len(self.shown), end + 1)
        return Span(self.starts[start], self.ends[end - 1])

    def written(self, start: int, end: int, new: str) -> Iterator[tuple[Span, str]]:
        """Where a stretch of `shown` is written, and what stands there when it reads `new`.

        What is unseen stays. A place between two characters is that outside of the marks there.
        """
        if start == end:
            place = self._outside(start)
            yield Span(place, place), new
            return
        spans = _joined(map(Span, self.starts[start:end], self.ends[start:end]))
        first = next((n for n, span in enumerate(spans) if span.of(self.text).strip()), 0)
        for number, span in enumerate(spans):
            yield span, new if number == first else ""

    def _around(self, at: int) -> tuple[int, int]:
        left = self.ends[at - 1] if at else 0
        return left, self.starts[at] if at < len(self.starts) else len(self.text)

    def _outside(self, at: int) -> int:
        """Behind the marks that close there, before those that open."""
        place = self._around(at)[0]
        for mark in self.before(at):
            if mark.opens:
                break
            place = mark.span.end
        return place


def _joined(places: Iterable[Span]) -> list[Span]:
    """Places that are written in one go as one."""
    spans: list[Span] = []
    for place in places:
        if spans and spans[-1].end == place.start:
            spans[-1] = Span(spans[-1].start, place.end)
        else:
            spans.append(place)
    return spans


@lru_cache(maxsize=64)
def seen(text: str) -> Seen:
    """A text as it is seen."""
    pieces = scan(text)
    ends = rendered(text) if _EMPHASIS.search(text) else ()
    marks = [Mark(span, number % 2 == 0) for number, span in enumerate(ends)]
    signs: dict[int, tuple[int, str]] = {}
    for piece in pieces:
        found = _marks(piece)
        marks += found
        if piece.what is What.IMAGE:  # its words are read, and nothing stands beside them
            signs[piece.span.start] = piece.inner.start, OTHER
            signs[piece.inner.end] = piece.span.end, OTHER
        elif not found:
            signs[piece.span.start] = _end(text, piece, pieces), _SIGNS.get(piece.what, OTHER)
    marks.sort(key=lambda mark: mark.span)
    return Seen(text, *_shown(text, marks, signs), tuple(marks))


def _end(text: str, piece: Piece, pieces: Sequence[Piece]) -> int:
    """Where a piece ends; of a bare address all is taken for a part that no blank sets apart."""
    end = piece.span.end
    while piece.what is What.URL and end < len(text) and not _APART.match(text, end):
        end = max((other.span.end for other in pieces if other.span.start == end), default=end + 1)
    return end


def is_torn(text: str) -> bool:
    """Whether marks touch a bare address from behind: sites differ in what they see there."""
    ends = [piece.span.end for piece in scan(text) if piece.what is What.URL]
    return any(_TOUCHING.match(text, end) for end in ends)


def _marks(piece: Piece) -> list[Mark]:
    """What of a piece is not seen, where its words are."""
    span, inner = piece.span, piece.inner
    if piece.what is What.LINK:
        before, behind = Span(span.start, inner.start), Span(inner.end, span.end)
        return [Mark(before, opens=True, link=True), Mark(behind, opens=False, link=True)]
    if piece.what is What.ESCAPE:
        return [Mark(Span(span.start, span.start + 1), opens=True)]
    return [Mark(span, opens=False)] if piece.what is What.FOOTNOTE else []


def _shown(
    text: str, marks: Sequence[Mark], signs: dict[int, tuple[int, str]]
) -> tuple[str, Sequence[int], Sequence[int]]:
    """What is seen, and where each of its characters begins and ends: stretch by stretch."""
    if not marks and not signs:
        return text, range(len(text)), range(1, len(text) + 1)
    hidden = {mark.span.start: mark.span.end for mark in marks if mark.span.start < mark.span.end}
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for turn in (*sorted(hidden.keys() | signs.keys()), len(text)):
        if turn < at:
            continue  # within what was taken already
        shown.append(text[at:turn])
        starts += range(at, turn)
        ends += range(at + 1, turn + 1)
        at = turn
        if turn in hidden:
            at = hidden[turn]
        elif turn in signs:
            at, sign = signs[turn]
            shown.append(sign)
            starts.append(turn)
            ends.append(at)
    return "".join(shown), starts, ends


def is_same(old: str, new: str) -> bool:
    """Whether two texts have the same words, code, addresses and marks in the same order.

    Blanks may differ, and how wide a mark is.
    """
    return _facts(old) == _facts(new)


@lru_cache(maxsize=64)
def _facts(text: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, bool], ...], list[str]]:
    found = seen(text)
    plain = re.sub(r"\s+", "", found.shown.translate(_NARROW))
    plain = re.sub(r"[!?]{2,}", lambda marks: "".join(sorted(set(marks[0]))), plain)
    plain = re.sub(r"[-–—]+", "-", plain)
    pieces = tuple(p.span.of(text) for p in scan(text) if p.what not in (What.LINK, What.IMAGE))
    marks = tuple((mark.span.of(text), mark.opens) for mark in found.marks)
    # The address of a link ends with its bracket, on every site.
    links = [(mark.span, " ") for mark in found.marks if mark.link]
    return plain, pieces, marks, _ADDRESS.findall(replace_spans(text, links))
