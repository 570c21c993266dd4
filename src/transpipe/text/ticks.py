"""Code spans in a text, by their runs of backticks, in linear time (CommonMark 6.1)."""

from __future__ import annotations

import re
from bisect import bisect_right

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
