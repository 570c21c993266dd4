"""The real compiler of MDX, installed once for all tests that ask it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

PACKAGE = "@mdx-js/mdx@3.1.1"
_PROGRAM = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True)
class Compiled:
    """What the compiler says of a page: its fault, and the lines of its paragraphs and headings.

    `prose` has first and last line of each, and whether it has letters of its own.
    """

    error: str | None
    prose: tuple[tuple[int, int, bool], ...]


def compiled(pages: dict[str, str], folder: Path) -> dict[str, Compiled]:
    """What the compiler says of pages, by their names."""
    paths = []
    for number, text in enumerate(pages.values()):
        paths.append(folder / f"{number}.mdx")
        paths[-1].write_bytes(text.encode())
    listed = "".join(f"{path}\n" for path in paths)
    command = ["node", str(_installed() / _PROGRAM.name)]
    done = subprocess.run(command, input=listed, capture_output=True, text=True, check=True)
    rows = map(json.loads, done.stdout.splitlines())
    said = (Compiled(row["error"], tuple(map(tuple, row["prose"]))) for row in rows)
    return dict(zip(pages, said, strict=True))


@lru_cache
def _installed() -> Path:
    """The folder with the compiler in it; the test is skipped where there is none."""
    if not (shutil.which("node") and shutil.which("npm")):
        _missing("node and npm are not there")
    folder = Path(mkdtemp(prefix="transpipe-mdx-"))
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n')
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        _missing(f"npm cannot install {PACKAGE}: {done.stderr[-200:]}")
    shutil.copy(_PROGRAM, folder)
    return folder


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
