"""The command line: `main` is the one place for error messages and exit codes.

It copes with streams that are closed, full, or in an encoding that cannot spell a name.
"""

from __future__ import annotations

import errno
import gc
import gettext
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

from transpipe.cli.passing import pass_through, wants_to_pass

# What the system says of stdout when nothing more can be written there.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
# Nearly all that a command makes stays until it ends: to look for circles among it at every 700
# new values, as Python does by itself, takes up to a fifth of the time and finds next to none.
_CIRCLES = (50_000, 20, 20)
_STANDARD = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and leaves with its exit code (DESIGN.md, section 6).

    0 fine, 1 findings, 2 usage or settings, 3 the environment fails, 4 refused, 130 interrupted.
    Anything that is no TranspipeError is a bug and keeps its traceback.
    """
    # The domain must be bound before any module asks for a message.
    gettext.bindtextdomain("transpipe", str(Path(__file__).parent.parent / "messages"))
    gettext.textdomain("transpipe")
    gc.set_threshold(*_CIRCLES)
    _prepare()
    sys.exit(_guarded(sys.argv[1:] if arguments is None else arguments))


def _guarded(arguments: list[str]) -> int:
    """Runs one command; what it printed has arrived when this ends, or the exit code says so."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more to say, and nothing went wrong.
        _discard()
        return 0
    except OSError as error:
        if not _is_full(error):
            raise
        _discard()
        from transpipe.repository.refusals import reason

        _complain(f"stdout: {reason(error)}")
        return 3
    return code


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        from transpipe import __version__

        sys.stdout.write(f"transpipe {__version__}\n")
        return 0
    from transpipe.errors import TranspipeError

    try:
        _check_surroundings()
        if arguments[:1] == ["merge"] and _merge_alone(arguments[1:]):
            return 0
        if to := wants_to_pass(arguments):
            return pass_through(to, markdown="--markdown" in arguments)
        return _answered(arguments)
    except TranspipeError as error:
        _complain(str(error))
        return error.code
    except KeyboardInterrupt:
        return 130


def _answered(arguments: list[str]) -> int:
    """Carries out one command; where nothing has changed since the last time, says that again."""
    from transpipe.cli.again import Again

    again = Again.of(arguments)
    known = again.recall() if again is not None else None
    if known is not None:
        sys.stdout.write(known.text)
        return known.code
    from transpipe.cli import output
    from transpipe.cli.app import run

    output.listen()
    try:
        code = run(arguments)
    finally:
        if wiring := sys.modules.get("transpipe.wiring"):  # else nothing can be open
            wiring.close()
    if again is not None:
        sys.stdout.flush()
        again.keep(code, output.HEARD)
    return code


def _merge_alone(arguments: list[str]) -> bool:
    """Carries out `OLD NEW [-o OUT]`; false, with nothing done, where anything else is said.

    Scripts call `transpipe merge` a hundred times: it does not load the rest of the program.
    """
    from transpipe.workflows.merge import merged

    names, out, rest = [], None, list(arguments)
    while rest:
        word = rest.pop(0)
        if word in ("-o", "--output") and rest and out is None:
            out = rest.pop(0)
        elif word.startswith("-"):
            return False
        else:
            names.append(word)
    if len(names) != 2:
        return False
    data = merged(Path(), names[0], names[1], out)
    if out is None:
        sys.stdout.buffer.write(data)
    return True


def _complain(said: str) -> None:
    with suppress(OSError):  # nowhere left to say it
        sys.stderr.write(f"transpipe: {_printable(said)}\n")


def _check_surroundings() -> None:
    """Raises FileFault where the folder we are in has been deleted, or names cannot be spelt."""
    from gettext import gettext as _

    from transpipe.errors import FileFault

    encoding = sys.getfilesystemencoding()
    if not is_utf8(encoding):
        said = _("file names are read as {encoding} here; set PYTHONUTF8=1")
        raise FileFault(os.environ.get("PWD") or ".", said.format(encoding=encoding))

    try:
        Path.cwd()
    except OSError:
        said = _("the folder we are in is no longer there; change to another one")
        raise FileFault(os.environ.get("PWD") or ".", said) from None


def _printable(text: str) -> str:
    """Text of a file must not steer the terminal: control characters are shown, not sent."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


# ── stdin, stdout and stderr as they are ──────────────────────────────────────────────────────


def _prepare() -> None:
    """Opens closed streams on nothing, and has escaped what a stream's encoding cannot spell."""
    _occupy()
    for name, mode in _STANDARD:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            escapes = stream.errors not in ("strict", None) and is_utf8(stream.encoding)
            stream.reconfigure(errors=stream.errors if escapes else "backslashreplace")


def is_utf8(encoding: str) -> bool:
    """Whether an encoding can spell everything."""
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def _is_full(error: OSError) -> bool:
    """Whether this is what writing to a stream says that takes no more; files have names."""
    return error.errno in _FULL and error.filename is None


def _discard() -> None:
    """What is still to be written to stdout goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _occupy() -> None:
    """No file that is opened later gets the number of a stream that was closed."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
