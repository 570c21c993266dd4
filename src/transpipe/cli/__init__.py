"""The command line: `main` is the one place for error messages and exit codes."""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and leaves with its exit code (DESIGN.md, section 6).

    0 fine, 1 findings, 2 usage or settings, 3 the environment fails, 4 refused, 130 interrupted.
    Anything that is no TranspipeError is a bug and keeps its traceback.
    """
    # The domain must be bound before any module asks for a message.
    gettext.bindtextdomain("transpipe", str(Path(__file__).parent.parent / "messages"))
    gettext.textdomain("transpipe")
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments in (["--version"], ["-V"]):
        from transpipe import __version__

        sys.stdout.write(f"transpipe {__version__}\n")
        return
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    from transpipe.errors import TranspipeError

    try:
        _here()
        if arguments[:1] == ["merge"]:
            from transpipe.cli.quick import merge

            if merge(arguments[1:]):
                return 0
        from transpipe.cli.app import run

        return run(arguments)
    except TranspipeError as error:
        sys.stderr.write(f"transpipe: {_printable(str(error))}\n")
        return error.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more to say, and nothing went wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _here() -> None:
    """Raises FileFault where the folder we are in has been deleted."""
    from gettext import gettext as _

    from transpipe.errors import FileFault

    try:
        Path.cwd()
    except OSError:
        said = _("the folder we are in is no longer there; change to another one")
        raise FileFault(os.environ.get("PWD") or ".", said) from None


def _printable(text: str) -> str:
    """Text of a file must not steer the terminal: control characters are shown, not sent."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)
