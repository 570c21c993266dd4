"""`check --fix`: what is mended, where, and whose words they are afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import adopted
from transpipe.model import Maker, State

SOURCE = """# Title

See [the guide](https://example.org/guide) and **the rule**: it is short.

A second paragraph that says something else.[^1]

[^1]: A note.
"""
TARGET = """# 题目

见[指南]（https://example.org/guide）和**规则：**它很短。

第二段说的是别的事情。［^1］

（译注：见【网站】(https://example.org/zh)。）

[^1]：注释。
"""
MENDED = """# 题目

见[指南](https://example.org/guide)和**规则**：它很短。

第二段说的是别的事情。[^1]

（译注：见[网站](https://example.org/zh)。）

[^1]: 注释。
"""
FILES = {"原文/a.md": SOURCE, "译文/a.md": TARGET}


def test_units_definitions_and_additions_are_mended(tmp_path: Path) -> None:
    made = adopted(tmp_path / "made", FILES)
    states = {key: unit.state for key, unit in made.units("原文/a.md").items()}
    assert made.transpipe("check", "--fix").code in (0, 1)
    assert made.read("译文/a.md") == MENDED
    units = made.units("原文/a.md")
    mended = units["See [the guide](https://example.org/guide) and **the rule**: it is short."]
    assert mended.target == "见[指南](https://example.org/guide)和**规则**：它很短。"
    assert mended.state is not State.TRANSLATED or mended.origin.maker is Maker.FIX
    assert {key: unit.state for key, unit in units.items()} == states
    found = made.transpipe("check", "--json").out
    assert "broken-" not in found
    before = made.state()
    made.transpipe("check", "--fix")
    assert made.state() == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    made = adopted(tmp_path / "made", FILES)
    before = made.state()
    told = made.transpipe("check", "--fix", "--dry-run").out
    assert "译文/a.md" in told
    assert made.state() == before


def test_one_file_beside_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(SOURCE, "utf-8")
    (tmp_path / "b.md").write_text(TARGET, "utf-8")
    made = adopted(tmp_path / "made", {"a.md": SOURCE, "b.md": TARGET})
    assert made.transpipe("check", "b.md", "--source", "a.md", "--fix").code == 0
    assert made.read("b.md") == MENDED


def test_a_sync_after_it_changes_nothing(tmp_path: Path) -> None:
    made = adopted(tmp_path / "made", FILES)
    made.transpipe("check", "--fix")
    units = made.units("原文/a.md")
    made.transpipe("run")
    assert made.units("原文/a.md") == units
    assert made.read("译文/a.md") == MENDED


LINKED = """# Rules

See [the guide](./b.md "Guide to it") and [part two](b.md#two), or [top][up].

A note[^1] and another[^note].

[^1]: The first note.
[^note]: The second *important* note.

Text with **bold** words, [cfg][Config Guide].

[up]: #rules
[Config Guide]: ./b.md "Config"
"""
LINKED_ZH = """# 规则

参见[指南](./b.md "指南")和[第二部分](b.md#二)，或者[顶部][up]。

一个注[^1]和另一个[^note]。

[^1]: 第一个注。
[^note]: 第二个*重要的*注。

有**粗体**的文字，[配置][配置指南]。

[up]: #规则
[配置指南]: ./b.md "配置"
"""
SLIPS = (
    ('[指南](./b.md "指南")', "[指南]（./b.md “指南”）"),
    ("[第二部分](b.md#二)", "【第二部分】(b.md#二)"),
    ("[顶部][up]", "[顶部]【up】"),
    ("注[^1]和", "注［^1］和"),
    ("[^note]: ", "[^note]："),
    ("**粗体**", "＊＊粗体＊＊"),
    ("[配置指南]: ", "[配置指南]："),
)
RELABELLED = (("[^note]。", "[^注]。"), ("[^note]: ", "[^注]："))
BESIDE = {"原文/b.md": "# B\n\n## Two\n\nWords.\n", "译文/b.md": "# 乙\n\n## 二\n\n文字。\n"}


@pytest.mark.parametrize("slips", [SLIPS, SLIPS[:4] + RELABELLED])
def test_what_was_typed_since_the_last_sync_is_mended_as_well(
    tmp_path: Path, slips: tuple[tuple[str, str], ...]
) -> None:
    files = {"原文/a.md": LINKED, "译文/a.md": LINKED_ZH, **BESIDE}
    made = adopted(tmp_path / "made", files)
    units = made.units("原文/a.md")
    typed = LINKED_ZH
    for good, bad in slips:
        assert good in typed
        typed = typed.replace(good, bad)
    made.write("译文/a.md", typed)
    made.transpipe("check", "--fix")
    assert made.read("译文/a.md") == LINKED_ZH
    made.steps("run")
    assert made.read("译文/a.md") == LINKED_ZH
    after = made.units("原文/a.md")
    assert {k: (u.target, u.state) for k, u in after.items()} == {
        k: (u.target, u.state) for k, u in units.items()
    }


def test_a_file_that_is_not_chinese_stays_and_is_told_so(tmp_path: Path) -> None:
    made = adopted(tmp_path / "made", {"a.md": SOURCE})
    english = "# Paths\n\n**Lone* emphasis, and src/**/*.md too.\n"
    made.write("c.md", english)
    said = made.transpipe("check", "c.md", "--source", "a.md", "--fix", "--unsafe")
    assert "c.md" in said.out.splitlines()[0]
    assert made.read("c.md") == english
    assert "wrote" not in said.out
