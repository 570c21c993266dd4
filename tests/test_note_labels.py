"""The labels of notes stay those of the source: other sites read no Chinese ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted

SOURCE = """# Pumps

One pump[^1] and two valves[^valves].

The pump[^1] is red.

[^1]: It is old.
[^valves]: They are new.
"""
TARGET = """# 水泵

一台水泵[^注1]和两个阀门[^阀门]。

译注：阀门[^阀门]原文如此[^译注]。

水泵[^注1]是红色的。

[^注1]: 它很旧。
[^阀门]: 它们是新的。
[^译注]: 原文如此。
"""
MENDED = TARGET.replace("[^注1]", "[^1]").replace("[^阀门]", "[^valves]")


def pumps(tmp_path: Path, target: str, *, relaid: bool = False) -> Repository:
    """An adopted article whose notes have labels of their own."""
    files = {"原文/pump.md": SOURCE, "译文/pump.md": target}
    return adopted(tmp_path / "pumps", files, ["原文/pump.md"], relaid=relaid)


def codes(repository: Repository) -> list[str]:
    lines = repository.transpipe("check").out.splitlines()
    return [line.split()[2].rstrip(":") for line in lines if line.startswith("译文/")]


def test_labels_of_a_file_of_its_own_are_mended_with_their_notes(tmp_path: Path) -> None:
    target = TARGET.replace("[^译注]", "").replace(": 原文如此。\n", "")
    repository = pumps(tmp_path, target)
    assert set(codes(repository)) == {"note-label"}
    assert len(codes(repository)) == 6
    assert "[^1]" in repository.transpipe("check").out
    repository.transpipe("check", "--fix")
    assert repository.read("译文/pump.md") == MENDED.replace("[^译注]", "").replace(
        ": 原文如此。\n", ""
    )
    assert not codes(repository)
    assert "nothing to write" in repository.transpipe("build").out


@pytest.mark.more
def test_labels_in_the_blocks_of_the_source_are_mended_with_their_notes(tmp_path: Path) -> None:
    target = TARGET.replace("译注：阀门[^阀门]原文如此[^译注]。\n\n", "")
    target = target.replace("[^译注]: 原文如此。\n", "")
    repository = pumps(tmp_path, target, relaid=True)
    assert "[^注1]: " in repository.read("译文/pump.md")
    assert set(codes(repository)) == {"note-label"}
    repository.transpipe("check", "--fix")
    text = repository.read("译文/pump.md")
    assert ("[^注1]" in text, "[^阀门]" in text) == (False, False)
    assert "[^1]: 它很旧。\n[^valves]: 它们是新的。\n" in text
    assert not codes(repository)


@pytest.mark.more
def test_where_the_translator_has_notes_more_nobody_knows_which_is_which(tmp_path: Path) -> None:
    repository = pumps(tmp_path, TARGET)
    assert not codes(repository)
    repository.transpipe("check", "--fix")
    assert repository.read("译文/pump.md") == TARGET


@pytest.mark.more
def test_uses_whose_notes_have_the_sources_labels_are_mended_after_them(tmp_path: Path) -> None:
    target = TARGET.replace("译注：阀门[^阀门]原文如此[^译注]。\n\n", "")
    target = target.replace("[^译注]: 原文如此。\n", "")
    target = target.replace("[^注1]: ", "[^1]: ").replace("[^阀门]: ", "[^valves]: ")
    repository = pumps(tmp_path, target)
    assert set(codes(repository)) == {"dead-reference"}
    repository.transpipe("check", "--fix")
    assert "一台水泵[^1]和两个阀门[^valves]。" in repository.read("译文/pump.md")
    assert not codes(repository)
