"""Words that follow their source: two PO files merged, two versions of an article compared.

`merged` is all that `transpipe merge` loads: nothing here may import more before it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from transpipe.errors import FileFault
from transpipe.po.charset import decoded, encoded
from transpipe.repository import files
from transpipe.source_edits.gettext_merge import merge

if TYPE_CHECKING:
    from transpipe.model import Block, Document
    from transpipe.repository import Workspace
from transpipe.workflows.rows import rows


def merged(folder: Path, old: str, new: str, out: str | None) -> bytes:
    """The entries of the PO file `new` with the translations of `old`; written to `out`, if any.

    In the encoding of `old`, where that can spell them, else in UTF-8. Paths are seen from
    `folder`. Raises NoSuchFile, CatalogueDamaged, NotText, FileFault; nothing is written then, nor
    where `out` says the same already.
    """
    (before, charset), (after, _charset) = (
        _decoded(files.read_named(folder / n, n), n) for n in (old, new)
    )
    data = encoded(merge(before, after, old, new), charset)
    if out is not None:
        seen = files.read(folder / out, out)
        if data != seen and not files.replace(folder / out, out, data, seen):
            raise FileFault(out, _("changed by someone else meanwhile; nothing was written"))
    return data


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a PO file and the name of its encoding. Raises CatalogueDamaged, NotText."""
    text, charset = decoded(data, name)
    try:
        text.encode()
    except UnicodeEncodeError:
        from transpipe.pairs import decoded as refused

        refused(data, name)
    return text, charset


def mapped(workspace: Workspace, old: str, new: str) -> Iterator[dict[str, object]]:
    """Where each block of a new version came from: `new`, `old` (lines from 1), `tag`."""
    from transpipe.markdown.segments import parse
    from transpipe.model import Cut, Syntax
    from transpipe.source_edits.versions import follow

    before, after = (parse(workspace.read_any(path), Cut(Syntax.of(path))) for path in (old, new))
    for step in follow(before, after):
        yield {
            "new": _lines(after, step.new),
            "old": _lines(before, step.old) if step.old else None,
            "tag": step.fate.value,
        }


def _lines(document: Document, numbers: tuple[int, ...]) -> list[int]:
    blocks: list[Block] = [document.blocks[number] for number in numbers]
    return [min(b.lines[0] for b in blocks), max(b.lines[1] for b in blocks)]


def judged(workspace: Workspace, path: str) -> Iterator[Mapping[str, str]]:
    """What each edit in a file of JSON lines means for its translation."""
    from transpipe.stale.severity import edits

    return edits(rows(workspace, path, ("id", "old", "new")))
