"""The rows of a file of JSON lines that a program wrote for us."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _

from transpipe.errors import BadArgument
from transpipe.repository import Workspace


def rows(workspace: Workspace, path: str, keys: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """The rows of a file of JSON lines, with those keys. Raises BadArgument: it names the line."""
    for number, line in enumerate(workspace.read_any(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in keys):
            said = _("{path}:{line}: wanted is an object with the texts {keys}")
            raise BadArgument(said.format(path=path, line=number, keys=", ".join(keys)))
        yield row
