"""The main job with drafts from the memory: marked, not published, and the same when run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import adopted
from transpipe.model import Maker, State

KNOWN = {
    "Pour the tea into 4 cups.": "把茶倒进 4 个杯子。",
    "Wait until the leaves have unfolded.": "等到茶叶舒展开。",
    "Kites need a steady wind to climb.": "风筝要有平稳的风才能升高。",
}
FILES: dict[str, str | bytes] = {
    "原文/a.md": "# Tea\n\n" + "\n\n".join(KNOWN) + "\n",
    "译文/a.md": "# 茶\n\n" + "\n\n".join(KNOWN.values()) + "\n",
    "原文/b.md": "# More\n\nPour the tea into 6 cups.\n\nSing a song.\n\nDrink.\n",
    "译文/b.md": "# 其他\n\n喝吧。\n",
}


def test_a_draft_is_marked_and_published_nowhere(tmp_path: Path) -> None:
    made = adopted(tmp_path / "work", FILES, ["原文/a.md"])
    before = made.state()
    ran = made.transpipe("run", "--draft")
    assert "1 draft from memory" in ran.out
    unit = made.units("原文/b.md")["Pour the tea into 6 cups."]
    assert (unit.target, unit.state) == ("把茶倒进 6 个杯子。", State.FUZZY)
    assert unit.origin is not None
    assert unit.origin.maker is Maker.TM
    after = made.state()
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path.split("/")[0] for path in changed} == {"locales", "_site"}


@pytest.mark.parametrize("setting", ["", *later("\n[draft]\nconfirm_exact = true\n")])
def test_run_again_it_writes_nothing(tmp_path: Path, setting: str) -> None:
    made = adopted(tmp_path / "work", FILES, ["原文/a.md"])
    made.write("transpipe.toml", made.read("transpipe.toml") + setting)
    made.write("原文/c.md", "# Tea\n\n" + "\n\n".join([*KNOWN, "Pour the tea into 9 cups."]) + "\n")
    made.write("原文/a.md", made.read("原文/a.md").replace("4 cups", "5 cups") + "\nDrink.\n")
    dry = made.transpipe("run", "--draft", "--dry-run")
    made.steps("run --draft")
    assert "drafts from memory" in dry.out
    assert {u.state for u in made.units("原文/c.md").values()} - {State.TRANSLATED} == {State.FUZZY}
    state = made.state()
    for command in ("run --draft", "--no-cache run --draft", "draft", "build", "run"):
        made.steps(command)
        assert made.state() == state, command


def test_without_the_option_nothing_is_drafted(tmp_path: Path) -> None:
    made = adopted(tmp_path / "work", FILES, ["原文/a.md"])
    made.steps("run")
    assert made.units("原文/b.md")["Pour the tea into 6 cups."].state is State.EMPTY
