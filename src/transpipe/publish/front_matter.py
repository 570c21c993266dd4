"""The values of a front matter that follow their source, each by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# A key at the margin: what follows it until the next one is its value.
_KEY = re.compile(r"""(["']?)([\w.-]+)\1\s*:(?:\s|$)""")
_FENCES = ("---", "...", "+++")


def follow_values(raw: str, before: str, after: str) -> str:
    """The front matter `raw` with those values that are just what the source had as it has them.

    A value is all its lines: a list, a wrapped or an indented text. What has a key more than once
    stays, and so does what has another value, or no key.
    """
    lines = raw.split("\n")
    held, old, new = (_values(text.split("\n")) for text in (raw, before, after))
    found = sorted(held.items(), key=lambda item: -item[1][0])  # the lines before stay in place
    texts, olds, news = (
        _texts(text, at) for text, at in ((raw, held), (before, old), (after, new))
    )
    for key, (first, end) in found:
        if key in news and olds.get(key) == texts[key] != news[key]:
            lines[first:end] = news[key]
    return "\n".join(lines)


def _texts(text: str, held: Mapping[str, tuple[int, int]]) -> dict[str, list[str]]:
    lines = text.split("\n")
    return {key: lines[first:end] for key, (first, end) in held.items()}


def _values(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where the lines of each key begin and end that stands there once."""
    starts = [n for n, line in enumerate(lines) if _KEY.match(line) or line.rstrip() in _FENCES]
    found: dict[str, tuple[int, int]] = {}
    twice: set[str] = set()
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        key = _KEY.match(lines[first])
        if key is None:
            continue
        while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
            end -= 1
        twice |= {key[2]} & found.keys()
        found[key[2]] = (first, end)
    return {key: place for key, place in found.items() if key not in twice}
