"""Which files no command may touch before a person has: what is no text, no file, half merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from posixpath import dirname

from transpipe.errors import (
    BadArgument,
    FileFault,
    NotAFile,
    Refused,
    TranspipeError,
    UnfinishedMerge,
)
from transpipe.markdown import segments
from transpipe.model import Kind
from transpipe.pairs.index import resolve, rows
from transpipe.workspace import Workspace

# As git writes them: seven signs, then the side's name; all three, or `=======` is a heading.
_OURS = re.compile(r"^<{7}(?: .*)?\r?$", re.MULTILINE)
_BETWEEN = re.compile(r"^={7}\r?$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: .*)?\r?$", re.MULTILINE)


def read(workspace: Workspace, path: str, unmerged: Callable[[], Collection[str]]) -> str | None:
    """The text of a file, None where there is none; `unmerged` are the paths that git calls so.

    Raises NotText, UnfinishedMerge, NotAFile, FileFault, or BadArgument where it leads out.
    """
    if not workspace.exists(path):
        if workspace.is_taken(path):
            raise NotAFile(path)
        return None
    text = workspace.read_text(path)
    line = unfinished(text, None if path.endswith(".po") else lambda: path in unmerged())
    if line:
        raise UnfinishedMerge(path, line)
    return text


def faults(reads: Iterable[Callable[[], object]]) -> Iterator[TranspipeError]:
    """What is wrong with each file that cannot be read."""
    for one in reads:
        try:
            one()
        except (Refused, FileFault, BadArgument) as fault:
            yield fault


def unfinished(text: str, in_code: Callable[[], bool] | None = None) -> int:
    """The line (from 1) at which an unfinished merge begins, 0 for none.

    Marks within a block of code may be what an article tells of: `in_code` says whether they count.
    """
    for start, end in _clashes(text):
        own = in_code is not None and _within_code(text, start, end)
        if not own or (in_code is not None and in_code()):
            return text.count("\n", 0, start) + 1
    return 0


def disputed(workspace: Workspace, indexes: Iterable[str]) -> dict[str, UnfinishedMerge]:
    """The paths that rows of an index name within an unfinished merge."""
    found: dict[str, UnfinishedMerge] = {}
    for index in indexes:
        text = workspace.read_text(index) if workspace.exists(index) else ""
        for start, end in _clashes(text):
            first, last = (text.count("\n", 0, place) + 1 for place in (start, end))
            links = (link for row in rows(text) for link in row.links if first < link.line < last)
            for link in links:
                for path in resolve(link.target, dirname(index)) or ():
                    found.setdefault(path, UnfinishedMerge(index, first))
    return found


def _clashes(text: str) -> Iterator[tuple[int, int]]:
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
