"""The marks that git leaves in a file where it could not merge two sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transpipe.markdown import segments
from transpipe.model import Kind

# As git writes them: seven signs, then the side's name; all three, or `=======` is a heading.
_OURS = re.compile(r"^<{7}(?: .*)?\r?$", re.MULTILINE)
_BASE = re.compile(r"^\|{7}(?: .*)?\r?$", re.MULTILINE)
_BETWEEN = re.compile(r"^={7}\r?$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: .*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clash:
    """What the two sides say where git could not merge them, whole lines each."""

    ours: str
    theirs: str


def unfinished(text: str, in_code: Callable[[], bool] | None = None) -> int:
    """The line (from 1) at which an unfinished merge begins, 0 for none.

    Marks within a block of code may be what an article tells of: `in_code` says whether they count.
    """
    start = next((start for start, _end in _counting(text, in_code)), None)
    return 0 if start is None else text.count("\n", 0, start) + 1


def _counting(text: str, in_code: Callable[[], bool] | None) -> Iterator[tuple[int, int]]:
    """The clashes that are no part of an article."""
    for start, end in clashes(text):
        own = in_code is not None and _within_code(text, start, end)
        if not own or (in_code is not None and in_code()):
            yield start, end


def clashes(text: str) -> Iterator[tuple[int, int]]:
    """Where each unfinished merge begins and ends."""
    for start in _OURS.finditer(text) if "<<<<<<<" in text else ():
        between = _BETWEEN.search(text, start.end())
        end = between and _THEIRS.search(text, between.end())
        if end is None:
            return
        yield start.start(), end.end()


def _within_code(text: str, start: int, end: int) -> bool:
    blocks = segments.outline(text).blocks
    code = (block.span for block in blocks if block.kind is Kind.CODE)
    return any(span.start < start and end < span.end for span in code)


def decided(text: str, in_code: Callable[[], bool], choose: Callable[[Clash], str]) -> str:
    """The text with what is chosen in the place of each clash."""
    parts: list[str] = []
    last = 0
    for start, end in _counting(text, in_code):
        if start >= last:
            parts += (text[last:start], choose(_clash(text[start:end])))
            last = end + (text[end : end + 1] == "\n")
    return "".join((*parts, text[last:]))


def _clash(text: str) -> Clash:
    lines = text.splitlines(keepends=True)
    between = next(n for n, line in enumerate(lines) if _BETWEEN.match(line.rstrip("\n")))
    base = (n for n, line in enumerate(lines) if _BASE.match(line.rstrip("\n")))
    return Clash("".join(lines[1 : next(base, between)]), "".join(lines[between + 1 : -1]))
