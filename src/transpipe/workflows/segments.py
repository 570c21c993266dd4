"""The blocks of a file that hold something to translate."""

from __future__ import annotations

from transpipe.markdown import segments
from transpipe.model import Block, Cut, Syntax
from transpipe.repository import Workspace


def cut(workspace: Workspace, path: str, *, chinese: bool = False) -> tuple[Block, ...]:
    """The blocks of a file that hold something to translate."""
    document = segments.parse(workspace.read_any(path), Cut(Syntax.of(path)), source=not chinese)
    return tuple(document.blocks[number] for number, _segment in document.segments())
