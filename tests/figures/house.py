"""Figures of the house: how it is built, and what its floors cost."""

from __future__ import annotations

import ast
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import polib

from tests.figures import Figure
from tests.repository import small
from transpipe import po

_RUNS = 9
_PACKAGE = Path(__file__).parents[2] / "src" / "transpipe"
# What there was before the house was rebuilt.
_STATEMENTS, _ENTERED = 19_305, 108
_ENGLISH = "# Tea\n\nBoil the water.\n\nWarm the pot.\n"
_CHINESE = "# 茶\n\n把水烧开。\n\n先温一温壶。\n"


def figures(data: Path) -> list[Figure]:
    """What the rebuild of the house is measured by."""
    return [_entered(), *_built(), _reading(data)]


# ── How it is built ─────────────────────────────────────────────────────────────────────────


def _entered() -> Figure:
    """The modules that a sync of one changed paragraph enters."""
    seen: set[str] = set()

    def enter(frame: FrameType, event: str, _argument: object) -> None:
        path = Path(frame.f_code.co_filename)
        inside = _PACKAGE in path.parents and frame.f_code.co_name != "<module>"
        if event == "call" and inside:
            seen.add(str(path))

    with tempfile.TemporaryDirectory() as folder:
        made = small(Path(folder) / "work", {"原文/a.md": _ENGLISH, "译文/a.md": _CHINESE})
        made.steps("init", "align", "build")
        made.write("原文/a.md", _ENGLISH.replace("Boil", "Heat"))
        made.steps("status")
        sys.setprofile(enter)
        made.transpipe("sync")
        sys.setprofile(None)
    share = len(seen) / _ENTERED
    value = f"{share:.2f} × ({len(seen)} of {_ENTERED})"
    return "modules entered by a sync of one paragraph", "≤ 0.65 ×", value, share <= 0.65


def _built() -> Iterator[Figure]:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(_PACKAGE.rglob("*.py"))}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    asserts = sum(isinstance(n, ast.Assert) and _is_not_none(n.test) for n in nodes)
    many = sum(_arguments(function) > 5 for function in functions)
    silent = sum(p.name == "__init__.py" and not ast.get_docstring(t) for p, t in trees.items())
    statements = sum(isinstance(node, ast.stmt) for node in nodes)
    lengths = [(f.end_lineno or f.lineno) - f.lineno + 1 for f in functions]
    longest = max(path.read_text("utf-8").count("\n") for path in trees)
    for name, count in (
        ("`assert … is not None` in src", asserts),
        ("functions with more than five arguments", many),
        ("packages without a docstring", silent),
    ):
        yield name, "0", str(count), not count
    share = statements / _STATEMENTS
    yield "statements in src", "≤ 0.92 ×", f"{share:.2f} × ({statements})", share <= 0.92
    sizes = (longest, max(lengths), int(statistics.median(lengths)))
    name = "lines of the longest module · function · of the median function"
    yield (
        name,
        "≤ 298 · 40 · 7",
        " · ".join(map(str, sizes)),
        all(a <= b for a, b in zip(sizes, (298, 40, 7), strict=True)),
    )


def _is_not_none(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot)


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    said = function.args
    names = [a.arg for a in (*said.posonlyargs, *said.args, *said.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


# ── What its floors cost ────────────────────────────────────────────────────────────────────


def _reading(data: Path) -> Figure:
    """A catalogue read to our nouns beside polib's parse of the same file, in turn."""
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        file = next(tar.extractfile(m) for m in tar if m.name.endswith("/zh_CN.po"))
        assert file is not None
        text = file.read().decode()
    ours, theirs = zip(
        *(
            (_timed(lambda: _owners(text)), _timed(lambda: polib.pofile(text)))
            for _ in range(_RUNS)
        ),
        strict=True,
    )
    share = min(ours) / min(theirs)
    name = "the corpus' zh_CN.po read to our nouns, beside polib's parse"
    value = f"{share:.2f} × ({min(ours):.3f} s, {min(theirs):.3f} s)"
    return name, "≤ 1.0 ×", value, share <= 1


def _owners(text: str) -> object:
    return [unit.owner for unit in po.read(text).catalogue.units]


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
