"""How much of a whole build the next one takes, when one article of a site has changed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import many
from tests.conftest import ROOT
from tests.figures import Figure
from tests.repository import Repository, small

_ARTICLES = 1000
# Small articles put together to make one of usual length.
_PARTS = 10


def figures() -> list[Figure]:
    """Of a site of short articles, and of one of usual ones."""
    return [_row("five", 1), _row("fifty", _PARTS)]


def _row(blocks: str, parts: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        ratio = rebuild_ratio(Path(folder) / "site", _ARTICLES, parts)
    label = f"pages after one change among {_ARTICLES} articles of {blocks} blocks, by the whole"
    return (label, "≤ 0.03", f"{ratio:.3f}", ratio <= 0.03)


def rebuild_ratio(place: Path, count: int, parts: int = 1) -> float:
    """The processor's time of the second build by the first's, children included."""
    made = small(place, _joined(count, parts))
    for command in ("init", "align", "sync"):
        _cost(made, command)
    whole = _cost(made, "pages")
    path = f"译文/{many.path_of(count // 2)}"
    made.write(path, made.read(path).replace("秒之后", "秒以后", 1))
    _cost(made, "sync")
    return _cost(made, "pages") / whole


def _joined(count: int, parts: int) -> dict[str, str | bytes]:
    found = many.files(count * parts)
    return {
        f"{folder}/{many.path_of(number)}": "\n".join(
            str(found[f"{folder}/{many.path_of(number * parts + part)}"]) for part in range(parts)
        )
        for folder in ("原文", "译文")
        for number in range(count)
    }


def _cost(made: Repository, command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    # Whoever has installed a program has it compiled.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{made.root}-compiled"}
    subprocess.run(
        [sys.executable, "-m", "transpipe", command], cwd=made.root, check=True,
        capture_output=True, env={**os.environ, "PYTHONPATH": path, **compiled},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
