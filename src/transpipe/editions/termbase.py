"""The termbase of a repository, read once, by all whose findings depend on it."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.config.termbase import TERMS, parse
from transpipe.model import Termbase
from transpipe.model.inputs import shelved
from transpipe.repository import Workspace
from transpipe.text.terms import Finder


def termbase_in(workspace: Workspace) -> Termbase:
    """The terms of the project: `terms.toml`. Raises BadSetting."""
    return parse(workspace.read_text(TERMS)) if workspace.exists(TERMS) else Termbase()


@dataclass(frozen=True, eq=False)
class Terms:
    """What finds the terms of the project in English prose."""

    workspace: Workspace

    @shelved
    def finder(self) -> Finder:
        """Made when it is first asked for."""
        return Finder(termbase_in(self.workspace))
