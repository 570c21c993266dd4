"""An edit of the source that goes back after people changed the Chinese beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted

NAME, TARGET = "原文/a.md", "译文/a.md"
EN = "# Limits\n\nOne plain paragraph.\n\nTraffic goes to the nearest replica first.\n"
ZH = "# 限制\n\n一个普通段落。\n\n流量先发往最近的副本。\n"
EDITED = "Traffic goes to the newest replica first."
WENT_BACK = "Traffic goes to the nearest replica first."


@pytest.fixture
def changed(tmp_path: Path) -> Repository:
    """Both sides were changed at once, and nothing tells that it is one change."""
    made = adopted(tmp_path / "work", {NAME: EN, TARGET: ZH}, [NAME])
    made.write(NAME, EN.replace("nearest", "newest"))
    made.write(TARGET, ZH.replace("最近", "最快"))
    made.steps("run")
    assert made.units(NAME)[EDITED].previous == WENT_BACK
    return made


@pytest.mark.parametrize("typed", ["", "（译注：另有说明。）"])
def test_words_that_may_be_those_of_the_edit_wait(changed: Repository, typed: str) -> None:
    changed.write(NAME, EN)
    changed.write(TARGET, ZH.replace("最近的副本。", f"最快的副本。{typed}"))
    changed.steps("run")
    found = changed.units(NAME)[WENT_BACK]
    assert found.fuzzy
    assert "gone back" in changed.transpipe("status", NAME).out
    assert changed.transpipe("accept", f"{TARGET}:5").code == 0
    changed.steps("run")
    assert changed.units(NAME)[WENT_BACK].confirmed


def test_what_was_only_stale_is_current_again(tmp_path: Path) -> None:
    made = adopted(tmp_path / "work", {NAME: EN, TARGET: ZH}, [NAME])
    made.write(NAME, EN.replace("nearest", "newest"))
    made.steps("run")
    made.write(NAME, EN)
    made.steps("run")
    assert made.units(NAME)[WENT_BACK].confirmed
