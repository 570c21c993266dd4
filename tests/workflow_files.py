"""Workflows of GitHub as far as tests need them: what is used, and the shell that is run."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

FILES = (ROOT / "action.yml", *sorted((ROOT / ".github" / "examples").glob("*.yml")))
_KEY = re.compile(r"^( *)(?:- )?([\w-]+):(?: (.*))?$")


@dataclass(frozen=True)
class Step:
    """The shell of a step, and its environment as it is written."""

    script: str
    environment: dict[str, str]


def used(path: Path) -> list[str]:
    """The actions that a file uses, with what stands behind them."""
    return re.findall(r"^ *(?:- )?uses: *(.*)$", path.read_text("utf-8"), re.MULTILINE)


def steps(path: Path) -> list[Step]:
    """The steps that run a shell, in order."""
    found: list[Step] = []
    environment: dict[str, str] = {}
    lines = path.read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        key = _KEY.match(line)
        if key is None:
            continue
        depth = len(key[1])
        if key[2] == "env":
            below = _below(lines, number, depth)
            environment = dict(re.findall(r"^ *(\w+): *(.*)$", "\n".join(below), re.MULTILINE))
        elif key[2] == "run":
            assert key[3] == "|", f"{path.name}: a shell in another form"
            script = textwrap.dedent("\n".join(_below(lines, number, depth)))
            found.append(Step(script, environment))
            environment = {}
    return found


def _below(lines: list[str], number: int, depth: int) -> list[str]:
    """The lines that are indented deeper than a key."""
    found: list[str] = []
    for line in lines[number + 1 :]:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line)
    return found
