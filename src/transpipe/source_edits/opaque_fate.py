"""Whether the copy of a piece still says what its source said; of code, its comments aside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transpipe.model import OPAQUE, OpaqueFate
from transpipe.source_edits.code_comments import Sides, read
from transpipe.source_edits.opaque_lines import Lines, fits, is_astray, is_behind, is_prose
from transpipe.source_edits.opaque_pieces import LINK, Piece

# So much of a block that is gone must stand in its copy, by lines.
_MOST = 0.5
_SIGN = re.compile(r"[^\W_]")


def fate(before: Piece, piece: Piece, copy: Piece, file: str | None) -> OpaqueFate | None:
    """What became of a piece that its copy does not say; a change of code before one of comments.

    None where the copy has followed. One that is just what the source said has not; nor has one
    without words that says anything else than the source does.
    """
    if copy.lines == before.lines != piece.lines or copy.said == before.said != piece.said:
        return OpaqueFate.CHANGED
    if copy.lines == piece.lines:
        return None  # it stands in otherwise, as it did
    if piece.kind not in (*OPAQUE, LINK):
        return None if _signs(copy) == _signs(piece) else OpaqueFate.CHANGED
    pieces = before, piece, copy
    old, new, theirs = (read(p, piece if p is not piece else before) for p in pieces)
    sides = Sides(old, new, theirs, file)
    if not sides.have_comments:
        return OpaqueFate.CHANGED if _is_late([p.lines for p in pieces], file) else None
    # The first line is that of the fence.
    code = [p.lines[:1] + r.code for p, r in zip(pieces, (old, new, theirs), strict=True)]
    if _is_late(code, file) or sides.has_old_code():
        return OpaqueFate.CHANGED
    return OpaqueFate.COMMENT if sides.are_comments_behind() else None


def _is_late(texts: Sequence[Lines], file: str | None) -> bool:
    old, new, copy = texts
    return is_behind(old, new, copy) or is_astray(old, new, copy, file)


def _signs(piece: Piece) -> list[str]:
    """Letters and digits, however they are marked off: `1,000` is `1000`."""
    return _SIGN.findall(piece.text)


def says(copy: Piece, before: Piece) -> bool:
    """Whether a piece of the Chinese file says all that one of the source said, comments aside."""
    ours, theirs = read(copy, before), read(before, copy)
    lines = (copy.lines, before.lines)
    if (ours.notes or theirs.notes) and ours.code and theirs.code:
        lines = (ours.code, theirs.code)
    held = [line for line in lines[1] if any(fits(other, line) for other in lines[0])]
    own = all(is_prose(line) or any(fits(line, o) for o in lines[1]) for line in lines[0])
    return own and len(held) > _MOST * len(lines[1])
