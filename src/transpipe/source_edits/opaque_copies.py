"""A source beside its Chinese file: which piece of either is whose copy, and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.model import Document, UnitId
from transpipe.model.text import digest
from transpipe.source_edits.code_comments import has_chinese_comment
from transpipe.source_edits.opaque_pairs import pair
from transpipe.source_edits.opaque_pieces import NO_UNIT, Piece, Row, rows


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
            if row.piece is not None and (other is None or other.said != row.piece.said):
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

    def name_of_kept(self, at: int) -> str:
        """The name of a piece of the Chinese file that stays, whatever the source says."""
        return digest("kept", _name(None, self._copy(at), _nth(self.targets, at)))

    @property
    def kept(self) -> frozenset[str]:
        """The names of all pieces of the Chinese file as such that stay."""
        return frozenset(self.name_of_kept(n) for n, row in enumerate(self.targets) if row.piece)

    def place_of(self, number: int, before: Piece) -> int | None:
        """The row of the copy of a piece of the source; else of what says just what it was."""
        at = self.copies.get(number)
        if at is not None:
            return at
        same = ((n, piece) for n, piece in self.left.items() if piece.kind == before.kind)
        return next((n for n, piece in same if piece.lines == before.lines), None)

    def is_beside(self, number: int, at: int) -> bool:
        """Whether a piece of either side stands before, or behind, one unit."""
        ours, theirs = (_around(*place) for place in ((self.sources, number), (self.targets, at)))
        return any(a == b != NO_UNIT for a, b in zip(ours, theirs, strict=True))


def _name(piece: Piece | None, copy: Piece | None, nth: int) -> str:
    """Of two texts; `nth` tells apart those of which an article has several."""
    texts = (f"{p.kind}\n{p.text}" if p is not None else None for p in (piece, copy))
    return digest(*texts, str(nth))


def _nth(rows: Sequence[Row], number: int) -> int:
    """How many pieces that say the same stand before one."""
    piece = rows[number].piece
    return count_same(rows[:number], piece) if piece else 0


def _around(rows: Sequence[Row], number: int) -> tuple[Hashable, Hashable]:
    """The keys of the prose before and behind a piece."""
    sides = reversed(rows[:number]), iter(rows[number + 1 :])
    before, behind = (next((r.key for r in side if r.piece is None), NO_UNIT) for side in sides)
    return before, behind


def count_same(rows: Sequence[Row], piece: Piece) -> int:
    """How many pieces say what one says."""
    pieces = (row.piece for row in rows if row.piece)
    return sum((other.kind, other.lines) == (piece.kind, piece.lines) for other in pieces)


def count_apart(one: Piece, other: Piece) -> int:
    """How many lines one of two pieces has and the other has not."""
    ours, theirs = Counter(one.lines), Counter(other.lines)
    return (ours - theirs).total() + (theirs - ours).total()
