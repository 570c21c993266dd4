"""How much room a screen has, and texts that fit it; a wide character takes two columns.

Where the result goes to a file or another program nothing is cut, and nothing left out.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator

LINES = 25  # so many fit a screen
_NARROW = 40  # columns of a terminal that are used at least
_ELSEWHERE = 100  # columns where there is no terminal
_CUT = "…"
# What stays whole at the end of a line: a command between ` `, a path, a Chinese character, a word.
_PIECE = re.compile(
    r"`[^`]*`[^\s`\u3000-\u9fff\uff00-\uffef]*"
    r"|[^\s`，。；：、（）]*/[^\s`，。；：、（）]*"
    r"|[\u3000-\u9fff\uff00-\uffef]"
    r"|[^\s`\u3000-\u9fff\uff00-\uffef]+|\s+|`"
)
# These stand at no beginning of a line.
_CLOSING = "，。；：、！？）」』》】,.;:!?)]"
_OPENING = "（「『《【“(["  # and these at no end


def width() -> int | None:
    """The columns of the screen, None where there is none."""
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said):
        return max(int(said), _NARROW)
    return max(shutil.get_terminal_size().columns, _NARROW) if sys.stdout.isatty() else None


def columns() -> int:
    """The columns that tables and paragraphs may have."""
    return width() or _ELSEWHERE


def cells(text: str) -> int:
    """The columns that a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, room: int) -> str:
    """A text that fits: what is too long loses its end."""
    return text if cells(text) <= room else _head(text, room - 1) + _CUT


def cut_middle(text: str, room: int) -> str:
    """A text that fits: what is too long, as a path may be, loses its middle."""
    if cells(text) <= room:
        return text
    tail = _head(text[::-1], (room - 1) // 2)[::-1]
    return _head(text, room - 1 - cells(tail)) + _CUT + tail


def _head(text: str, room: int) -> str:
    end = 0
    for character in text:
        room -= cells(character)
        if room < 0:
            break
        end += 1
    return text[:end]


def wrapped(text: str, room: int, indent: str = "  ") -> Iterator[str]:
    """The lines of a paragraph, those after the first indented; commands in ` ` stay whole.

    What has no room in a line of its own is broken.
    """
    parts: list[str] = []
    for piece in _pieces(text, room - len(indent)):
        if cells("".join(parts) + piece.rstrip()) > room and "".join(parts).strip():
            # Closing marks take what stands before them along, opening ones go along.
            last = [piece]
            while len(parts) > 2 and (last[0][0] in _CLOSING or parts[-1][-1] in _OPENING):
                if last[0][0] not in _CLOSING and cells("".join((indent, parts[-1], *last))) > room:
                    break
                last.insert(0, parts.pop())
            yield "".join(parts).rstrip()
            parts = [indent, *last[:-1]]
        if not (piece.isspace() and parts == [indent]):
            parts.append(piece)
    yield "".join(parts).rstrip()


def lines_of(text: str) -> list[str]:
    """A paragraph in the lines that it takes on a screen; in one where there is none."""
    room = width()
    return list(wrapped(text, room)) if room else [text]


def _pieces(text: str, room: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        rest = piece
        while cells(rest) > room and not rest.isspace():
            head = _head(rest, room)
            yield head
            rest = rest[len(head) :]
        yield rest
