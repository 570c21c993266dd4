"""stdin, stdout and stderr as they are: closed, full, in an encoding that cannot spell a name."""

from __future__ import annotations

import errno
import io
import os
import sys

# What the system says of stdout when nothing more can be written there.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
_STANDARD = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def prepare() -> None:
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


def is_full(error: OSError) -> bool:
    """Whether this is what writing to a stream says that takes no more; files have names."""
    return error.errno in _FULL and error.filename is None


def discard() -> None:
    """What is still to be written to stdout goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _occupy() -> None:
    """No file that is opened later gets the number of a stream that was closed."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
