"""`.transpipe/`: what this machine remembers of a repository; git ignores it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from transpipe.errors import FileFault
from transpipe.workspace import disk
from transpipe.workspace.before import Before, Change, Run, last
from transpipe.workspace.inside import Inside

STATE = ".transpipe"
_BEFORE = f"{STATE}/before"


class State:
    """The files of `.transpipe/`, and there what all files said before they were changed."""

    def __init__(self, inside: Inside, command: str) -> None:
        self._inside = inside
        self._before = Before(inside.root / _BEFORE, command) if command else None

    def make(self) -> Path:
        """The folder, which is there afterwards, and keeps itself out of git."""
        folder = self._inside.place(STATE, writing=True)
        disk.folder(folder, f"{STATE}/.gitignore")
        ignore = folder / ".gitignore"
        if disk.read(ignore, f"{STATE}/.gitignore") is None:
            disk.replace(ignore, f"{STATE}/.gitignore", b"*\n", None)
        return folder

    def read(self, path: str) -> bytes | None:
        """A file of the folder, None where there is none that can be read."""
        name = f"{STATE}/{path}"
        with suppress(FileFault):
            return disk.read(self._inside.place(name, writing=False), name)
        return None

    def write(self, path: str, data: bytes) -> None:
        """Writes a file of the folder, if it says something else."""
        disk.clear(self.make(), self._inside.place(f"{STATE}/{path}", writing=True))
        self.put(f"{STATE}/{path}", data)

    def drop(self, path: str) -> None:
        """Removes a file of the folder, where there is one."""
        self.put(f"{STATE}/{path}", None)

    def put(self, path: str, data: bytes | None) -> None:
        """Makes any file of the repository say this, or not be there; noted, to be undone."""
        place = self._inside.place(path, writing=True)
        now = disk.read(place, path)
        if now == data:
            return
        self.note(path, now, data)
        if data is None:
            disk.remove(place, path)
        else:
            disk.folder(place.parent, path)
            disk.replace(place, path, data, now)

    def note(self, path: str, before: bytes | None, after: bytes | None) -> None:
        """Keeps what a file says, right before a command that has a name changes it."""
        if self._before is None:
            return
        self.make()
        with disk.named(_BEFORE):
            self._before.note(path, before, after, state=is_state(path))

    def last_run(self) -> Run | None:
        """What the last run that changed anything changed, None where none is known."""
        with disk.named(_BEFORE):
            return last(self._inside.root / _BEFORE)


def is_state(change: Change | str) -> bool:
    """Whether a file, or a change of one, is local state and no file of the user's."""
    path = change if isinstance(change, str) else change.path
    return path.startswith(f"{STATE}/")
