"""Words that two people wrote of one text, which then goes elsewhere: neither is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted
from tests.test_workflows import edit, run

FIRST, SECOND = "原文/first.md", "原文/second.md"
HERE, THERE = "译文/first.md", "译文/second.md"
MOVED = "Two nodes may disagree for a short while.\n"
ENGLISH = {
    FIRST: f"# Limits\n\n{MOVED}\nA token expires after an hour.\n\nThe queue has a limit.\n",
    SECOND: "# Recovery\n\nLogs are rotated at midnight.\n",
}
CHINESE = {
    HERE: "# 限制\n\n两个节点可能在短时间内不一致。\n\n令牌在一小时后过期。\n\n队列有上限。\n",
    THERE: "# 恢复\n\n日志在午夜轮换。\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return adopted(tmp_path / "work", {**ENGLISH, **CHINESE}, [FIRST, SECOND])


def move(repository: Repository) -> None:
    edit(repository, FIRST, f"{MOVED}\n", "")
    repository.write(SECOND, f"{ENGLISH[SECOND]}\n{MOVED}")


def test_a_text_that_both_sides_changed_asks_where_it_has_gone(repository: Repository) -> None:
    edit(repository, HERE, "可能在短时间内不一致", "可能会暂时不一致")
    repository.translate(FIRST, {MOVED.strip(): "两个节点可能会有片刻不同。"})
    move(repository)
    run(repository, "sync")
    unit = repository.units(SECOND)[MOVED.strip()]
    assert unit.target == "两个节点可能会有片刻不同。"
    assert not unit.confirmed


def test_a_text_that_one_side_changed_goes_with_its_words(repository: Repository) -> None:
    repository.translate(FIRST, {MOVED.strip(): "两个节点可能会有片刻不同。"})
    move(repository)
    run(repository, "sync")
    unit = repository.units(SECOND)[MOVED.strip()]
    assert unit.target == "两个节点可能会有片刻不同。"
    assert unit.confirmed
