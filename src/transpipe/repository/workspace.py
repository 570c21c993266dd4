"""原文/, 译文/ and locales/ on disk: the only reading and writing of files.

Paths are POSIX and relative to the root. Nothing outside the root is read or written by such a
path, whatever `..` or symbolic links say. A file is on disk as it was or as it should be, never a
part; a file that changed since it was read is not overwritten; nothing here deletes an article.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from transpipe.config import FILE, Config
from transpipe.errors import ArticleNotFound, BadArgument, NoSuchFile, WouldOverwrite
from transpipe.model import Locale, Mounted
from transpipe.model.inputs import note
from transpipe.pairs import LEAVES, SUFFIXES, decoded
from transpipe.pairs.naming import catalogue_path
from transpipe.repository import files
from transpipe.repository.again import git_questions
from transpipe.repository.answers import Answers, name_of, noted
from transpipe.repository.files import Inside, held
from transpipe.repository.guard import Keeping, check
from transpipe.repository.mounts import Mounts, OnDisk
from transpipe.repository.scope import localised, root_of, settings, walk
from transpipe.repository.state import STATE, Change, Run, State

_OURS = frozenset((STATE, "_site"))  # not looked at, but written into


class Workspace:
    """A repository on disk. In a dry run nothing is written; `written` lists what would be.

    What files said before is kept, under the name of the `command` that changes them; where it has
    none, nothing is kept.
    """

    def __init__(
        self, root: Path, *, dry_run: bool = False, patience: float = 30.0, command: str = ""
    ) -> None:
        self.root = root.resolve()
        self.start = self.root  # where paths that users type begin
        self.dry_run = dry_run
        self.kept: dict[str, bytes | None] = {}  # state that a dry run would have written
        self.patience = patience  # seconds to wait for another process
        self.written: list[str] = []
        self._seen: dict[str, bytes | None] = {}
        self._left: dict[str, bytes | None] = {}
        self._planned: dict[str, bytes] = {}
        self._inside = Inside(self.root)
        self._held = 0
        self._disk = OnDisk(self._inside)
        self.mounts = Mounts(self.root)
        self._state = State(self._inside, command)
        self.answers = Answers(
            {
                "file": lambda path: name_of(files.digest(self._data(path))),
                "is": lambda path: str(self._is_there(path)),
                "taken": lambda path: str(self._has_name(path)),
                "state": lambda path: name_of(files.digest(self._state.read(path))),
                **git_questions(self.root),
            }
        )

    @classmethod
    def around(cls, start: Path, *, dry_run: bool = False, command: str = "") -> Workspace:
        """The workspace that a folder lies in. Raises BadArgument, BareRepository."""
        start = start.resolve()
        if not start.is_dir():
            raise BadArgument(_("{path}: no such folder").format(path=start))
        workspace = cls(root_of(start), dry_run=dry_run, command=command)
        workspace.start = start
        return workspace

    def mount(self, found: Sequence[Mounted]) -> None:
        """Shows trees of files that lie elsewhere, each in its folder; nothing is written there."""
        self.mounts = Mounts(self.root, found)

    # ── settings ────────────────────────────────────────────────────────────────────────────

    def config(self) -> Config:
        """The settings: `transpipe.toml`, else `[tool.transpipe]`, else the defaults."""
        return settings(self.exists, self.read_text) or Config()

    def has_settings(self) -> bool:
        """Whether there are settings of this repository."""
        return settings(self.exists, self.read_text) is not None

    def set_locales(self, locales: Sequence[Locale]) -> tuple[str, ...]:
        """Puts the derived locales into `transpipe.toml`. Raises BadSetting where it cannot."""
        there = settings(self.exists, self.read_text)
        text = self.read_text(FILE) if there and there.path == FILE else ""
        return self.write(FILE, localised(there, text, locales))

    # ── reading ─────────────────────────────────────────────────────────────────────────────

    def files(self) -> dict[str, int]:
        """Every file with its size in bytes, sorted; LEAVES for a link that leads out.

        Hidden folders, virtual environments and what tools make are left out. What lies elsewhere
        is there too.
        """
        own = self._disk.files().items()
        there = {path: size for path, size in own if not self.mounts.hides(path)}
        return dict(sorted({**there, **self.mounts.files()}.items()))

    def exists(self, path: str) -> bool:
        """Whether there is a file; in a dry run also one that would be written."""
        there = noted(f"is {path}", lambda: self._is_there(path), str)
        if not there:
            self._seen.setdefault(path, None)
        return there

    def is_taken(self, path: str) -> bool:
        """Whether something that is no file has that name: a folder, a pipe, a link to nowhere."""
        here = self._has_name(path)
        note(f"taken {path}", str(here))
        return here and not self.exists(path)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file. Raises ArticleNotFound, FileFault."""
        data = self._read(path)
        if data is None:
            raise ArticleNotFound(path, self._nearest(path))
        return data

    def read_text(self, path: str) -> str:
        """The text of a file, line ends and byte order mark as they are. Raises NotText too."""
        return decoded(self.read_bytes(path), path)

    def said(self, path: str) -> bytes | None:
        """The digest of what a file said when it was last read or written here; None without."""
        if path not in self._seen:
            self._read(path)
        note(f"file {path}", name_of(self._seen[path]))
        return self._seen[path]

    def is_ours(self, path: str) -> bool:
        """Whether a file was written here, and still says what was written."""
        return path in self._left and files.digest(self._data(path)) == self._left[path]

    def is_mounted(self, path: str) -> bool:
        """Whether a path is that of a file in a tree that lies elsewhere."""
        return self.mounts.holds(path)

    def read_any(self, path: str | Path) -> str:
        """The text of a file that a user named, wherever it is; seen from where they are."""
        name = str(path)
        data = None if "\0" in name else files.read(self.start / name, name)
        if data is None:
            raise NoSuchFile(name, self._nearest(name))
        return decoded(files.unpacked(data, name), name)

    # ── writing ─────────────────────────────────────────────────────────────────────────────

    def write(
        self, path: str, text: str | bytes, keeping: Keeping | None = None
    ) -> tuple[str, ...]:
        """Puts a file in place as a whole; answers with its path, or nothing where it was so.

        A file that changed since it was read here, or that `exists` did not see, is left alone
        (WouldOverwrite). `keeping` are words that must stand somewhere afterwards (WouldLose).
        """
        data = text if isinstance(text, bytes) else _encoded(text)
        place = self._place(path, writing=True)
        now = self._current(path, place)
        note(f"file {path}", name_of(files.digest(now)))
        if path in self._seen and self._seen[path] != files.digest(now):
            raise WouldOverwrite(path, "transpipe sync")
        if now == data:
            return ()
        if keeping is not None:
            check(path, keeping)
        self.answers.written(path)
        if self.dry_run:
            self._planned[path] = data
        else:
            self._state.note(path, now, data)
            files.folder(place.parent, path)
            if not files.replace(place, path, data, now):
                raise WouldOverwrite(path, "transpipe sync")
        self._seen[path] = self._left[path] = files.digest(data)
        self.written.append(path)
        return (path,)

    def last_run(self) -> Run | None:
        """What the last run changed that changed anything here, None where none is known."""
        return self._state.last_run()

    def put_back(self, change: Change) -> None:
        """Makes a file what it was before a change, or not be there."""
        self.put(change.path, change.before)

    def put(self, path: str, data: bytes | None) -> None:
        """Makes a file say this, or not be there; `undo` puts it back."""
        if not self.dry_run:
            self.answers.written(path)
            self._state.put(path, data)

    def moved_on(self, path: str) -> bool:
        """Whether a change of this file or folder is news: not just what was written here."""
        below = f"{path}/"
        gone = {name for name, seen in self._seen.items() if seen and name.startswith(below)}
        there = self.files() if (self.root / path).is_dir() else ()
        names = {path, *gone, *(name for name in there if name.startswith(below))}
        ends = (*SUFFIXES, ".po")
        news = (name for name in names if name in self._seen or name.lower().endswith(ends))
        return not all(map(self.is_ours, news))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One transpipe at a time: waits, then raises Locked, naming who is at work.

        What killed processes left is swept away first. May be entered again while it is held.
        """
        if self.dry_run or self._held:
            yield
            return
        with held(self._state.make(), STATE, self.patience):
            self._held += 1
            try:
                self._sweep()
                yield
            finally:
                self._held -= 1

    # ── where things are ────────────────────────────────────────────────────────────────────

    catalogue_path = staticmethod(catalogue_path)

    def read_state(self, path: str) -> bytes | None:
        """A file of `.transpipe/`, None where there is none that can be read."""
        data = self.kept[path] if path in self.kept else self._state.read(path)
        note(f"state {path}", name_of(files.digest(data)))
        return data

    def write_state(self, path: str, text: str | bytes) -> None:
        """Writes a file of `.transpipe/`, which git ignores; not counted as written."""
        self._keep(path, text if isinstance(text, bytes) else _encoded(text))

    def drop_state(self, path: str) -> None:
        """Removes a file of `.transpipe/`, where there is one."""
        self._keep(path, None)

    def _keep(self, path: str, data: bytes | None) -> None:
        if self.dry_run:
            self.kept[path] = data
        elif self._state.read(path) != data:
            self.answers.written(path)
            self._state.drop(path) if data is None else self._state.write(path, data)

    def _place(self, path: str, *, writing: bool = False) -> Path:
        if writing and self.mounts.holds(path):
            said = _("{path} lies elsewhere: nothing is written there")
            raise BadArgument(said.format(path=path))
        return self._inside.place(path, writing=writing)

    def _read(self, path: str) -> bytes | None:
        data = noted(f"file {path}", lambda: self._data(path), lambda d: name_of(files.digest(d)))
        self._seen[path] = files.digest(data)
        return data

    def _data(self, path: str) -> bytes | None:
        if self.mounts.holds(path):
            return self.mounts.read(path)
        return self._current(path, self._place(path))

    def _is_there(self, path: str) -> bool:
        if self.mounts.holds(path):
            return self.mounts.exists(path)
        return path in self._planned or files.is_file(self._place(path), path)

    def _has_name(self, path: str) -> bool:
        return not self.mounts.holds(path) and os.path.lexists(self.root / path)

    def _current(self, path: str, place: Path) -> bytes | None:
        return self._planned[path] if path in self._planned else files.read(place, path)

    def _nearest(self, path: str) -> str:
        return next(iter(get_close_matches(path, self._names, 1)), "")

    @cached_property
    def _names(self) -> list[str]:
        return [path for path, size in self.files().items() if size != LEAVES]

    def _sweep(self) -> None:
        with suppress(OSError):
            for _path, entry in walk(str(self.root), _OURS):
                if files.is_leftover(entry.name):
                    files.remove_leftover(Path(entry.path))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
