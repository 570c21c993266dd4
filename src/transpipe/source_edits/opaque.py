"""The opaque blocks of a source that changed since the Chinese was made, and not in the Chinese.

Code, HTML, math, the values of a front matter, link definitions. What differed from the beginning
is the translator's own: only an edit of the source counts, and only where the Chinese file still
says what the source said before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.model import Document, Kind, OpaqueChange, OpaqueFate
from transpipe.source_edits.opaque_copies import Copied, count_apart, count_same
from transpipe.source_edits.opaque_fate import fate, says
from transpipe.source_edits.opaque_pairs import pair
from transpipe.source_edits.opaque_pieces import LINK, NO_UNIT, Piece, Row, bare_lines, prose, rows
from transpipe.text.diff import word_diff

# What comes and goes with the text that it belongs to: that is told.
_WITHIN = (Kind.CELL, LINK)
# Changes by the number of a row, each with how many lines it is from the copy.
_Found = dict[int, tuple[int, OpaqueChange]]


@dataclass(frozen=True, slots=True)
class Past:
    """A version of the source, and the Chinese file as it was before the next one.

    None: nobody knows what it was.
    """

    source: Document
    file: str | None = None


def unfollowed(
    olds: Sequence[Past], copied: Copied, accepted: Collection[str] = ()
) -> tuple[OpaqueChange, ...]:
    """The opaque changes that the Chinese file has not followed, in the order of the source.

    `olds` are the versions of the source since the Chinese was made, the oldest first. What has an
    `accepted` name is left out: its copy stands as it is.
    """
    changed, new, gone = (_less(found, accepted) for found in _sorted_out(olds, copied))
    ordered = sorted([*changed.items(), *_together(new)], key=lambda found: found[0])
    return tuple(_compared(change) for _number, change in (*ordered, *_together(gone)))


def followable(
    olds: Sequence[Past], copied: Copied, accepted: Collection[str] = ()
) -> tuple[OpaqueChange, ...]:
    """Each block that changed or is gone by itself, and whose copy is no other text for sure.

    Left out is what has an `accepted` name, or whose copy has: that of what was accepted before.
    """
    found = (_less(found, accepted) for found in _sorted_out(olds, copied, sure=True))
    changed, _new, gone = found
    ours = (change for change in changed.values() if change.copy not in accepted)
    return tuple(map(_compared, (*ours, *gone.values())))


def _sorted_out(
    olds: Sequence[Past], copied: Copied, *, sure: bool = False
) -> tuple[dict[int, OpaqueChange], ...]:
    """What changed and what is new, by its row in the source; what is gone, by that of its copy.

    Of several versions that differ a change begins with the one that the copy is nearest to.
    """
    now = rows(copied.source, [b.text for b in copied.source.blocks])
    changed: _Found = {}
    gone: _Found = {}
    new: dict[int, OpaqueChange] = {}
    for nth, old in enumerate(olds):
        then = rows(old.source, [b.text for b in old.source.blocks])
        came = pair(now, then)
        for number, piece in copied.differing.items():
            before = then[came[number]].piece if number in came else None
            late = _changed(copied, number, before, old.file) if before is not None else None
            if late is not None and before is not None:
                if not (sure and _may_be_own(copied, number, then, before)):
                    _take_nearer(changed, number, late, _apart(copied, number, before))
            elif _lacks(copied, number, piece) and _lacks_since(nth, piece, before, old.file):
                new[number] = _new(copied, number, piece)
        left = _gone_for_sure(copied, then, came) if sure else _gone(copied, then, came)
        for at, copy, before in left:
            late = OpaqueChange(OpaqueFate.GONE, before.raw, "", 0, copy.line)
            late = replace(late, names=(copied.name_of_copy(at),))
            _take_nearer(gone, at, late, count_apart(before, copy))
    told = {change.target for _far, change in changed.values()}
    left_over = {n: change for n, (_far, change) in gone.items() if change.target not in told}
    return {n: change for n, (_far, change) in changed.items()}, new, left_over


def _lacks_since(nth: int, piece: Piece, before: Piece | None, file: str | None) -> bool:
    """Whether a piece that has no copy is new since the oldest version, or lost its copy.

    That is one that stood in the `file`, and not since the source says another thing.
    """
    if before is None:
        return nth == 0
    had = bare_lines(file) if file is not None else ()
    return piece.lines != before.lines and set(had).issuperset(before.lines)


def _take_nearer(found: _Found, number: int, change: OpaqueChange, apart: int) -> None:
    if number not in found or apart < found[number][0]:
        found[number] = apart, change


def _apart(copied: Copied, number: int, before: Piece) -> int:
    at = copied.place_of(number, before)
    copy = copied.targets[at].piece if at is not None else None
    return count_apart(before, copy) if copy is not None else len(before.lines)


def _less(found: Mapping[int, OpaqueChange], accepted: Collection[str]) -> dict[int, OpaqueChange]:
    return {n: change for n, change in found.items() if not set(change.names) & set(accepted)}


def _compared(change: OpaqueChange) -> OpaqueChange:
    return replace(change, edits=word_diff(change.before, change.after))


def _together(found: Mapping[int, OpaqueChange]) -> Iterator[tuple[int, OpaqueChange]]:
    """Changes of one kind, those of pieces that follow each other as one."""
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        parts = [found[number] for number in run]
        before, after = ("\n\n".join(texts) for texts in zip(*map(_texts, parts), strict=True))
        names = tuple(name for part in parts for name in part.names)
        whole = replace(parts[0], before=before.strip("\n"), after=after.strip("\n"))
        yield run[0], replace(whole, last=parts[-1].last, names=names)


def _texts(change: OpaqueChange) -> tuple[str, str]:
    return change.before, change.after


def _changed(copied: Copied, number: int, before: Piece, file: str | None) -> OpaqueChange | None:
    piece = copied.differing[number]
    at = copied.place_of(number, before) if before.said != piece.said else None
    copy = copied.targets[at].piece if at is not None else None
    how = fate(before, piece, copy, file) if copy is not None else None
    if at is None or copy is None or how is None:
        return None
    lines, name = (piece.line, copy.line, _end(piece)), copied.name(number, copy)
    late = OpaqueChange(how, before.raw, piece.raw, *lines, names=(name,))
    return replace(late, copy=copied.name_of_kept(at))


def _may_be_own(copied: Copied, number: int, then: Sequence[Row], before: Piece) -> bool:
    """Whether what says the same as a piece did may be the translator's own, beside its copy.

    There is more of it than the source had, and it stands elsewhere.
    """
    at = copied.place_of(number, before)
    if _has_as_many(copied, then, before):
        return False
    return at is None or not copied.is_beside(number, at)


def _end(piece: Piece) -> int:
    """The last line of a piece."""
    return piece.line + piece.raw.rstrip("\n").count("\n")


def _lacks(copied: Copied, number: int, piece: Piece) -> bool:
    """Whether the Chinese file has no copy of a new piece, but the text that it stands behind.

    Where that is missing, so is what belongs to it: that is said of the text.
    """
    if number in copied.copies or piece.kind in _WITHIN:
        return False
    there = {row.key for row in copied.targets} | {NO_UNIT}
    return all(row.key in there for row in _above(copied, number))


def _above(copied: Copied, number: int) -> Iterator[Row]:
    """The prose before a piece of the source, back to a unit that stands nowhere else."""
    for row in reversed(copied.sources[:number]):
        if row.piece is None:
            yield row
        if row.key in copied.single:
            return


def _new(copied: Copied, number: int, piece: Piece) -> OpaqueChange:
    known = {row.key for row in _above(copied, number)} & copied.single
    lines = [
        block.lines[1]
        for block, unit in zip(copied.target.blocks, copied.placed, strict=True)
        if prose(unit) in known
    ]
    places, name = (piece.line, max(lines, default=0), _end(piece)), copied.name(number, None)
    return OpaqueChange(OpaqueFate.NEW, "", piece.raw, *places, names=(name,))


def _gone(
    copied: Copied, then: Sequence[Row], came: Mapping[int, int]
) -> Iterator[tuple[int, Piece, Piece]]:
    """What the source had and has not, behind the copy that the Chinese file still has of it."""
    stays = {at for n, at in came.items() if not _has_heir(copied, n, then[at])}
    lost = [row.piece for n, row in enumerate(then) if row.piece is not None and n not in stays]
    for before in lost:
        for at, copy in copied.left.items():
            if before.kind == copy.kind and before.kind not in _WITHIN and says(copy, before):
                yield at, copy, before


def _has_heir(copied: Copied, number: int, before: Row) -> bool:
    """Whether a piece is another by now, which the Chinese file has: a copy of it may be left.

    That has one, too, where somebody has translated its comments or made it their own.
    """
    if before.piece is None or copied.sources[number].key == before.key:
        return False
    at = copied.copies.get(number)
    copy = copied.targets[at].piece if at is not None else None
    return copy is not None and not says(copy, before.piece)


def _gone_for_sure(
    copied: Copied, then: Sequence[Row], came: Mapping[int, int]
) -> Iterator[tuple[int, Piece, Piece]]:
    """What is gone from the source, and has become nothing else there.

    Not where more is left that says the same than is gone: some of it is the translator's own.
    """
    stays = set(came.values())
    lost = [row for n, row in enumerate(then) if row.piece is not None and n not in stays]
    left = [Row(piece, piece) for piece in copied.left.values()]
    for at, copy, before in _gone(copied, then, came):
        number = count_same(lost, before)
        if number >= count_same(left, copy) and _has_as_many(copied, then, before):
            yield at, copy, before


def _has_as_many(copied: Copied, then: Sequence[Row], before: Piece) -> bool:
    return count_same(copied.targets, before) <= count_same(then, before)
