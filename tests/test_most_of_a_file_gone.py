"""A file that has lost most of its text, and says nothing else: told, and no words are lost."""

from __future__ import annotations

from pathlib import Path

from tests.repository import adopted

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
EN = (
    "# Cache\n\n"
    + "\n\n".join(f"Paragraph {n} tells of a cache that keeps." for n in NUMBERS)
    + "\n"
)
ZH = (
    "# 缓存\n\n"
    + "\n\n".join(f"第{n}段讲的是保存答案的缓存。" for n in "一二三四五六七八九十")
    + "\n"
)


def test_it_is_told_and_the_words_stay(tmp_path: Path) -> None:
    made = adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])
    made.steps("run")
    made.write("译文/a.md", "".join(ZH.splitlines(keepends=True)[:6]))
    said = made.transpipe("sync")
    assert "warning removed: most of the file is gone: the words of 8 units" in said.out
    whole = "".join(unit.target for unit in made.catalogue("原文/a.md").units)
    assert all(f"第{n}段" in whole for n in "一二三四五六七八九十")
    assert "removed" not in made.transpipe("sync").out
