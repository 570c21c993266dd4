"""The code of a commit, checked out into a folder of its own, with what it needs to run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.repository import ENVIRONMENT

# Earlier commits name it and none imports it.
_UNUSED = {"autocorrect-py"}
_SERVER = Path(__file__).with_name("server.py")
_TOOLS = {"babel", "hypothesis", "mypy", "pytest", "pytest-xdist", "ruff", "html5lib",
          "markdown-it-py", "execnet", "iniconfig", "pluggy"}  # fmt: skip


@dataclass(frozen=True)
class Code:
    """A transpipe to run: its `src`, and the Python that has its libraries."""

    source: Path
    python: str = sys.executable

    @property
    def environment(self) -> dict[str, str]:
        """Its modules come first, whatever is installed."""
        return {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(self.source)}


class Server:
    """A process in which the commands of one transpipe run, one after the other."""

    def __init__(self, code: Code) -> None:
        self._process = subprocess.Popen(
            [code.python, "-P", str(_SERVER)], env=code.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, folder: Path, arguments: list[str]) -> dict[str, Any]:
        """Runs a command in a folder: its exit code, or the place of a crash, and what it said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = json.dumps({"folder": str(folder), "arguments": arguments})
        self._process.stdin.write(asked + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """The process ends."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@contextmanager
def checked_out(revision: str) -> Iterator[tuple[Code, str]]:
    """The code of a revision, and in words in which environment it runs; gone afterwards.

    Where all its libraries are here in the same versions it runs with them, else in an
    environment that is made as the Makefile makes it.
    """
    with tempfile.TemporaryDirectory(prefix="transpipe-") as place:
        tree = Path(place) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(tree), revision)
        try:
            if held(tree) <= held(ROOT):
                yield Code(tree / "src"), "all it needs is here in the same versions"
            else:
                python = _environment(Path(place) / "venv", tree)
                yield Code(tree / "src", python), "in an environment of its own"
        finally:
            _git("worktree", "remove", "--force", str(tree))


def held(tree: Path) -> set[str]:
    """The libraries of a commit with their versions, those of development aside."""
    lines = (tree / "constraints.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line.split("==")[0].lower() not in _TOOLS | _UNUSED}


def _environment(place: Path, tree: Path) -> str:
    python = place / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    held = ["--constraint", str(tree / "constraints.txt")]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *held, str(tree)], check=True)
    return str(python)


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True)
