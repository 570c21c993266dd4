"""The findings of pairs of texts, without any article: for programs and tests."""

from __future__ import annotations

from collections.abc import Iterator

from transpipe.check.run import check_pair
from transpipe.model import Finding, Termbase
from transpipe.repository import Workspace
from transpipe.rules import Context
from transpipe.text.terms import Finder
from transpipe.workflows.rows import rows

_KEYS = ("id", "source", "target")


def check_pairs(
    workspace: Workspace, path: str, termbase: Termbase | None = None
) -> Iterator[tuple[str, Finding]]:
    """The findings of each row of a file, with its id. Raises BadArgument for what is no row."""
    context = Context(terms=Finder(termbase or Termbase()))
    for row in rows(workspace, path, _KEYS):
        for finding in check_pair(row["source"], row["target"], context):
            yield row["id"], finding
