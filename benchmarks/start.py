"""How quickly the command starts, and how much the core installs."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.rows import Row, at_most
from benchmarks.timing import HERE, Cost, Work, cost, in_turn, transpipe
from tests.conftest import ROOT

_ROUNDS = 5
PACKAGE = ROOT / "src" / "transpipe"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_COMPLETING = {"_TRANSPIPE_COMPLETE": "complete_bash", "COMP_WORDS": "transpipe st",
               "COMP_CWORD": "1"}  # fmt: skip


def rows(bench: Bench) -> list[Row]:
    """Beside an empty Typer program, by the processor."""
    place = bench.folder("start")
    place.mkdir()
    works: dict[str, Work] = {
        "typer": partial(cost, [sys.executable, "-c", "import typer"], place),
        "version": partial(transpipe, place, "--version"),
        "help": partial(transpipe, place, "--help"),
        "completion": partial(_completion, place),
    }
    took = {name: each.cpu for name, each in in_turn(works, _ROUNDS).items()}
    floor = took["typer"]
    beside = "beside `import typer`"
    seen: set[str] = set()
    needed = [each for name in _dependencies() for each in _needed(name, seen)]
    size = sum(map(_size, needed)) + sum(p.stat().st_size for p in PACKAGE.rglob("*") if _ours(p))
    return [
        at_most(f"--version, {beside}", took["version"] / floor, 2.0),
        at_most(f"--help, {beside}", took["help"] / floor, 3.0),
        at_most(f"completion, {beside}", took["completion"] / floor, 2.5),
        at_most("core install without compiled modules", size / 1e6, 60, "MB"),
        at_most("distributions besides transpipe", len(needed), 34, ""),
    ]


def _completion(place: Path) -> Cost:
    environment = {**HERE.environment, **_COMPLETING}
    return cost([sys.executable, "-m", "transpipe"], place, environment)


def _dependencies() -> list[str]:
    """What the core asks for, as this checkout says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [_NAME.match(said)[0] for said in project["dependencies"]]  # type: ignore[index]


def _ours(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """A distribution that is installed, and all it needs without extras."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        found = distribution(name)
    except PackageNotFoundError:  # for another system, or another Python
        return
    yield found
    for requirement in found.requires or ():
        if "extra ==" not in requirement and (named := _NAME.match(requirement)):
            yield from _needed(named[0], seen)


def _size(found: Distribution) -> int:
    paths = [Path(str(found.locate_file(file))) for file in found.files or ()]
    return sum(p.stat().st_size for p in paths if p.suffix != ".pyc" and p.is_file())
