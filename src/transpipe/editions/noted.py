"""A history of which it is noted what it was asked, and what it answered.

What is kept of an article holds for as long as the commits that changed its files are the same
ones: a commit of other files, or what is staged, is no matter of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from gettext import gettext as _
from hashlib import blake2b
from typing import Any, TypeVar

from transpipe.errors import GitFault
from transpipe.model import Revision
from transpipe.model.inputs import doubt, note
from transpipe.ports import History
from transpipe.repository import Workspace
from transpipe.repository.answers import name_of
from transpipe.repository.memo import Row

_NEWEST = "HEAD"
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PARENT = "^"  # behind a commit: the one before it
_DAMAGED = (ValueError, TypeError, KeyError)
T = TypeVar("T")


@dataclass(eq=False)
class Noted:
    """Answers the port `History`, and notes each question.

    What the newest commit says of a file is kept, and asked again only where a commit since has
    touched that file.
    """

    history: History
    workspace: Workspace
    _seen: set[str] = field(default_factory=set)
    _touched: dict[tuple[str, str], Collection[str] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace.answers.ask_too(
            {
                "revisions": lambda path: _named(self._revisions(path)),
                "committed": self._committed,
                "unmerged": lambda _path: _named(self.history.unmerged()),
                "shallow": lambda _path: str(self.history.shallow),
                "newest": lambda _path: self.history.newest(),
            }
        )

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off."""
        self._note("shallow")
        return self.history.shallow

    def newest(self) -> str:
        """What is checked out, by its name."""
        self._note("newest")
        return self.history.newest()

    def touched(self, base: str) -> Collection[str] | None:
        """The paths that a commit since another has touched, None where that is not known."""
        self._note("git")
        return self.history.touched(base)

    def made_here(self, base: str) -> bool:
        """Whether only commits were made since: what else was done is in no file that is read."""
        doubt()
        return self.history.made_here(base)

    def revisions(self, path: str, tip: str = _NEWEST) -> Sequence[Revision]:
        """The commits up to `tip` that changed a file, newest first."""
        if tip != _NEWEST:
            doubt()
            return self.history.revisions(path, tip)
        self._note(f"revisions {path}")
        found = self._revisions(path)
        self._seen.update(revision.commit for revision in found)
        return found

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none."""
        tip = self._tip() if any(commit == _NEWEST for commit, _path in paths) else ""
        found = self.history.read([(tip if c == _NEWEST else c, path) for c, path in paths])
        for (commit, path), data in zip(paths, found, strict=True):
            if commit == _NEWEST:
                note(f"committed {path}", self._learn(path, data))
            elif not self._stays(commit, is_there=data is not None):
                self._note("git")
        return found

    def _stays(self, commit: str, *, is_there: bool) -> bool:
        """Whether what a commit says of a file is so for ever: it is known, and named by itself."""
        named = commit.removesuffix(_PARENT)
        return _COMMIT.fullmatch(named) is not None and (is_there or named in self._seen)

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, or the work tree: any file decides."""
        doubt()
        return self.history.changed(base, head)

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished."""
        self._note("unmerged")
        return self.history.unmerged()

    def _note(self, question: str) -> None:
        note(question, self.workspace.answers.now(question))

    # ── What the newest commit says ─────────────────────────────────────────────────────────

    def _revisions(self, path: str) -> tuple[Revision, ...]:
        def read(value: Any) -> tuple[Revision, ...]:
            return tuple(Revision(str(c), int(time), str(name)) for c, time, name in value)

        def spelt(found: Sequence[Revision]) -> Any:
            return [[each.commit, each.time, each.path] for each in found]

        def ask() -> tuple[Revision, ...]:
            return tuple(self.history.revisions(path, self._tip()))

        return self._of_newest(f"history {path}", ask, spelt, read)

    def _committed(self, path: str) -> str:
        def digest() -> str:
            return _digest(*self.history.read([(self._tip(), path)]))

        return self._of_newest(f"newest {path}", digest, str, str)

    def _learn(self, path: str, data: bytes | None) -> str:
        """What was just read need not be asked for."""
        digest = _digest(data)
        self._keep(f"newest {path}", digest)
        return digest

    def _of_newest(
        self, name: str, ask: Callable[[], T], spelt: Callable[[T], Any], read: Callable[[Any], T]
    ) -> T:
        """What is known of a file at the newest commit; `name` ends with its path."""
        answers = self.workspace.answers
        row = answers.recall(name, answers.now("setup"))
        if row is not None:
            with suppress(*_DAMAGED):
                commit, value = str(row.value[0]), read(row.value[1])
                if commit == answers.newest():
                    return value
                if self._stands(name.partition(" ")[2], commit):
                    self._keep(name, spelt(value))
                    return value
        found = ask()
        self._keep(name, spelt(found))
        return found

    def _stands(self, path: str, commit: str) -> bool:
        """Whether no commit since that one, of the same history, has touched a file."""
        asked = commit, self.workspace.answers.newest()
        if asked not in self._touched:
            self._touched[asked] = self.history.touched(commit)
        touched = self._touched[asked]
        return touched is not None and path not in touched and "\n" not in path

    def _keep(self, name: str, value: Any) -> None:
        answers = self.workspace.answers
        if newest := answers.newest():
            answers.keep(name, answers.now("setup"), Row([newest, value], {}))

    def _tip(self) -> str:
        """The newest commit by the name that stays its own."""
        newest = self.workspace.answers.newest()
        return newest if _COMMIT.fullmatch(newest) else _NEWEST


def _digest(data: bytes | None) -> str:
    return name_of(None if data is None else blake2b(data).digest())


def _named(found: Sequence[object]) -> str:
    return blake2b(
        repr(tuple(found)).encode("utf-8", "surrogateescape"), digest_size=16
    ).hexdigest()


class Unmoved:
    """What a history answers of which nothing is checked out."""

    def newest(self) -> str:
        """Nothing is."""
        return ""

    def touched(self, base: str) -> Collection[str] | None:
        """Nobody knows."""
        return None

    def made_here(self, base: str) -> bool:
        """Nobody knows."""
        return False


class NoHistory(Unmoved):
    """Answers the port `History` where there is no git."""

    shallow = False

    def revisions(self, path: str, tip: str = "HEAD") -> Sequence[Revision]:
        """None."""
        return ()

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """None, as often as it is asked for one."""
        return [None] * len(paths)

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Raises GitFault."""
        raise GitFault(_("this is no repository"))

    def unmerged(self) -> Sequence[str]:
        """None."""
        return ()
