"""A commit that brings an article's first catalogue, and edits that no sync has taken in yet."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.repository import Repository, after
from transpipe.model import State

EN = "# Tea\n\nWait for 3 minutes.\n\nPour the water slowly.\n\nServe the tea hot.\n"
ZH = "# 茶\n\n等 3 分钟。\n\n慢慢倒水。\n\n趁热上茶。\n"
EDITED = ZH.replace("慢慢倒水", "慢慢地把水倒进去")


def committed(
    tmp_path: Path, file: str, words: str = "", source: str = EN, aligned: str = EN
) -> Repository:
    """A fresh clone of a repository that was adopted and edited in one commit."""
    made = after(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, "init", commit=True)
    made.write("原文/a.md", aligned)
    made.steps("align")
    made.confirm("原文/a.md")
    if words:
        made.translate("原文/a.md", {"Pour the water slowly.": words})
    made.write("原文/a.md", source)
    made.write("译文/a.md", file)
    made.commit()
    place = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(made.root), str(place)], check=True)
    return Repository(place)


def test_an_edit_is_one_of_what_the_catalogue_was_made_of(tmp_path: Path) -> None:
    made = committed(tmp_path, EDITED)
    shown = made.transpipe("review", "--base", "HEAD~1", "--head", "HEAD").out
    assert "慢慢{+地把水+}倒[-水-]{+进去+}。" in shown
    assert made.transpipe("ci", "--base", "HEAD~1").code == 0
    made.steps("sync")
    unit = made.units("原文/a.md")["Pour the water slowly."]
    assert (unit.target, unit.state) == ("慢慢地把水倒进去。", State.TRANSLATED)
    made.steps("build")
    assert made.read("译文/a.md") == EDITED


@pytest.mark.more
def test_edits_of_both_sides_stay_a_question(tmp_path: Path) -> None:
    made = committed(tmp_path, EDITED, "缓缓注水。")
    made.steps("sync")
    unit = made.units("原文/a.md")["Pour the water slowly."]
    assert unit.conflict is not None
    assert {unit.target, unit.conflict.text} == {"缓缓注水。", "慢慢地把水倒进去。"}


@pytest.mark.more
def test_a_clone_of_an_adoption_finds_what_stands_in_one_paragraph_several_times(
    tmp_path: Path,
) -> None:
    """Nobody has edited anything: no conflict with itself, and a build has nothing to write."""
    told = ("It is kept for a day.", "The option makes it quick.", "It is kept for a week.")
    said = ("保存一天。", "这个选项让它变快", "保存一周。")
    order = (0, 1, 2, 1, 0, 1)
    english = "\n\n".join(["# Cache", *(told[n] for n in order)]) + "\n"
    pairs = (
        f"{said[one]}\n{said[other]}" for one, other in zip(order[::2], order[1::2], strict=True)
    )
    chinese = "\n\n".join(["# 缓存", *pairs]) + "\n"
    files = {"原文/a.md": english, "译文/a.md": chinese}
    made = after(tmp_path / "work", files, "init", "align", commit=True)
    there = Repository(tmp_path / "clone")
    made.git("clone", "-q", f"file://{made.root}", str(there.root))
    for command in ("build", "sync", "build"):
        assert "nothing to write" in there.transpipe(command).out
    assert there.read("译文/a.md") == chinese


@pytest.mark.more
def test_the_catalogue_tells_which_source_it_was_made_of(tmp_path: Path) -> None:
    """Where both files were edited too, as after `align` in one clone before anything is synced."""
    made = committed(tmp_path, EDITED, source=EN.replace("slowly", "fast"))
    shown = made.transpipe("review", "--base", "HEAD~1", "--head", "HEAD").out
    assert "慢慢{+地把水+}倒[-水-]{+进去+}。" in shown
    made.steps("sync")
    unit = made.units("原文/a.md")["Pour the water fast."]
    assert (unit.target, unit.state, unit.conflict) == ("慢慢地把水倒进去。", State.FUZZY, None)


@pytest.mark.more
def test_of_a_catalogue_of_neither_source_nothing_is_taken_for_known(tmp_path: Path) -> None:
    fast = EN.replace("slowly", "fast")
    made = committed(tmp_path, EDITED, source=fast, aligned=EN.replace("hot", "cold"))
    made.steps("sync")
    words = {
        text
        for unit in made.catalogue("原文/a.md").units
        for text in (unit.target, unit.conflict.text if unit.conflict else "")
    }
    assert {"慢慢倒水。", "慢慢地把水倒进去。"} <= words
