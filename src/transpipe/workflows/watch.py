"""Keeping catalogues current while people edit: `sync` at the start and after each burst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import Locked, TranspipeError, UsageError
from transpipe.ports import Converter, Watch
from transpipe.repository import Workspace
from transpipe.repository.scope import in_sight
from transpipe.workflows.sync import sync

Said = Outcome | TranspipeError


def while_edited(
    opening: Callable[[], AbstractContextManager[Project]],
    name: str | None,
    converter: Converter,
    watch: Watch,
) -> Iterator[Said]:
    """What each sync led to, for ever: one at the start, then one after each burst of changes.

    Nothing where it wrote nothing, refused nothing and found nothing that the one before had not.
    The repository is opened anew for each, its settings too. What a sync wrote itself sets off
    none. One that fails is answered with its error, and watching goes on; but a first one that
    fails for a wrong name or setting raises.
    """
    workspace: Workspace | None = None
    before: Said | None = None
    for burst in watch.bursts(in_sight):
        if before is not None and not _is_news(workspace, burst):
            continue
        for said, left in _synced(opening, name, converter):
            if before is None and isinstance(said, UsageError):
                raise said
            yield _told(said, before)
            before, workspace = said, left


def _told(said: Said, before: Said | None) -> Said:
    if isinstance(said, TranspipeError) or said.written or said.refused:
        return said
    known = before.findings if isinstance(before, Outcome) else ()
    return Outcome() if set(said.findings) <= set(known) else said


def _is_news(workspace: Workspace | None, burst: frozenset[str]) -> bool:
    """Whether a burst is more than what the last sync wrote; always where that did not begin."""
    try:
        return workspace is None or any(map(workspace.moved_on, sorted(burst)))
    except TranspipeError:  # what cannot be read any more is news; the sync tells of it
        return True


def _synced(
    opening: Callable[[], AbstractContextManager[Project]], name: str | None, converter: Converter
) -> Iterator[tuple[Said, Workspace | None]]:
    """One sync with the workspace it left; first, once, that another transpipe is at work."""
    waiting = False
    while True:
        workspace: Workspace | None = None
        try:
            with opening() as project:
                workspace = project.workspace
                said: Said = sync(project, name, converter)
        except Locked as error:
            # Nobody need edit again for it: what changed is taken in as soon as that one ends.
            if not waiting:
                yield error, workspace
            waiting = True
            continue
        except TranspipeError as error:
            said = error
        yield said, workspace
        return
