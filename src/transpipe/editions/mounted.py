"""Sources that lie elsewhere: what they are called there, and which files links may name."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from transpipe.config import Config
from transpipe.links.addresses import Files, Mirrored
from transpipe.model import Mount, Pair, Pairs
from transpipe.repository import Workspace


def by_own_name(config: Config, pairs: Pairs) -> dict[str, Pair]:
    """Pairs by the paths that their sources have where they lie, and by those from here."""
    mounts = _mounts(config)
    return {name: pair for pair in pairs.pairs for name in _own_names(pair.source or "", mounts)}


def _own_names(source: str, mounts: tuple[Mount, ...]) -> Iterator[str]:
    for mount in mounts:
        if mount.holds(source):
            yield mount.inside(source)
            if mount.git:
                yield normpath(f"{mount.git}/{mount.inside(source)}")


def _mounts(config: Config) -> tuple[Mount, ...]:
    return tuple(dict.fromkeys(pair.mount for pair in config.pairs if pair.mount is not None))


def known_beside(workspace: Workspace, files: Files, pair: Pair) -> Files:
    """The files that links of a translation may name.

    Its source may lie elsewhere, with what nobody has brought here: whoever publishes both side by
    side has it there.
    """
    if pair.source is None or not workspace.is_mounted(pair.source):
        return files
    return Mirrored(files.paths, files, pair.source, pair.target)
