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

from transpipe.config import FILE, PYPROJECT, Config, configured, parse, with_locales
from transpipe.errors import (
    ArticleNotFound,
    BadArgument,
    BadSetting,
    FileFault,
    WouldOverwrite,
)
from transpipe.model import Locale
from transpipe.pairs import LEAVES, SUFFIXES, decoded
from transpipe.workspace import disk
from transpipe.workspace.lock import held
from transpipe.workspace.root import root_of
from transpipe.workspace.sight import is_link, looked_into

STATE = ".transpipe"


class Workspace:
    """A repository on disk. In a dry run nothing is written; `written` lists what would be."""

    def __init__(self, root: Path, *, dry_run: bool = False, patience: float = 30.0) -> None:
        self.root = root.resolve()
        self.start = self.root  # where paths that users type begin
        self.dry_run = dry_run
        self.patience = patience  # seconds to wait for another process
        self.written: list[str] = []
        self._seen: dict[str, bytes | None] = {}
        self._left: dict[str, bytes | None] = {}
        self._planned: dict[str, bytes] = {}
        self._known: dict[str, Path] = {}
        self._held = 0

    @classmethod
    def around(cls, start: Path, *, dry_run: bool = False) -> Workspace:
        """The workspace that a folder lies in. Raises BadArgument, BareRepository."""
        start = start.resolve()
        if not start.is_dir():
            raise BadArgument(_("{path}: no such folder").format(path=start))
        workspace = cls(root_of(start), dry_run=dry_run)
        workspace.start = start
        return workspace

    # ── settings ────────────────────────────────────────────────────────────────────────────

    def config(self) -> Config:
        """The settings: `transpipe.toml`, else `[tool.transpipe]`, else the defaults."""
        return self._settings or Config()

    def has_settings(self) -> bool:
        """Whether there are settings of this repository."""
        return self._settings is not None

    @property
    def _settings(self) -> Config | None:
        if self.exists(FILE):
            return parse(self.read_text(FILE), FILE)
        if self.exists(PYPROJECT):
            text = self.read_text(PYPROJECT)
            if configured(text):
                return parse(text, PYPROJECT)
        return None

    def set_locales(self, locales: Sequence[Locale]) -> tuple[str, ...]:
        """Puts the derived locales into `transpipe.toml`. Raises BadSetting where it cannot."""
        settings = self._settings
        if settings is not None and settings.path == PYPROJECT:
            what = _("add locales to [tool.transpipe] by hand")
            raise BadSetting(PYPROJECT, dict(settings.origins).get("locales", 1), what)
        text = with_locales(self.read_text(FILE) if settings else "", locales)
        assert parse(text).locales == tuple(locales)
        return self.write(FILE, text)

    # ── reading ─────────────────────────────────────────────────────────────────────────────

    def files(self) -> dict[str, int]:
        """Every file with its size in bytes, sorted; LEAVES for a link that leads out.

        Hidden folders, virtual environments and what tools make are left out.
        """
        return dict(sorted(self._walk()))

    def exists(self, path: str) -> bool:
        """Whether there is a file; in a dry run also one that would be written."""
        there = path in self._planned or disk.is_file(self._place(path), path)
        if not there:
            self._seen.setdefault(path, None)
        return there

    def is_taken(self, path: str) -> bool:
        """Whether something that is no file has that name: a folder, a pipe, a link to nowhere."""
        return not self.exists(path) and os.path.lexists(self.root / path)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file. Raises ArticleNotFound, FileFault."""
        data = self._read(path)
        if data is None:
            raise ArticleNotFound(path, self._nearest(path))
        return data

    def read_text(self, path: str) -> str:
        """The text of a file, line ends and byte order mark as they are. Raises NotText too."""
        return decoded(self.read_bytes(path), path)

    def read_any(self, path: str | Path) -> str:
        """The text of a file that a user named, wherever it is; seen from where they are."""
        name = str(path)
        data = None if "\0" in name else disk.read(self.start / name, name)
        if data is None:
            raise ArticleNotFound(name, self._nearest(name))
        return decoded(data, name)

    # ── writing ─────────────────────────────────────────────────────────────────────────────

    def write(self, path: str, text: str | bytes) -> tuple[str, ...]:
        """Puts a file in place as a whole; answers with its path, or nothing where it was so.

        A file that changed since it was read here is left alone (WouldOverwrite); so is one that
        appeared after `exists` said that there was none.
        """
        data = text if isinstance(text, bytes) else _encoded(text)
        place = self._place(path, writing=True)
        now = self._current(path, place)
        if path in self._seen and self._seen[path] != disk.digest(now):
            raise WouldOverwrite(path, "transpipe sync")
        if now == data:
            return ()
        if self.dry_run:
            self._planned[path] = data
        else:
            disk.folder(place.parent, path)
            if not disk.replace(place, path, data, now):
                raise WouldOverwrite(path, "transpipe sync")
        self._seen[path] = self._left[path] = disk.digest(data)
        self.written.append(path)
        return (path,)

    def moved_on(self, path: str) -> bool:
        """Whether a change of this file or folder is news: not just what was written here."""
        below = f"{path}/"
        gone = {name for name, seen in self._seen.items() if seen and name.startswith(below)}
        there = self.files() if (self.root / path).is_dir() else ()
        names = {path, *gone, *(name for name in there if name.startswith(below))}
        return any(map(self._is_news, names))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One transpipe at a time: waits, then raises Locked, naming who is at work.

        What killed processes left is swept away first. May be entered again while it is held.
        """
        if self.dry_run or self._held:
            yield
            return
        self._make_state()
        with held(self._place(STATE, writing=True), STATE, self.patience):
            self._held += 1
            try:
                self._sweep()
                yield
            finally:
                self._held -= 1

    # ── where things are ────────────────────────────────────────────────────────────────────

    @staticmethod
    def catalogue_path(article: str, locale: Locale) -> str:
        """`locales/zh_CN/LC_MESSAGES/原文/X.po` of `原文/X.md`; other endings stay."""
        return f"locales/{locale.value}/LC_MESSAGES/{article.removesuffix('.md')}.po"

    def read_state(self, path: str) -> bytes | None:
        """A file of `.transpipe/`, None where there is none that can be read."""
        try:
            return disk.read(self._place(f"{STATE}/{path}"), f"{STATE}/{path}")
        except FileFault:
            return None

    def write_state(self, path: str, text: str | bytes) -> None:
        """Writes a file of `.transpipe/`, which git ignores; not counted as written."""
        if self.dry_run:
            return
        self._make_state()
        data = text if isinstance(text, bytes) else _encoded(text)
        place = self._place(f"{STATE}/{path}", writing=True)
        disk.clear(self._place(STATE), place)
        disk.folder(place.parent, f"{STATE}/{path}")
        seen = disk.read(place, f"{STATE}/{path}")
        if seen != data:
            disk.replace(place, f"{STATE}/{path}", data, seen)

    def drop_state(self, path: str) -> None:
        """Removes a file of `.transpipe/`, where there is one."""
        if not self.dry_run:
            disk.remove(self._place(f"{STATE}/{path}", writing=True), f"{STATE}/{path}")

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _place(self, path: str, *, writing: bool = False) -> Path:
        """Where a path really is. Raises BadArgument where that is outside the root, or git's."""
        if not path.startswith("/") and ".." not in path.split("/") and "\0" not in path:
            real = self._real(path, fresh=writing)
            if self._holds(real):
                parts = {part.lower() for part in real.relative_to(self.root).parts}
                if not (writing and ".git" in parts):
                    return real
        raise BadArgument(_("{path} leads out of the repository").format(path=path))

    def _real(self, path: str, *, fresh: bool) -> Path:
        """A path without symbolic links; looked up once for reading, every time for writing."""
        if fresh or path not in self._known:
            self._known[path] = Path(os.path.realpath(self.root / path))
        return self._known[path]

    def _holds(self, real: Path) -> bool:
        return real == self.root or self.root in real.parents

    def _read(self, path: str) -> bytes | None:
        data = self._current(path, self._place(path))
        self._seen[path] = disk.digest(data)
        return data

    def _current(self, path: str, place: Path) -> bytes | None:
        return self._planned[path] if path in self._planned else disk.read(place, path)

    def _walk(self) -> Iterator[tuple[str, int]]:
        def fault(error: OSError) -> None:  # a folder that is closed to us holds no articles
            if Path(error.filename) == self.root:
                raise FileFault(str(self.root), error.strerror or str(error)) from error

        for folder, folders, names in os.walk(self.root, onerror=fault):
            here = Path(folder)
            linked = [name for name in folders if is_link(here / name)]
            folders[:] = sorted(name for name in folders if looked_into(here / name))
            for name in (*names, *linked):
                size = self._size(here / name)
                if size is not None and not disk.is_leftover(name):
                    yield (here / name).relative_to(self.root).as_posix(), size

    def _size(self, path: Path) -> int | None:
        """The size of a file; LEAVES for a link out of the root, None for what is no file."""
        if is_link(path) and not self._holds(Path(os.path.realpath(path))):
            return LEAVES
        with suppress(OSError):  # gone since the folder was listed
            return path.stat().st_size if path.is_file() else None
        return None

    def _nearest(self, path: str) -> str:
        near = get_close_matches(path, self._names, 1)
        return near[0] if near else ""

    @cached_property
    def _names(self) -> list[str]:
        return [path for path, size in self.files().items() if size != LEAVES]

    def _is_news(self, path: str) -> bool:
        if path in self._left:
            return disk.digest(disk.read(self._place(path), path)) != self._left[path]
        return path in self._seen or path.lower().endswith((*SUFFIXES, ".po"))

    def _make_state(self) -> None:
        state = self._place(STATE, writing=True)
        disk.folder(state, f"{STATE}/.gitignore")
        ignore = state / ".gitignore"
        if disk.read(ignore, f"{STATE}/.gitignore") is None:
            disk.replace(ignore, f"{STATE}/.gitignore", b"*\n", None)

    def _sweep(self) -> None:
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            folders[:] = [name for name in folders if name == STATE or looked_into(here / name)]
            for name in filter(disk.is_leftover, names):
                disk.remove_leftover(here / name)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
