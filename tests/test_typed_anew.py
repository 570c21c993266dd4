"""Whoever puts a new text in the place of an old one, in both languages at once, loses no word."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.repository import adopted
from transpipe.model import State

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
PAIRS = (
    ("the article that it stands in;", "它在哪篇文章里；"),
    ("the source, and what changed in it;", "原文，以及其中改了什么；"),
    ("the target, and what changed in it, word by word;", "译文，以及其中逐词改了什么；"),
    ("its state before and after.", "前后的状态。"),
    (
        "why it is to be looked at, and its state before and after;",
        "为什么要看它，以及前后的状态；",
    ),
    ("the file and line on both sides;", "两边的文件与行号；"),
    ("what changed in the source, in whole words;", "原文改了什么，按整词显示；"),
    ("what changed in the target;", "译文改了什么；"),
    (
        "what a machine had drafted, where a person has edited that;",
        "机器原来的草稿，如果有人改过它；",
    ),
    (
        "mistakes that `check` finds now and did not find before.",
        "`check` 现在找到而以前没有的错误。",
    ),
)
HEAD = ("# Review\n\nFor each change you see:\n\n", "# 审阅\n\n每一处改动都列出：\n\n")
TAIL = ("\nWhat moved is told as moved.\n", "\n移动的内容显示为移动。\n")


def texts(pairs: list[tuple[str, str]]) -> list[str]:
    """Both sides of an article that lists these."""
    return [
        head + "".join(f"{n}. {pair[side]}\n" for n, pair in enumerate(pairs, 1)) + tail
        for side, (head, tail) in enumerate(zip(HEAD, TAIL, strict=True))
    ]


@pytest.mark.first(2)
@pytest.mark.parametrize("relaid", [False, True])
@pytest.mark.parametrize("seed", range(3, 15))
def test_what_is_typed_for_new_texts_stays_in_the_file(
    tmp_path: Path, seed: int, relaid: bool
) -> None:
    random = Random(seed)
    old = random.sample(PAIRS, random.randint(3, 5))
    left = [pair for pair in PAIRS if pair not in old]
    new = [random.choice(left) if random.random() < 0.6 else pair for pair in old]
    new = list(dict.fromkeys(new + random.sample(left, random.randint(0, 2))))
    source, target = texts(old)
    made = adopted(tmp_path / "work", {ARTICLE: source, TARGET: target}, [ARTICLE], relaid=relaid)
    source, target = texts(new)
    made.write(ARTICLE, source)
    made.write(TARGET, target)
    made.steps("run", "run")
    assert made.read(TARGET) == target
    catalogue = made.catalogue(ARTICLE)
    held = {unit.source: unit.target for unit in catalogue.active() if unit.confirmed}
    assert all(dict(new).get(en, zh) == zh for en, zh in held.items())
    assert "nothing to write" in made.transpipe("run").out


def test_an_edit_of_what_left_the_source_is_no_quarrel_with_a_text_that_is_like_it(
    tmp_path: Path,
) -> None:
    early, late, later = (f"Python 3.{n} without annotations" for n in ("10", "9+", "10+"))
    english = f"# Types\n\n{early}\n\nIt runs everywhere.\n"
    chinese = "# 类型\n\n没有注解的老写法\n\n它到处都能运行。\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, TARGET: chinese}, [ARTICLE])
    made.write(ARTICLE, f"{english}\n{late}\n")
    made.steps("sync")
    made.translate(ARTICLE, {late: "三点九，无注解"})
    for source in (late, later):
        made.write(ARTICLE, f"# Types\n\nIt runs everywhere.\n\n{source}\n")
        made.steps("sync")
    made.write(TARGET, chinese.replace("老写法", "旧写法"))
    made.steps("sync")
    found = {unit.source: unit for unit in made.catalogue(ARTICLE).units}
    assert not found[later].conflict
    assert found[early].target == "没有注解的旧写法"


def test_a_slip_mended_beside_a_new_value_in_a_section_that_moved_is_no_translation(
    tmp_path: Path,
) -> None:
    """Found by the fourth game, seed 5627: the old words were the new text's, and confirmed."""
    said = [
        ("## Security\n\nThe notes say more.\n\n", "## 安全\n\n笔记里有更多内容。\n\n"),
        (
            "## Recovery\n\n- A server keeps the list of members.\n\n"
            "> The [list][more] of all known limits is long. Each shard holds up to 60 keys.\n\n",
            "## 恢复\n\n- 服务器保存成员列表。\n\n"
            "> 已知限制的[列表][more]很长。每个分片最多持有 60 个键。\n\n",
        ),
    ]
    more = "[more]: https://example.org/list/1\n"
    source, target = (head + "".join(p[side] for p in said) + more
                      for side, head in enumerate(("# A\n\n", "# 甲\n\n")))  # fmt: skip
    made = adopted(tmp_path / "work", {ARTICLE: source, TARGET: target}, [ARTICLE])
    source, target = (head + "".join(p[side] for p in said[::-1]) + more
                      for side, head in enumerate(("# A\n\n", "# 甲\n\n")))  # fmt: skip
    old = "The [list][more] of all known limits is long. Each shard holds up to 60 keys."
    made.write(ARTICLE, source.replace(old, "Each shard holds up to 10 keys."))
    made.write(TARGET, target.replace("已知限制", "所有已知限制"))
    made.steps("sync")
    unit = made.units(ARTICLE)["Each shard holds up to 10 keys."]
    assert unit.target == "所有已知限制的[列表][more]很长。每个分片最多持有 60 个键。"
    assert (unit.state, unit.previous) == (State.FUZZY, old)
