"""An article that was renamed in both folders, and edited in the same commit: whoever syncs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted

EN = "# Cache\n\nIt keeps answers.\n\nIt forgets the oldest.\n\nNobody has to ask twice.\n"
ZH = "# 缓存\n\n它保存答案。\n\n它会忘掉最旧的。\n\n谁也不必问两次。\n"
EDITED = ("忘掉", "丢弃")


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """A fresh clone, its last commit a rename and an edit; the catalogue has its old name."""
    first = adopted(tmp_path / "first", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])
    first.steps("run")
    first.commit()
    for folder in ("原文", "译文"):
        first.git("mv", f"{folder}/a.md", f"{folder}/b.md")
    first.write("译文/b.md", first.read("译文/b.md").replace(*EDITED))
    first.commit()
    there = Repository(tmp_path / "clone")
    first.git("clone", "-q", f"file://{first.root}", str(there.root))
    return there


def test_only_one_person_wrote(clone: Repository) -> None:
    clone.steps("sync")
    found = clone.units("原文/b.md")["It forgets the oldest."]
    assert found.conflict is None
    assert found.confirmed
    assert EDITED[1] in found.target


@pytest.mark.parametrize("command", ["sync --dry-run", "ci --base HEAD^"])
def test_what_is_only_looked_at_is_seen_alike(clone: Repository, command: str) -> None:
    ran = clone.transpipe(*command.split())
    assert ran.code == 0
    assert "conflict" not in ran.out + ran.err
