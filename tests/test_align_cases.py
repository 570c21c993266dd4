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
from transpipe.model import Bead, Certainty, Document, Doubt, Locale

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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_doubtful_says_why_and_nothing_else_does(folder: Path) -> None:
    for bead in align(*read(folder), fold=simplified):
        assert (bead.reason is not None) is (bead.certainty is Certainty.DOUBTFUL)


@pytest.mark.parametrize(
    ("english", "chinese", "reason"),
    [
        ("Wait 3 weeks.", "小猫喜欢吃鱼，每天要吃 5 条才肯睡觉，不然就一直叫。", Doubt.NUMBERS),
        ("See [one](https://a.org/1).", "- 小猫喜欢吃 [鱼](https://b.org/2)。", Doubt.LINKS),
        ("Leaves fall.\n\nBirds sing in the sun.", "小猫喜欢吃鱼，每天要吃才肯睡觉。", Doubt.SPLIT),
    ],
)
def test_reasons_are_told_from_the_evidence(english: str, chinese: str, reason: Doubt) -> None:
    left = "\n".join([*(f"# T x{n}y\n\nThe `c{n}` of {n}9.\n" for n in range(9)), english])
    right = "\n".join([*(f"# 题 x{n}y\n\n`c{n}` 讲 {n}9。\n" for n in range(9)), chinese])
    beads = align(parse(left), parse(right, source=False))
    assert [bead.reason for bead in beads if bead.reason] == [reason]


@pytest.mark.parametrize(
    ("english", "chinese", "doubt"),
    [
        ("## Browser support", "## 使用", Doubt.PLACE),
        ("## Browser support", "## 浏览器支持", None),
        ("Every old browser is supported.", "请先安装依赖，然后再运行服务器。", Doubt.PLACE),
        ("Every old browser is supported.", "支持所有旧版浏览器。", None),
        ("```\nget\n```", "```\nput\n```", None),
        ("/// note", "/// note | 注意", None),
    ],
)
def test_what_its_place_alone_pairs_is_doubtful(
    english: str, chinese: str, doubt: Doubt | None
) -> None:
    sides = [
        (f"# Cache {n}\n\nThe `cache{n}` holds values.", f"# 缓存 {n}\n\n`cache{n}` 存放值。")
        for n in range(8)
    ]
    left, right = (
        [*side[:4], middle, *side[4:]]
        for side, middle in zip(zip(*sides, strict=True), (english, chinese), strict=True)
    )
    beads = align(parse("\n\n".join(left) + "\n"), parse("\n\n".join(right), source=False))
    assert [bead.reason for bead in beads] == [*[None] * 8, doubt, *[None] * 8]


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
