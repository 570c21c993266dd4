"""A folder whose files are made here: what is no longer made goes, what others put there stays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from transpipe.errors import BadArgument, FileFault
from transpipe.model.inputs import doubt
from transpipe.model.text import digest
from transpipe.repository import files
from transpipe.repository.workspace import Workspace

KNOWN = "known"  # stands for what was made being remembered
Made = dict[str, dict[str, str]]  # by article: each file with the digest of what it says


@dataclass(frozen=True, eq=False)
class Shelf:
    """The files of a folder, seen from it; `folder` is in the repository, or anywhere else.

    What was written there is remembered by the article that it belongs to.
    """

    workspace: Workspace
    folder: str
    made: Made = field(default_factory=dict)

    @cached_property
    def known(self) -> Made:
        """What was made there before, as far as it is remembered."""
        try:
            found = json.loads(self.workspace.read_state(self._state) or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, article: str, path: str, text: str | bytes) -> tuple[str, ...]:
        """Puts a file there that belongs to an article; answers with its path if it is another."""
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        self.made.setdefault(article, {})[path] = _name(data)
        place, name = self._place(path)
        if place is not self.workspace:
            doubt()  # nothing that is kept knows of files elsewhere
        with self._named_from(place):
            return place.write(name, data)

    def stands(self, path: str) -> None:
        """What is being worked out holds while a file says what was written there last."""
        place, name = self._place(path)
        place.said(name)
        if place is not self.workspace:
            doubt()

    def exists(self, path: str) -> bool:
        """Whether a file is there."""
        place, name = self._place(path)
        return place.exists(name)

    def claim(self) -> None:
        """Makes sure that the folder is ours to write in. Raises BadArgument."""
        place = Path(self.workspace.root, self.folder)
        if not self.known and place.exists() and (not place.is_dir() or any(place.iterdir())):
            said = _("{path} has files already that were not made here: name another folder")
            raise BadArgument(said.format(path=self.folder))

    def settle(self, *, whole: bool, still: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Remembers what was made. Where that was the `whole`, what is no longer made is removed,
        but for what belongs to articles that are there `still`; and says which files that is."""
        held = {name: self.known[name] for name in still if name in self.known}
        now = {**(held if whole else self.known), **self.made}
        wanted = {path for found in now.values() for path in found}
        before = {path: name for found in self.known.values() for path, name in found.items()}
        gone = sorted(before.keys() - wanted)
        removed = [name for path in gone for name in self._remove(path, before[path])]
        if now != self.known:
            text = json.dumps(now, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
            self.workspace.write_state(self._state, text)
        return tuple(removed)

    def keep(self, article: str) -> None:
        """What an article has there stays as it is."""
        self.made.setdefault(article, self.known.get(article, {}))

    @property
    def _state(self) -> str:
        return f"site/{digest(self.folder)}.json"

    def _place(self, path: str) -> tuple[Workspace, str]:
        if self._elsewhere is None:
            return self.workspace, f"{self.folder}/{path}"
        return self._elsewhere, path

    @cached_property
    def _elsewhere(self) -> Workspace | None:
        if not Path(self.folder).is_absolute():
            return None
        return Workspace(Path(self.folder), dry_run=self.workspace.dry_run)

    def _remove(self, path: str, seen: str) -> tuple[str, ...]:
        """Removes a file that still says what was written."""
        place, name = self._place(path)
        if not place.exists(name) or _name(place.read_bytes(name)) != seen:
            return ()
        with self._named_from(place):
            place.put(name, None)
        return (name,)

    @contextmanager
    def _named_from(self, place: Workspace) -> Iterator[None]:
        """What the disk refuses in a folder elsewhere is named with that folder."""
        try:
            yield
        except FileFault as fault:
            if place is self.workspace:
                raise
            path = str(PurePosixPath(self.folder, fault.path))
            raise FileFault(path, fault.reason, fault.general) from fault


def shelf(workspace: Workspace, folder: str) -> Shelf:
    """The folder that somebody names, seen from where they are. Raises BadArgument."""
    place = Path(workspace.start, folder).resolve()
    inside = place.is_relative_to(workspace.root)
    if place == workspace.root or workspace.root.is_relative_to(place):
        said = _("{path} holds the repository: name a folder of its own")
        raise BadArgument(said.format(path=folder))
    return Shelf(workspace, place.relative_to(workspace.root).as_posix() if inside else str(place))


def _name(data: bytes) -> str:
    return (files.digest(data) or b"").hex()


def names(made: Mapping[str, object]) -> str:
    """What stands for there being anything that is remembered."""
    return KNOWN if made else ""
