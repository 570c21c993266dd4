"""Code spans in a text, by their runs of backticks, in linear time (CommonMark 6.1)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

_RUN = re.compile("`++")


class Ticks:
    """The runs of backticks of a text, by their size."""

    def __init__(self, text: str) -> None:
        self.runs = [run.span() for run in _RUN.finditer(text)]
        self._starts: dict[int, list[int]] = {}
        for start, end in self.runs:
            self._starts.setdefault(end - start, []).append(start)

    def closing(self, start: int, size: int) -> int | None:
        """Where the next run of a size begins, None where there is none."""
        starts = self._starts.get(size, [])
        number = bisect_right(starts, start)
        return starts[number] if number < len(starts) else None


def code(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each code span begins and ends, and how many backticks stand on either side."""
    ticks, at = Ticks(text), 0
    for start, end in ticks.runs if "`" in text else ():
        closing = ticks.closing(start, end - start) if start >= at else None
        if closing is not None:
            at = closing + end - start
            yield start, at, end - start


def without_code(text: str, instead: Callable[[str], str]) -> str:
    """The text with `instead` of what stands in each code span, for all of the span."""
    out, at = [], 0
    for start, end, size in code(text):
        out += [text[at:start], instead(text[start + size : end - size])]
        at = end
    return "".join([*out, text[at:]])
