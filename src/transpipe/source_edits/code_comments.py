"""Code and its comments apart: whether a copy of code has followed its source in either.

A translator puts comments into Chinese, so that the code alone tells what is a copy. A comment
that says something else in the source asks for the one that stands in the same place of the copy,
unless that has been typed since.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transpipe.markdown.code import Comment, comments, is_known
from transpipe.markdown.code_lines import Place, counterpart, lines_in, take_apart
from transpipe.source_edits.opaque_pieces import Piece, bare_lines
from transpipe.text.han import count_han
from transpipe.text.similarity import runs

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment, or several that follow each other: its words, line by line.

    `at` counts the lines of code before it, that in which it stands not among them: `beside` one.
    """

    lines: tuple[str, ...]
    at: int
    beside: bool

    @property
    def words(self) -> str:
        """What it says, however its lines are cut."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a piece of code without its comments, and these."""

    code: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def read(piece: Piece, like: Piece) -> Reading:
    """A piece taken apart; `like` names the language where it does not itself."""
    return _read(piece.code, piece.info if is_known(piece.info) else like.info)


def has_language(piece: Piece) -> bool:
    """Whether it is code in a language of which the comments are known."""
    return bool(piece.code) and is_known(piece.info)


def has_chinese_comment(piece: Piece) -> bool:
    """Whether somebody put a comment in it into Chinese."""
    if not count_han(piece.code):
        return False
    return any(count_han(note.words) for note in read(piece, piece).notes)


@lru_cache(maxsize=1 << 10)
def _read(text: str, info: str) -> Reading:
    found = comments(text, info)
    code, places = take_apart(text, lines_in(text), [comment.span for comment in found])
    notes = [_note(text, *pair) for pair in zip(found, places, strict=True)]
    return Reading(code, tuple(_together(notes)))


def _note(text: str, comment: Comment, place: Place) -> Note:
    return Note(tuple(" ".join(span.of(text).split()) for span in comment.lines), *place)


def _together(notes: Sequence[Note]) -> Iterator[Note]:
    """Comments on lines of their own that follow each other, as one: where they wrap says nothing.

    A comment without words is none.
    """
    held: Note | None = None
    for note in notes:
        if held and not held.beside and not note.beside and held.at == note.at:
            held = Note((*held.lines, *note.lines), held.at, beside=False)
            continue
        if held and held.lines:
            yield held
        held = note
    if held and held.lines:
        yield held


def has_same_code(one: Piece, other: Piece) -> bool:
    """Whether two pieces are the same but for their comments."""
    if not (has_language(one) or has_language(other)):
        return False
    ours, theirs = read(one, other), read(other, one)
    return ours.code == theirs.code and bool(ours.code) and bool(ours.notes or theirs.notes)


# ── Which comments a copy has not followed ──────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sides:
    """A piece of the source before and after an edit, and its copy; `file` is the Chinese file as
    it was before that edit, None where nobody knows."""

    old: Reading
    new: Reading
    copy: Reading
    file: str | None = None

    def has_old_code(self) -> bool:
        """Whether a line that the source has less often than before stands in the copy too often.

        It may be one of several that say the same.
        """
        old, new, copy = (Counter(r.code) for r in (self.old, self.new, self.copy))
        left = (line for line in old - new if _WORD.search(line))
        return any(copy[line] > new[line] > 0 for line in left)

    @property
    def have_comments(self) -> bool:
        """Whether any of them has comments that are known."""
        return bool(self.old.notes or self.new.notes or self.copy.notes)

    def are_comments_behind(self) -> bool:
        """Whether a comment changed in the source, and the one in its place in the copy did not."""
        ours, theirs = ([note.words for note in r.notes] for r in (self.old, self.new))
        return any(self._is_behind(*edit) for edit in runs(ours, theirs))

    def _is_behind(self, went: range, came: range) -> bool:
        ours, theirs = (Counter(n.words for n in r.notes) for r in (self.old, self.new))
        gone = [n for n in (self.old.notes[i] for i in went) if ours[n.words] > theirs[n.words]]
        added = [n for n in (self.new.notes[i] for i in came) if theirs[n.words] > ours[n.words]]
        if not gone and not added:
            return False
        after = [n for note in added for n in self._in_place(self.new, note)]
        there = [*after, *(n for note in gone for n in self._in_place(self.old, note))]
        if not gone:
            kept = bool(self.copy.notes) or not self.old.notes
            return kept and not after and any(self._has_place(note) for note in added)
        literal = {note.words for note in gone}
        if not added:
            free = (n for n in there if not self._is_of(n))
            return any(n.words in literal or self._still_says(n) for n in free)
        if {n.words for n in there} & {note.words for note in added}:
            return False
        return any(n.words in literal or self._still_says(n) for n in there)

    def _still_says(self, note: Note) -> bool:
        """Whether a comment in Chinese stood in the file before the edit, as far as is known."""
        if not count_han(note.words):
            return False
        lines = bare_lines(self.file) if self.file is not None else ()
        return self.file is None or all(any(said in line for line in lines) for said in note.lines)

    def _in_place(self, source: Reading, note: Note) -> Iterator[Note]:
        """The comments of the copy that stand where one of the source does."""
        at = counterpart(source.code, self.copy.code, note.at)
        return (n for n in self.copy.notes if n.at == at and n.beside == note.beside)

    def _has_place(self, note: Note) -> bool:
        return counterpart(self.new.code, self.copy.code, note.at) is not None

    def _is_of(self, note: Note) -> bool:
        """Whether the source still has a comment where one of the copy stands."""
        places = (counterpart(self.new.code, self.copy.code, n.at) for n in self.new.notes)
        beside = (n.beside for n in self.new.notes)
        return (note.at, note.beside) in set(zip(places, beside, strict=True))
