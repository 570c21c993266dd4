"""A command that would do nothing and say the same again: the answer is known before it begins."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transpipe.repository.again import Answer, Memory, fingerprint

if TYPE_CHECKING:
    from transpipe.cli.output import Heard

# Those whose answer depends on nothing but the files of the repository.
_COMMANDS = frozenset({"sync", "build", "run", "status", "check", "pages"})
_WITH_VALUE = frozenset({"-C", "--keep", "--executor"})
# What reads, or waits for, something else; `--no-cache` is there to ask anew.
_OTHERWISE = ("--watch", "--source", "--tree", "--no-cache", "--help", "-h", "-v", "--verbose",
              "--version", "-V", "--baseline", "--since", "--base", "--fail-under",
              "--draft", "--out", "--chart")  # fmt: skip
_SHOWS = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS",
          "LINES", "HOME", "PYTHONPATH")  # fmt: skip
_CODES = (0, 1, 4)  # of answers that are kept


@dataclass
class Again:
    """One command line, asked of a repository."""

    memory: Memory
    question: str
    name: str = ""

    @classmethod
    def of(cls, arguments: list[str]) -> Again | None:
        """None where the answer depends on more than files, or there is no local state."""
        start = _start(arguments)
        options = {word.partition("=")[0] for word in arguments}
        if start is None or not options.isdisjoint(_OTHERWISE):
            return None
        with suppress(OSError):
            here = (Path.cwd() / start).resolve()
            memory = Memory.around(here)
            if memory is not None and not reads_elsewhere(memory.root):
                return cls(memory, _question(arguments, here))
        return None

    def recall(self) -> Answer | None:
        """The answer, where nothing has changed since it was given."""
        with suppress(OSError):
            self.name = self.memory.name(self.question)
            return self.memory.recall(self.name)
        return None

    def keep(self, code: int, heard: Heard) -> None:
        """Keeps what was answered, where nothing changed; else what comes the next time.

        Nothing, where somebody else changed a file meanwhile: who knows whether that was read.
        """
        with suppress(OSError):
            name = self.memory.name(self.question) if code in _CODES and self.name else ""
            same = name == self.name
            text = heard.said() if same else heard.would_say()
            if name and text is not None and (same or all(map(heard.ours, self.memory.changed()))):
                self.memory.keep(name, Answer(text, code))


def _start(arguments: list[str]) -> str | None:
    """The folder that a command is to work in; None for one that is not asked again."""
    start, command, words = ".", "", list(arguments)
    while words:
        word = words.pop(0)
        if word in _WITH_VALUE:
            value = words.pop(0) if words else ""
            start = value if word == "-C" else start
        elif not word.startswith("-") and not command:
            command = word
    return start if command in _COMMANDS or not command else None


def reads_elsewhere(root: Path) -> bool:
    """Whether the settings name pairs one by one, whose sources may lie outside the repository."""
    for name, *above in (("transpipe.toml",), ("pyproject.toml", "tool", "transpipe")):
        if not (root / name).is_file():  # a folder, a pipe: whoever opens it says what is wrong
            continue
        try:
            text = (root / name).read_text("utf-8")
            if not any(map(_may_name_pairs, text.split("\n"))):
                continue
            import tomllib

            said = tomllib.loads(text)
        except (OSError, ValueError):
            return True  # nobody knows
        for key in above:
            said = said.get(key, {})
        if "pairs" in said:
            return True
    return False


def _may_name_pairs(line: str) -> bool:
    """Whether a line of settings may have that key, however TOML spells it; most need no reader."""
    return ("pairs" in line or "\\" in line) and not line.lstrip(" \t").startswith("#")


def _question(arguments: list[str], here: Path) -> str:
    environment = {
        name: said
        for name, said in os.environ.items()
        if name in _SHOWS or name.startswith(("GIT_", "TRANSPIPE_"))
    }
    package = Path(__file__).parent.parent
    libraries = str(os.stat(package.parent).st_mtime_ns)  # noqa: PTH116
    shown = (sys.stdout.isatty(), sys.stdout.encoding, sys.version, sys.prefix, _columns())
    today = time.strftime("%Y-%m-%d", time.gmtime())
    known = fingerprint(package, environment)
    return json.dumps([arguments, str(here), known, libraries, shown, today])


def unread(root: Path) -> Callable[[str], str]:
    """What names the contents of files that need not be read for that: `Memory.unread`."""
    return Memory.of(root).unread if not reads_elsewhere(root) else lambda _path: ""


def surroundings() -> str:
    """What the program is and runs in, as far as that shows in what it finds."""
    package = Path(__file__).parent.parent
    environment = {
        name: said
        for name, said in os.environ.items()
        if name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "HOME")
        or name.startswith(("GIT_", "TRANSPIPE_"))
    }
    libraries = str(os.stat(package.parent).st_mtime_ns)  # noqa: PTH116
    return fingerprint(package, {**environment, "": f"{libraries} {sys.version} {sys.prefix}"})


def _columns() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).columns
    return 0
