"""The command line in this process, its parser made once: hundreds of commands are typed here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import typer.main


@contextmanager
def parsed_once() -> Iterator[None]:
    """Commands of one app share their parser; it is made again when a command is added."""
    made: dict[tuple[int, int], Any] = {}
    real = typer.main.get_command

    def shared(app: typer.Typer) -> Any:
        key = (id(app), len(app.registered_commands))
        if key not in made:
            made[key] = real(app)
        return made[key]

    with patch.object(typer.main, "get_command", shared):
        yield
