"""A repository as a fresh clone of it would see it."""

from __future__ import annotations

from transpipe.repository.workspace import Workspace


class Forgetful(Workspace):
    """A workspace that remembers nothing of what this clone did: what it answers is the files'."""

    def read_state(self, path: str) -> bytes | None:
        """What was kept since it was opened, None for nothing."""
        return self.kept.get(path)
