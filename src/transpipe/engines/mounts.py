"""Trees of files that lie elsewhere: other work trees, submodules, and what refs have.

Found by what the settings say; read, and never fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from transpipe.engines.git import Git
from transpipe.errors import BadArgument, GitFault
from transpipe.model import Mount, Mounted, MountedFiles, Revision
from transpipe.text.similarity import nearest

# So many files are read at once: those that stand behind the one that is asked for.
_AHEAD = 200
_LARGEST = 8_000_000
_USUAL = ("HEAD", "main", "master")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NOW, _BESIDE = "HEAD", "MERGE_HEAD"


@dataclass(frozen=True)
class AtCommit:
    """Answers the port MountedFiles with the files of a commit; read when they are asked for."""

    git: Git
    commit: str
    _known: dict[str, bytes | None] = field(default_factory=dict)

    def files(self) -> Mapping[str, int]:
        """Every file with its size, -1 for a symbolic link."""
        return self._sizes

    def read(self, paths: Sequence[str]) -> Sequence[bytes | None]:
        """The bytes of each; those that stand behind it and end alike are read along with it."""
        for path in paths:
            if path in self._sizes and path not in self._known:
                names = self._behind(path)
                data = self.git.read([(self.commit, name) for name in names])
                self._known.update(zip(names, data, strict=True))
        return [self._known.get(path) for path in paths]

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return self.git.tree(self.commit)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._sizes)}

    def _behind(self, path: str) -> list[str]:
        names, ending = list(self._sizes)[self._places[path] :], path.rpartition(".")[2]
        alike = (name for name in names[1:] if name.endswith(ending) and name not in self._known)
        small = (name for name in alike if 0 <= self._sizes[name] <= _LARGEST)
        return [path, *(name for name, _n in zip(small, range(_AHEAD), strict=False))]


@dataclass(frozen=True)
class Found:
    """A tree elsewhere, and what its files were before: up to `tip` in the repository `git`."""

    mounted: Mounted
    git: Git
    tip: str = _NOW
    _within: dict[str, bool] = field(default_factory=dict)

    def revisions(self, path: str, _tip: str = _NOW) -> Sequence[Revision]:
        """The commits that changed a file, by the paths that are seen here."""
        mount = self.mounted.mount
        found = self.git.revisions(mount.inside(path), self.tip)
        return tuple(replace(revision, path=mount.seen(revision.path)) for revision in found)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path); the commits of others have none of these files."""
        named = [(self._commit(commit), self.mounted.mount.inside(path)) for commit, path in paths]
        found = iter(self.git.read([asked for asked in named if asked[0]]))
        return [next(found) if commit else None for commit, _path in named]

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished there, as they are seen here."""
        on_disk = isinstance(self.mounted.place, Path)
        paths = self.git.unmerged() if on_disk else ()
        return tuple(map(self.mounted.mount.seen, paths))

    def _commit(self, name: str) -> str:
        """What a commit is called there; '' for one that is not of this history.

        In this very repository it would have the translations at the paths of the English.
        """
        if name in (_NOW, _BESIDE):
            return self.tip if name == _NOW else ""
        if _COMMIT.fullmatch(name):
            if name not in self._within:
                self._within[name] = self.git.is_within(name, self.tip)
            return name if self._within[name] else ""
        return name


@dataclass(frozen=True)
class Histories:
    """Answers the port History for a repository with trees elsewhere: each tells of its own."""

    own: Git
    found: tuple[Found, ...]

    @property
    def shallow(self) -> bool:
        """Whether any of the histories was cut off."""
        return any(git.shallow for git in (self.own, *(found.git for found in self.found)))

    def newest(self) -> str:
        """What is checked out of each, or its tip."""
        tips = (each.git.newest() if each.tip == _NOW else each.tip for each in self.found)
        return " ".join((self.own.newest(), *tips))

    def touched(self, base: str) -> Collection[str] | None:
        """Nobody knows of all."""
        return None

    def made_here(self, base: str) -> bool:
        """Whether that is so of this repository."""
        return self.own.made_here(base.partition(" ")[0])

    def revisions(self, path: str, tip: str = _NOW) -> Sequence[Revision]:
        """The commits that changed a file, newest first, renames followed."""
        return self._of(path).revisions(path, tip)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none."""
        asked: dict[int, list[int]] = {}
        owners = [self._of(path) for _commit, path in paths]
        for number, owner in enumerate(owners):
            asked.setdefault(id(owner), []).append(number)
        answers: dict[int, bytes | None] = {}
        for numbers in asked.values():
            owner = owners[numbers[0]]
            answers.update(zip(numbers, owner.read([paths[n] for n in numbers]), strict=True))
        return [answers[number] for number in range(len(paths))]

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths of this repository that differ between a revision and another."""
        return self.own.changed(base, head)

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished, here or there."""
        return (*self.own.unmerged(), *(path for each in self.found for path in each.unmerged()))

    def _of(self, path: str) -> Git | Found:
        inside = (each for each in self.found if each.mounted.mount.holds(path))
        return next(inside, self.own)


def find(own: Git, mount: Mount) -> Found:
    """The tree that the settings mean.

    Raises GitFault where it is not there now, BadArgument where it never can be.
    """
    found = _in_history(own, mount) if not mount.git else _outside(own, mount)
    taken = own.root / mount.folder
    if found.mounted.within != mount.folder and _holds_something(taken):
        said = _('there is {path} here too; as = "…" names another folder for what lies elsewhere')
        raise BadArgument(said.format(path=f"{mount.folder}/"))
    return found


def _holds_something(place: Path) -> bool:
    return any(place.iterdir()) if place.is_dir() else os.path.lexists(place)


def _outside(own: Git, mount: Mount) -> Found:
    place = own.root / mount.git
    name = os.path.normpath(mount.git)
    is_path = "/" in mount.git or mount.git.startswith(".")
    if not (place / ".git").exists() and own.is_submodule(name):
        said = _("the submodule {path} is not checked out: `git submodule update --init {path}`")
        raise GitFault(said.format(path=name))
    if place.is_dir() and (is_path or _is_another(own, place)):
        return _in_folder(own, mount, place)
    if mount.git in own.remotes:
        return _of_remote(own, mount)
    if is_path:
        said = _("there is no folder {path}: clone the repository of the English there")
        raise GitFault(said.format(path=mount.git))
    said = _("{name} is neither a folder nor a remote of this repository{hint}")
    raise BadArgument(said.format(name=mount.git, hint=_meant(mount.git, own.remotes)))


def _is_another(own: Git, place: Path) -> bool:
    return Git(place).top not in ("", own.top)


def _in_folder(own: Git, mount: Mount, place: Path) -> Found:
    place = place.resolve()
    other = Git(place)
    if not other.top and (place / ".git").exists():
        other.resolve(_NOW)  # says why git will not read it
    if not other.top:
        raise BadArgument(_("{path} is no work tree of git").format(path=mount.git))
    if other.top == own.top:
        said = _("{path} is part of this work tree: its files need no git")
        raise BadArgument(said.format(path=mount.git))
    inside = place.is_relative_to(own.root)
    within = place.relative_to(own.root).as_posix() if inside else ""
    if not mount.revision:
        return Found(Mounted(mount, place, within), other)
    return _at(other, mount, other.resolve(mount.revision), within)


def _in_history(own: Git, mount: Mount) -> Found:
    return _at(own, mount, own.resolve(mount.revision))


def _of_remote(own: Git, mount: Mount) -> Found:
    """What was fetched of a remote: a branch of it, or a tag or commit that it may have."""
    folder, wanted = f"refs/remotes/{mount.git}/", mount.revision
    refs = [folder + name for name in ([wanted] if wanted else _USUAL)]
    refs += [f"refs/tags/{wanted}", wanted if _COMMIT.fullmatch(wanted) else ""] if wanted else []
    for ref in filter(None, refs):
        if commit := _resolved(own, ref):
            return _at(own, mount, commit)
    known = own.names(folder)
    said = _(
        "nothing of the remote {remote} is known as {name}{hint}; `git fetch {remote}` asks it"
    )
    name = wanted or _USUAL[1]
    raise GitFault(said.format(remote=mount.git, name=name, hint=_meant(name, known)))


def _resolved(own: Git, ref: str) -> str:
    try:
        return own.resolve(ref)
    except GitFault:
        return ""


def _at(git: Git, mount: Mount, commit: str, within: str = "") -> Found:
    files: MountedFiles = AtCommit(git, commit)
    return Found(Mounted(mount, files, within), git, commit)


def _meant(name: str, names: Sequence[str]) -> str:
    near = nearest(name, list(names))
    return _(" (did you mean {nearest}?)").format(nearest=near) if near else ""
