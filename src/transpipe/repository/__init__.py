"""原文/, 译文/ and locales/ on disk; the only reading and writing of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transpipe.repository.workspace import Workspace

__all__ = ["Workspace"]


def __getattr__(name: str) -> object:
    """Loads the repository when it is asked for: who reads two files needs no settings."""
    if name != "Workspace":
        raise AttributeError(name)
    from transpipe.repository.workspace import Workspace

    return Workspace
