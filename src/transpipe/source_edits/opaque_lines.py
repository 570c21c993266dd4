"""Whether a copy of an opaque block still says what its source said before an edit.

A translator puts comments and captions into Chinese and leaves the rest: a line of the copy fits a
line of the source where all that is not Chinese in it stands there, in this order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from transpipe.source_edits.opaque_pieces import bare_lines
from transpipe.text.han import WIDE, count_han
from transpipe.text.similarity import runs

Lines = Sequence[str]

_FOREIGN = re.compile(f"[^{WIDE}]+")
_WORD = re.compile(r"\w")
# A line in Chinese says which line it is by its beginning, or by so much of it.
_SHARE = 0.4


def is_behind(old: Lines, new: Lines, copy: Lines) -> bool:
    """Whether an edit of a block, from `old` to `new`, was not made in its copy.

    The copy must say what went, and not what came in its place; where nothing went, its lines must
    stand on both sides of what came as they did. All else may be the translator's own.
    """
    return any(_is_behind(old, new, copy, *edit) for edit in runs(old, new))


def _is_behind(old: Lines, new: Lines, copy: Lines, went: range, came: range) -> bool:
    gone = [old[n] for n in went if old[n] not in new and _WORD.search(old[n])]
    added = [new[n] for n in came if new[n] not in old and _WORD.search(new[n])]
    if any(_fits_any(line, added) and not _fits_any(line, old) for line in copy):
        return False
    if gone:
        late = (line for line in copy if _fits_any(line, gone))
        return any(not _fits_any(line, new) for line in late)
    return bool(added) and not len(went) and _is_closed(old, went.start, copy)


def is_astray(old: Lines, new: Lines, copy: Lines, file: str | None) -> bool:
    """Whether a copy said what went from a block, as its `file` was then, and says a third thing.

    What is Chinese in it now, and was not there then, may be a translation of what came.
    """
    gone, came = ([*filter(_WORD.search, a - b)] for a, b in permutations(map(Counter, (old, new))))
    if not gone or not came or file is None:
        return False
    had = bare_lines(file)
    if not all(_stood(line, had) for line in gone):
        return False
    typed = [line for line in copy if line not in new and not _stood(line, had)]
    followed = {_squeezed(line) for line in copy} & {_squeezed(line) for line in came}
    others = any(_fits_any(line, came) for line in copy) or any(map(count_han, typed))
    return bool(typed) and not followed and not others


def _stood(line: str, had: Lines) -> bool:
    return any(line in other for other in had)


def _squeezed(line: str) -> str:
    return "".join(line.split())


def _is_closed(old: Lines, at: int, copy: Lines) -> bool:
    """Whether the lines on both sides of a place still follow each other in the copy."""
    before, after = old[at - 1 : at] if at else (), old[at : at + 1]
    if not before or not after:
        edge = copy[0 if after else -1 :][:1]
        return bool(edge) and fits(edge[0], (*before, *after)[0])
    return any(fits(one, before[0]) and fits(two, after[0]) for one, two in pairwise(copy))


def _fits_any(line: str, lines: Lines) -> bool:
    return any(fits(line, other) for other in lines)


def fits(line: str, source: str) -> bool:
    """Whether a line of a copy may be this line of the source, its prose in Chinese.

    >>> fits("retry(3)  # 最多三次", "retry(3)  # at most thrice")
    True
    >>> fits("retry(3)  # 最多三次", "retry(5)  # at most thrice")
    False
    """
    if not count_han(line):
        return line == source
    pieces = [piece for piece in _pieces(line) if _WORD.search(piece)]
    if not pieces or not _in_order(pieces, source):
        return False
    if line.startswith(pieces[0]) and source.startswith(pieces[0]):
        return True
    return len(_WORD.findall("".join(pieces))) >= _SHARE * len(_WORD.findall(source))


def is_prose(line: str) -> bool:
    """Whether a line of a copy says nothing but Chinese, and may be any line of prose."""
    return bool(count_han(line)) and not any(map(_WORD.search, _pieces(line)))


def _pieces(line: str) -> Iterator[str]:
    """What is not Chinese in a line, without the marks at its ends that a word may stand beside."""
    for piece in _FOREIGN.findall(line):
        yield piece.strip()


def _in_order(pieces: Sequence[str], text: str) -> bool:
    """Whether the pieces stand in a text one after the other, none of them within a word."""
    at = 0
    for piece in pieces:
        found = re.compile(rf"{_edge(piece[0], '(?<!')}{re.escape(piece)}{_edge(piece[-1], '(?!')}")
        match = found.search(text, at)
        if match is None:
            return False
        at = match.end()
    return True


def _edge(character: str, look: str) -> str:
    return rf"{look}\w)" if _WORD.match(character) else ""
