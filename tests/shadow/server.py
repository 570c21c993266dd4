"""A process that runs commands of one transpipe: a JSON object a line in, one a line out.

It knows the command line and nothing else of the code, so that it runs in any commit.
"""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout


def ran(arguments: list[str]) -> dict[str, object]:
    """What a command printed, and its exit code; a crash is told by where it happened."""
    from transpipe.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape") for _ in range(2))
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code
        except Exception as fault:
            frame = traceback.extract_tb(fault.__traceback__)[-1]
            code = f"{type(fault).__name__} in {frame.name}: {fault}"
    return {"code": code, "out": _text(out), "err": _text(err)}


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")


def _parsed_once() -> None:
    """The parser of the command line is made once for each number of commands there are."""
    import typer.main

    made: dict[tuple[int, int], object] = {}
    real = typer.main.get_command

    def shared(app: typer.Typer) -> object:
        key = (id(app), len(app.registered_commands))
        if key not in made:
            made[key] = real(app)
        return made[key]

    typer.main.get_command = shared  # type: ignore[assignment]
    os.fsync = lambda _descriptor: None  # nobody pulls the plug here


def serve() -> None:
    """Runs what it is asked to, until there is nothing more."""
    _parsed_once()
    for line in sys.stdin:
        asked = json.loads(line)
        os.chdir(asked["folder"])
        sys.stdout.write(json.dumps(ran(asked["arguments"])) + "\n")
        sys.stdout.flush()
        os.chdir("/")


if __name__ == "__main__":
    serve()
