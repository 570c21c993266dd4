"""The opaque blocks of a source that changed since the Chinese was made, and not in the Chinese.

Code, HTML, math, the values of a front matter, link definitions. What differed from the beginning
is the translator's own: only an edit of the source counts, and only where the Chinese file still
says what the source said before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from transpipe.model import Document, OpaqueChange, OpaqueFate, UnitId
from transpipe.model.text import digest
from transpipe.source_edits.code_comments import has_chinese_comment
from transpipe.source_edits.opaque_fate import fate, says
from transpipe.source_edits.opaque_pairs import pair
from transpipe.source_edits.opaque_pieces import LINK, NO_UNIT, Piece, Row, prose, rows
from transpipe.text.diff import word_diff


@dataclass(frozen=True, slots=True)
class Past:
    """A version of the source, and the Chinese file as it was before the next one.

    None: nobody knows what it was.
    """

    source: Document
    file: str | None = None


@dataclass(frozen=True)
class Copied:
    """A source and its Chinese file, and the unit that stands in each block of either."""

    source: Document
    target: Document
    units: Sequence[UnitId | None]
    placed: Sequence[UnitId | None]

    @cached_property
    def sources(self) -> tuple[Row, ...]:
        """The pieces of the source among its units."""
        return rows(self.source, self.units)

    @cached_property
    def targets(self) -> tuple[Row, ...]:
        """The pieces of the Chinese file among the same units."""
        return rows(self.target, self.placed)

    @cached_property
    def copies(self) -> Mapping[int, int]:
        """The row of the Chinese file that is the copy of a row of the source."""
        return pair(self.sources, self.targets)

    @cached_property
    def differing(self) -> dict[int, Piece]:
        """The pieces of the source that do not stand in the Chinese file as they are."""
        found: dict[int, Piece] = {}
        for number, row in enumerate(self.sources):
            at = self.copies.get(number)
            other = self.targets[at].piece if at is not None else None
            if row.piece is not None and (other is None or other.lines != row.piece.lines):
                found[number] = row.piece
        return found

    @cached_property
    def left(self) -> Mapping[int, Piece]:
        """The pieces that the Chinese file alone has, by the number of their row."""
        taken = set(self.copies.values())
        found = enumerate(self.targets)
        return {n: row.piece for n, row in found if row.piece is not None and n not in taken}

    @cached_property
    def single(self) -> frozenset[Hashable]:
        """The keys of the units that stand in one place of the source alone."""
        counts = Counter(row.key for row in self.sources if row.piece is None)
        return frozenset(key for key, n in counts.items() if n == 1 and key != NO_UNIT)

    @cached_property
    def strange(self) -> frozenset[str]:
        """The lines of the Chinese file's pieces that those of the source do not have."""
        ours = {line for row in self.sources if row.piece for line in row.piece.lines}
        theirs = {line for row in self.targets if row.piece for line in row.piece.lines}
        return frozenset(theirs - ours)

    @cached_property
    def others(self) -> frozenset[str]:
        """What the pieces of the Chinese file say that the source does not say so."""
        copies = (self._copy(self.copies[n]) for n in self.differing if n in self.copies)
        return frozenset(copy.text for copy in (*copies, *self.left.values()) if copy)

    @cached_property
    def are_comments_translated(self) -> bool:
        """Whether a copy of code that is not the source's has a comment in Chinese."""
        copies = (self._copy(self.copies[n]) for n in self.differing if n in self.copies)
        return any(has_chinese_comment(c) for c in (*copies, *self.left.values()) if c)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all pairs of texts that could be a change; they ask nothing of the past."""
        found = {self.name(number, None) for number in self.differing if number not in self.copies}
        for number, piece in self.differing.items():
            at = self.copies.get(number)
            same = (p for p in self.left.values() if p.kind == piece.kind)
            found |= {self.name(number, p) for p in (same if at is None else [self._copy(at)])}
        return frozenset((*found, *map(self.name_of_copy, self.left)))

    def _copy(self, at: int) -> Piece | None:
        return self.targets[at].piece

    def name(self, number: int, copy: Piece | None) -> str:
        """The name of a piece of the source beside its copy, if it has one."""
        return _name(self.sources[number].piece, copy, _nth(self.sources, number))

    def name_of_copy(self, at: int) -> str:
        """The name of a piece of the Chinese file that nothing in the source stands beside."""
        return _name(None, self._copy(at), _nth(self.targets, at))

    def copy_of(self, number: int, before: Piece) -> Piece | None:
        """The copy of a piece of the source; else what says just what it was."""
        at = self.copies.get(number)
        if at is not None:
            return self._copy(at)
        same = (piece for piece in self.left.values() if piece.kind == before.kind)
        return next((piece for piece in same if piece.lines == before.lines), None)


def _name(piece: Piece | None, copy: Piece | None, nth: int) -> str:
    """Of two texts; `nth` tells apart those of which an article has several."""
    texts = (f"{p.kind}\n{p.text}" if p is not None else None for p in (piece, copy))
    return digest(*texts, str(nth))


def _nth(rows: Sequence[Row], number: int) -> int:
    """How many pieces that say the same stand before one."""
    piece = rows[number].piece
    before = (row.piece for row in rows[:number] if row.piece and piece)
    return sum((p.kind, p.lines) == (piece.kind, piece.lines) for p in before if piece)


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
    """Each block that changed or is gone by itself, those with an `accepted` name left out."""
    changed, _new, gone = (_less(found, accepted) for found in _sorted_out(olds, copied))
    return tuple(map(_compared, (*changed.values(), *gone.values())))


def _sorted_out(olds: Sequence[Past], copied: Copied) -> tuple[dict[int, OpaqueChange], ...]:
    """What changed and what is new, by its row in the source; what is gone, by that of its copy."""
    now = rows(copied.source, [b.text for b in copied.source.blocks])
    changed: dict[int, OpaqueChange] = {}
    gone: dict[int, OpaqueChange] = {}
    new: dict[int, OpaqueChange] = {}
    for nth, old in enumerate(olds):
        then = rows(old.source, [b.text for b in old.source.blocks])
        came = pair(now, then)
        for number, piece in copied.differing.items():
            before = then[came[number]].piece if number in came else None
            if before is not None:
                late = _changed(copied, number, before, old.file)
                if late is not None:
                    changed.setdefault(number, late)
            elif nth == 0 and _lacks(copied, number, piece):
                new[number] = _new(copied, number, piece)
        for at, copy, before in _gone(copied, then, came):
            late = OpaqueChange(OpaqueFate.GONE, before.raw, "", 0, copy.line)
            gone.setdefault(at, replace(late, names=(copied.name_of_copy(at),)))
    told = {change.target for change in changed.values()}
    gone = {at: change for at, change in gone.items() if change.target not in told}
    return changed, new, gone


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
    copy = copied.copy_of(number, before) if before.lines != piece.lines else None
    how = fate(before, piece, copy, file) if copy is not None else None
    if copy is None or how is None:
        return None
    lines, name = (piece.line, copy.line, _end(piece)), copied.name(number, copy)
    return OpaqueChange(how, before.raw, piece.raw, *lines, names=(name,))


def _end(piece: Piece) -> int:
    """The last line of a piece."""
    return piece.line + piece.raw.rstrip("\n").count("\n")


def _lacks(copied: Copied, number: int, piece: Piece) -> bool:
    """Whether the Chinese file has no copy of a new piece, but the text that it stands behind.

    Where that is missing, so is what belongs to it: that is said of the text.
    """
    if number in copied.copies or piece.kind == LINK:
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
            if before.kind == copy.kind and before.kind != LINK and says(copy, before):
                yield at, copy, before


def _has_heir(copied: Copied, number: int, before: Row) -> bool:
    """Whether a piece is another by now, which the Chinese file has: a copy of it may be left."""
    return number not in copied.differing and copied.sources[number].key != before.key
