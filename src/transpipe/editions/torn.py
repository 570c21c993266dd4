"""A Chinese file in which git left marks: what both sides say, and of which commits that is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial

from transpipe.editions.merge_marks import Clash, decided, unfinished
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError, UnfinishedMerge
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Pair

# What git calls the commit that it is merging in: the one that has their side of the file.
_THEIRS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD", "stash@{0}")
_OURS = ("HEAD",)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says, whole; `commit` has the very text, '' where none is known."""

    text: str
    commit: str = ""


@dataclass(frozen=True)
class Torn:
    """A file with marks, both of its sides, and what they had before, '' where nobody knows."""

    path: str
    text: str
    ours: Side
    theirs: Side
    before: str
    in_code: Callable[[], bool]

    def decided(self, choose: Callable[[Clash], str]) -> str:
        """The text with what is chosen in the place of the marks."""
        return decided(self.text, self.in_code, choose)

    @cached_property
    def edited(self) -> bool:
        """Whether somebody has begun to settle it by hand: it says more than the sides do."""
        known = {*self.ours.text.split("\n"), *self.theirs.text.split("\n")}
        lines = self.decided(lambda _clash: "").split("\n")
        return any(line.strip() and line not in known for line in lines)


def find_torn(project: Project, path: str) -> Torn | None:
    """A file with its sides, from git's index where that has them; None for one without marks."""
    workspace = project.workspace
    with suppress(TranspipeError):
        text = workspace.read_text(path) if workspace.exists(path) else ""
        in_code = partial(_is_unmerged, project, path)
        if unfinished(text, in_code):
            return _torn(project, path, text, in_code)
    return None


def _torn(project: Project, path: str, text: str, in_code: Callable[[], bool]) -> Torn:
    stages = [_said(data) for data in project.history.read([(f":{n}", path) for n in (1, 2, 3)])]
    before, ours, theirs = stages
    ours = decided(text, in_code, lambda clash: clash.ours) if ours is None else ours
    theirs = decided(text, in_code, lambda clash: clash.theirs) if theirs is None else theirs
    return Torn(
        path,
        text,
        _side(project, path, ours, _OURS),
        _side(project, path, theirs, _THEIRS),
        before or "",
        in_code,
    )


def _side(project: Project, path: str, text: str, commits: tuple[str, ...]) -> Side:
    there = project.history.read([(commit, path) for commit in commits])
    same = (name for name, data in zip(commits, there, strict=True) if _said(data) == text)
    return Side(text, next(same, ""))


def _said(data: bytes | None) -> str | None:
    return read(data) if data is not None and is_utf8(data) else None


def _is_unmerged(project: Project, path: str) -> bool:
    return path in project.history.unmerged()


def torn_files(project: Project, pair: Pair) -> tuple[Torn, ...]:
    """The Chinese files of an article with marks, the authored one first."""
    found = (find_torn(project, path) for path in project.translations(pair))
    return tuple(filter(None, found))


def other_faults(project: Project, pair: Pair, torn: tuple[Torn, ...]) -> list[TranspipeError]:
    """What is wrong with an article besides the marks in its Chinese files."""
    paths = {each.path for each in torn}
    return [
        fault
        for fault in project.faults(pair)
        if not (isinstance(fault, UnfinishedMerge) and fault.path in paths)
    ]


def may_resolve(project: Project) -> bool:
    """Whether there are articles of which nothing is wrong but marks that `resolve` takes out."""
    faults = map(project.faults, project.pairs.pairs)
    return any(found and all(map(_is_rebuilt, found)) for found in faults)


def _is_rebuilt(fault: TranspipeError) -> bool:
    return isinstance(fault, UnfinishedMerge) and fault.rebuilt
