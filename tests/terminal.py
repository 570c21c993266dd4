"""A program at a pseudo-terminal, as somebody sits there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x07|\r")
_PATIENCE = 60.0  # seconds that an answer may take


class Terminal:
    """`transpipe` with its arguments; what it has said since somebody last typed is `screen`."""

    def __init__(
        self, folder: Path, arguments: Sequence[str], env: Mapping[str, str], columns: int = 80
    ) -> None:
        self.screen = ""
        self._data = b""
        self.child, self._side = pty.fork()
        if not self.child:
            os.chdir(folder)
            named = {"TERM": "xterm", "COLUMNS": "", "NO_COLOR": "1", "PYTHONUTF8": "1"}
            command = [sys.executable, "-m", "transpipe", *arguments]
            os.execve(sys.executable, command, {**os.environ, **env, **named})
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def until(self, *ends: str) -> str:
        """Waits until one of these is the last that was said, or all is over."""
        until = time.monotonic() + _PATIENCE
        while not self.screen.endswith(ends) and self._more(until):
            self.screen = _ESCAPE.sub("", self._data.decode("utf-8", "replace"))
        return self.screen

    def _more(self, until: float) -> bool:
        ready, _write, _error = select.select([self._side], [], [], until - time.monotonic())
        assert ready, self.screen[-2000:]
        try:
            data = os.read(self._side, 65536)
        except OSError:  # the other end is closed
            return False
        self._data += data
        return bool(data)

    def type(self, text: str) -> None:
        """Somebody types."""
        self.screen, self._data = "", b""
        data = text.encode()
        while data:
            data = data[os.write(self._side, data) :]

    def kill(self) -> None:
        """Ends it at once."""
        os.kill(self.child, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Its exit code, when it is over."""
        self.until("\x00")
        _child, status = os.waitpid(self.child, 0)
        os.close(self._side)
        return os.waitstatus_to_exitcode(status)
