"""Which `*` and `_` are emphasis, and which stay literal (CommonMark 6.2), in linear time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown.scan import Piece, What, markup, scan
from transpipe.model import Span

_RUN = re.compile(r"\*+|_+")


@dataclass(slots=True)
class _Run:
    """A run of marks: `left` of them are unused, from `start`; what may pair with what."""

    mark: str
    start: int
    size: int
    opens: bool
    closes: bool
    left: int
    used: int = 0


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run can open and close: the flanking rules of CommonMark 6.2."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    blank_before, blank_after = before.isspace(), after.isspace()
    left = not blank_after and (not _is_mark(after) or blank_before or _is_mark(before))
    right = not blank_before and (not _is_mark(before) or blank_after or _is_mark(after))
    if text[start] == "*":
        return left, right
    return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))


def _scopes(text: str, pieces: Sequence[Piece]) -> list[list[_Run]]:
    """The runs outside code, HTML and addresses, those inside one link's words together."""
    links = [p for p in pieces if p.what in (What.LINK, What.IMAGE)]
    scopes: dict[int, list[_Run]] = {}
    stack: list[int] = []
    following = 0
    for start, end in _runs(text, markup(tuple(pieces))):
        while following < len(links) and links[following].span.start <= start:
            stack.append(following)
            following += 1
        while stack and links[stack[-1]].span.end <= start:
            stack.pop()
        opens, closes = _flanks(text, start, end)
        run = _Run(text[start], start, end - start, opens, closes, end - start)
        scopes.setdefault(stack[-1] if stack else -1, []).append(run)
    return list(scopes.values())


def _runs(text: str, holes: Sequence[Span]) -> Iterator[tuple[int, int]]:
    position = 0
    for hole in (*holes, Span(len(text), len(text))):
        if position < hole.start:
            yield from (run.span() for run in _RUN.finditer(text, position, hole.start))
        position = max(position, hole.end)


def _pair(runs: list[_Run]) -> list[Span]:
    """Pair the runs of one scope; the spans of the marks that become emphasis."""
    rendered: list[Span] = []
    stack: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.left:
            key = (run.mark, run.opens, run.size % 3)
            opener = _opener(stack, run, bottoms.get(key, 0))
            if opener < 0:
                bottoms[key] = len(stack)
                break
            del stack[opener + 1 :]
            above = stack[opener]
            count = 2 if above.left > 1 and run.left > 1 else 1
            above.left -= count
            rendered.append(Span(above.start + above.left, above.start + above.left + count))
            rendered.append(Span(run.start + run.used, run.start + run.used + count))
            run.used += count
            run.left -= count
            if not above.left:
                del stack[opener:]
            bottoms = {key: min(bottom, len(stack)) for key, bottom in bottoms.items()}
        if run.opens and run.left:
            stack.append(run)
    return rendered


def _opener(stack: Sequence[_Run], run: _Run, bottom: int) -> int:
    for number in range(len(stack) - 1, bottom - 1, -1):
        above = stack[number]
        odd = (above.closes or run.opens) and (above.size + run.size) % 3 == 0
        if above.mark == run.mark and not (odd and (above.size % 3 or run.size % 3)):
            return number
    return -1


def emphasis_marks(text: str, pieces: Sequence[Piece] | None = None) -> tuple[Span, ...]:
    """The marks that are emphasis, in order: they are not part of the words."""
    found = scan(text) if pieces is None else pieces
    return tuple(sorted(span for scope in _scopes(text, found) for span in _pair(scope)))


def unrendered_emphasis(text: str) -> tuple[Span, ...]:
    """From a `*` or `**` that stays literal to the one it was meant to pair with, in order.

    A run counts as meant for emphasis when words touch it from inside; of `**`, blanks may.
    """
    found: list[Span] = []
    for scope in _scopes(text, scan(text)):
        _pair(scope)
        waiting: dict[int, _Run] = {}
        for run in scope:
            if run.mark != "*" or run.left != run.size:
                continue
            opener = waiting.get(run.size)
            inside = opener and text[opener.start + opener.size : run.start].strip()
            if opener and inside and (run.size > 1 or not text[run.start - 1].isspace()):
                found.append(Span(opener.start, run.start + run.size))
                del waiting[run.size]
            elif run.size > 1 or not text[run.start + 1 : run.start + 2].isspace():
                waiting[run.size] = run
    return tuple(sorted(found))
