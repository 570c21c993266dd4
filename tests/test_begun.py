"""Translations that are begun in the catalogue: their file is ours, and is not told to wait."""

from __future__ import annotations

from pathlib import Path

from tests.repository import Repository, after, small
from tests.test_workflows import run, steady

ARTICLE, FILE = "原文/a.md", "译文/a.md"
ENGLISH = "# Caches\n\n" + "".join(f"Answer {n} is kept for a while.\n\n" for n in range(12))


def test_nothing_is_said_of_a_file_that_build_wrote(tmp_path: Path) -> None:
    made = after(tmp_path / "work", {ARTICLE: ENGLISH}, "init", "sync")
    made.translate(ARTICLE, {"Answer 3 is kept for a while.": "答案 3 会保存一阵子。"})
    run(made, "run")
    assert "untranslated" not in run(made, "run")
    steady(made, "sync", "run")
    made.translate(ARTICLE, {"Answer 4 is kept for a while.": "答案 4 会保存一阵子。"})
    assert "untranslated" not in run(made, "run")
    assert "答案 4 会保存一阵子。" in made.read(FILE)


def test_a_file_that_somebody_put_there_waits_and_is_told_of(tmp_path: Path) -> None:
    made = after(tmp_path / "work", {ARTICLE: ENGLISH, FILE: ENGLISH}, "init", "sync")
    assert "0 of 13 blocks are in Chinese" in run(made, "sync")
    steady(made, "sync", "build")


def test_a_copy_of_the_english_is_nobodys_words_in_a_clone_either(tmp_path: Path) -> None:
    made = after(tmp_path / "work", {ARTICLE: ENGLISH, FILE: ENGLISH}, "init", "sync", commit=True)
    there = Repository(tmp_path / "clone")
    made.git("clone", "-q", f"file://{made.root}", str(there.root))
    assert there.transpipe("build", "--check").code == 0
    there.write(FILE, ENGLISH.replace("Answer 3 is kept", "答案 3 会保存"))
    assert there.transpipe("build").code == 4


def test_a_japanese_file_gives_no_words(tmp_path: Path) -> None:
    """Not even those of its lines that have Chinese characters alone."""
    english = "# Tanks\n\nA tank keeps water.\n\n- Check the drain\n- Check the valve\n"
    english += "\n## Overview\n\nUsage notes\n"
    japanese = "# タンク\n\nタンクは水を蓄えます。\n\n- 排水口を確認\n- 弁を確認\n"
    japanese += "\n## 概要\n\n使用上注意事項\n"
    made = after(tmp_path / "work", {ARTICLE: english, FILE: japanese}, "init", "align", "sync")
    assert {unit.target for unit in made.units(ARTICLE).values()} == {""}
    steady(made, "build", "sync")
    assert made.read(FILE) == japanese


def test_code_alone_is_nothing_to_translate(tmp_path: Path) -> None:
    code = "```sh\nmake\n```\n"
    made = small(tmp_path / "work", {"原文/a.md": code, "译文/a.md": code})
    for command in ("init", "align", "run"):
        said = run(made, command)
        assert "untranslated" not in said
    assert made.read("译文/a.md") == code
    steady(made, "run")
