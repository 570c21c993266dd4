"""Which folder is a repository's own: the nearest one above with settings or `.git`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

from transpipe.config import FILE, PYPROJECT, Config, configured, parse, with_locales
from transpipe.errors import BadSetting, BareRepository
from transpipe.model import Locale

_ENTRY = (FILE, ".git")
_KEPT = ("HEAD", "objects", "refs")


def root_of(start: Path) -> Path:
    """The root of the repository that a folder lies in, the folder itself where there is none.

    Raises BareRepository within git's own files, those of a `.git` aside.
    """
    for folder in (start, *start.parents):
        if _is_git(folder) and folder.name != ".git":
            raise BareRepository(str(folder))
        if any(os.path.lexists(folder / name) for name in _ENTRY):
            return folder
    return start


def _is_git(folder: Path) -> bool:
    """Whether a folder holds what git keeps, and is no work tree."""
    return all(map(os.path.lexists, (folder / name for name in _KEPT))) and not os.path.lexists(
        folder / ".git"
    )


def settings(exists: Callable[[str], bool], read: Callable[[str], str]) -> Config | None:
    """The settings, None where the repository has none. Raises BadSetting."""
    if exists(FILE):
        return parse(read(FILE), FILE)
    if exists(PYPROJECT):
        text = read(PYPROJECT)
        if configured(text):
            return parse(text, PYPROJECT)
    return None


def localised(there: Config | None, text: str, locales: Sequence[Locale]) -> str:
    """The text of `transpipe.toml` with these derived locales; `text` is what it says now.

    Raises BadSetting where the settings stand in another file.
    """
    if there is not None and there.path == PYPROJECT:
        what = _("add the setting derived to [tool.transpipe] by hand")
        raise BadSetting(PYPROJECT, dict(there.origins).get("derived", 1), what)
    changed = with_locales(text, locales)
    assert parse(changed).derived == tuple(locales)
    return changed


_UNSEEN = frozenset({"node_modules", "_site", "__pycache__"})


def walk(
    root: str, besides: frozenset[str] = frozenset()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Whatever is in sight below a folder and is no folder itself, by its path from there.

    A folder that is a link, holds a virtual environment or is closed to us is not looked into.
    `besides` are names of folders that are, although they are out of sight. Raises OSError where
    the root itself is closed.
    """
    waiting = [""]
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(f"{root}/{above}") as found:
                entries = [(entry, entry.is_dir(follow_symlinks=False)) for entry in found]
        except OSError:
            if not above:
                raise
            continue
        if above and any(entry.name == "pyvenv.cfg" for entry, _folder in entries):
            continue
        for entry, folder in entries:
            if not folder:
                yield above + entry.name, entry
            elif _named(entry.name) or entry.name in besides:
                waiting.append(f"{above}{entry.name}/")


def in_sight(path: str) -> bool:
    """Whether the names of a path, relative to the root, are such as commands look at.

    What editors, git and transpipe itself put down for a moment is not: `.X.md.swp`, `.git/…`.
    """
    return all(_named(name) for name in path.split("/"))


def _named(name: str) -> bool:
    return name not in _UNSEEN and not name.startswith(".")
