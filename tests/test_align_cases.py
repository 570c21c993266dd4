"""Small articles and their beads; a case is a folder, its name says the behaviour.

`beads.txt` has a bead a line, `source blocks = target blocks`, blocks counted from 0.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES
from transpipe.align.beads import align
from transpipe.align.features import items
from transpipe.engines.opencc import OpenCC
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Document, Locale

FOLDERS = sorted(p.parent for p in (CASES / "align").glob("*/beads.txt"))


def read(folder: Path) -> tuple[Document, Document]:
    source = parse((folder / "en.md").read_text("utf-8"))
    return source, parse((folder / "zh.md").read_text("utf-8"), source=False)


def simplified(text: str) -> str:
    return OpenCC().convert([text], Locale.ZH_CN)[0]


def shown(beads: tuple[Bead, ...]) -> list[str]:
    sides = [(" ".join(map(str, b.source)), " ".join(map(str, b.target))) for b in beads]
    return sorted(f"{source} = {target}".strip() for source, target in sides)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_beads(folder: Path) -> None:
    expected = (folder / "beads.txt").read_text("utf-8").splitlines()
    beads = align(*read(folder), fold=simplified)
    assert shown(beads) == sorted(line.strip() for line in expected)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_evidence_says_where_the_score_comes_from(folder: Path) -> None:
    for bead in align(*read(folder), fold=simplified):
        names = [name for name, _value in bead.evidence]
        assert bool(names) is bool(bead.source and bead.target)
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("[a](https://e.org/Cache_(computing))", {"u:e.org/cache_(computing)"}),
        ("[![a](b.png)](https://e.org/)", {"u:e.org", "i:b.png"}),
        ("![a](the queue.png)", {"i:the queue.png"}),
        ("`int[3](x)` and `a_b`", {"c:int[3](x)", "c:a_b"}),
        ("[a][b] and [a](#b)", set()),
    ],
)
def test_what_marks_hold_is_compared(text: str, tokens: set[str]) -> None:
    (item,) = items(parse(f"{text}\n"), str)
    assert {token for token in item.tokens if token[:2] in ("u:", "i:", "c:")} == tokens
