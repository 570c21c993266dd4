"""Putting back what the last run overwrote; done again, it puts that back in turn."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.errors import Changed
from transpipe.repository import Workspace, files
from transpipe.repository.state import Change, Run, is_state


@dataclass(frozen=True)
class Undone:
    """What `undo` did: the command that was undone ('' where none is known), and the files.

    `restored` say again what they said before that run; `removed` were not there before it.
    """

    command: str = ""
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def undo(workspace: Workspace) -> Undone:
    """Every file that the last run wrote is what it was before; local state goes with them.

    Raises Changed where somebody changed one of them since; nothing is put back then.
    """
    with workspace.locked():
        run = workspace.last_run()
        if run is None:
            return Undone()
        ours = [change for change in run.changes if is_state(change)]
        files = [change for change in run.changes if change not in ours]
        _refuse_changed(workspace, files)
        there = [change for change in files if _says(workspace, change) != _digest(change)]
        for change in (*there, *ours):
            workspace.put_back(change)
    return _undone(run, there)


def _undone(run: Run, changes: list[Change]) -> Undone:
    return Undone(
        run.command,
        tuple(change.path for change in changes if change.before is not None),
        tuple(change.path for change in changes if change.before is None),
    )


def _refuse_changed(workspace: Workspace, files: list[Change]) -> None:
    """A file says what the run left, or, where that was killed, what it found."""
    changed = [
        change.path
        for change in files
        if _says(workspace, change) not in (change.after, _digest(change))
    ]
    if changed:
        raise Changed(tuple(changed))


def _says(workspace: Workspace, change: Change) -> bytes | None:
    """The digest of what a file says now, None where it is not there."""
    there = workspace.exists(change.path)
    return files.digest(workspace.read_bytes(change.path)) if there else None


def _digest(change: Change) -> bytes | None:
    return files.digest(change.before)
