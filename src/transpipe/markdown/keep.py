"""Whether an article's line ends wrap its paragraphs or part them: a rule of the whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transpipe.markdown.nodes import Node
from transpipe.model import Lines, Span
from transpipe.text.han import columns

# A line that ends a sentence, whatever closes after the full stop.
_ENDED = re.compile(r"(?:[.!?…。！？：；]|:)[\"'”’」』）)\]*_`]*$")

# Wrapped prose has a median line of 75 columns and ends every fifth line with a sentence; lines
# that are paragraphs have a median of 110, and end with one four times of five.
_BREAKS = 4
_ENDED_SHARE = 0.6
_PARTED_SHARE = 0.25
_LONG_COLUMNS = 100
_LONG_SHARE = 0.3


def lines_of(nodes: Sequence[Node], text: str) -> Lines:
    """KEEP for an article whose lines are paragraphs, with hardly a blank line between two.

    Wrapped prose stays WRAP, also with one sentence a line: its paragraphs are parted by blank
    lines.
    """
    runs = [run for run in _paragraphs(nodes) if None not in run]
    wrapped = [[span.of(text) for span in run if span] for run in runs if len(run) > 1]
    ends = [line for run in wrapped for line in run[:-1]]
    if len(ends) < _BREAKS:
        return Lines.WRAP
    every = [line for run in wrapped for line in run]
    ended = sum(bool(_ENDED.search(line[-12:])) for line in ends)
    if ended < _ENDED_SHARE * len(ends) or _parted(nodes) > _PARTED_SHARE * len(ends):
        return Lines.WRAP
    long = sum(columns(line) > _LONG_COLUMNS for line in every)
    return Lines.KEEP if long >= _LONG_SHARE * len(every) else Lines.WRAP


def _paragraphs(nodes: Sequence[Node]) -> Iterator[Sequence[Span | None]]:
    for node in nodes:
        if node.type == "paragraph":
            yield node.spans
        yield from _paragraphs(node.children)


def _parted(nodes: Sequence[Node]) -> int:
    """How many paragraphs follow another one after a blank line."""
    pairs = sum(a.type == b.type == "paragraph" for a, b in pairwise(nodes))
    return pairs + sum(_parted(node.children) for node in nodes)
