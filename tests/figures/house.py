"""Figures of the house: how it is built, and what its floors cost."""

from __future__ import annotations

import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import polib

from tests.figures import Figure
from transpipe import po

_RUNS = 9


def figures(data: Path) -> list[Figure]:
    """What the rebuild of the house is measured by."""
    return [_reading(data)]


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
