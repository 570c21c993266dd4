"""Figures of what is not done twice: ratios of processor time, in one run on this machine."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.figures import Figure
from tests.histories.words import article
from tests.repository import ENVIRONMENT

COUNT, _BLOCKS, _TIMES = 1000, 4, 2
_TRANSPIPE = (sys.executable, "-m", "transpipe")
_TYPER = (sys.executable, "-c", "import typer")


def figures(_data: Path) -> list[Figure]:
    """What a command costs that has nothing to do, or one article; and what it costs to begin."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        edited = _made(root, COUNT)
        first = _spent(root, *_TRANSPIPE, "run")
        right_after, _settling = (_spent(root, *_TRANSPIPE, "run") for _ in range(2))
        later = min(_spent(root, *_TRANSPIPE, "run") for _ in range(_TIMES))
        said = f"run on {COUNT:,} adopted articles"
        rows = [_row(f"{said}, right after the first", right_after / first, 0.05)]
        rows.append(_row(f"{said}, nothing changed since", later / first, 0.05))
        for command in ("run", "sync", "build", "status", "check"):
            whole = _spent(root, *_TRANSPIPE, command, "--no-cache")
            taken = min(_edited(root, edited, command) for _ in range(_TIMES))
            said = f"{command}, one paragraph changed, beside the first run"
            rows.append(_row(said, taken / first, 0.06))
            rows.append(_row(f"{command}, the same beside --no-cache", taken / whole, 0.5))
        _spent(root, *_TRANSPIPE, "status")
        status = [(*_TRANSPIPE, "status"), (*_TRANSPIPE, "--version")]
        rows.append(
            _row(f"status on {COUNT:,} unchanged beside --version", _ratio(root, *status), 3)
        )
        for option, goal in (("--version", 2.0), ("--help", 3.0), ("--show-completion", 2.5)):
            ratio = _ratio(root, (*_TRANSPIPE, option), _TYPER)
            rows.append(_row(f"{option} beside `import typer`", ratio, goal))
    return rows


def _row(said: str, ratio: float, goal: float) -> Figure:
    return said, f"≤ {goal} ×", f"{ratio:.3f} ×", ratio <= goal


def _made(root: Path, count: int) -> Path:
    """Articles with translations, and one of them, which is to be edited."""
    chance, number = random.Random(1), 1
    for n in range(count):
        english, chinese, number = article(chance, _BLOCKS, number)
        for folder, text in (("原文", english), ("译文", chinese)):
            path = root / folder / f"d{n // 50}" / f"a{n}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    (root / "transpipe.toml").write_text("", "utf-8")
    return root / "原文/d0/a0.md"


def _edited(root: Path, path: Path, command: str) -> float:
    """What a command costs after one paragraph has changed since the last run."""
    _spent(root, *_TRANSPIPE, "run")
    lines = path.read_text("utf-8").split("\n")
    lines[2] += " And more."
    path.write_text("\n".join(lines), "utf-8")
    return _spent(root, *_TRANSPIPE, command)


def _ratio(root: Path, one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much more one command costs than another, asked in turn."""
    pairs = [(_spent(root, *one), _spent(root, *other)) for _ in range(2 * _TIMES + 1)]
    return min(a for a, _b in pairs) / min(b for _a, b in pairs)


def _spent(root: Path, *command: str) -> float:
    """The processor time of a command and of what it starts."""
    before = os.times()
    environment = os.environ | ENVIRONMENT | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system
