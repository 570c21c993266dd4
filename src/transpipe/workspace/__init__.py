"""原文/, 译文/ and locales/ on disk; the only reading and writing of files."""

from transpipe.workspace.repository import Workspace

__all__ = ["Workspace"]
