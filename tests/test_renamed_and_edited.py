"""An article that was renamed in both folders, and edited in the same commit: whoever syncs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted

EN = (
    "# Cache\n\nIt keeps answers.\n\nIt forgets the oldest.\n\nNobody has to ask twice.\n\n"
    "It is small.\n\nIt fits in memory.\n"
)
ZH = (
    "# 缓存\n\n它保存答案。\n\n它会忘掉最旧的。\n\n谁也不必问两次。\n\n它很小。\n\n内存放得下它。\n"
)
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


# What both folders say otherwise in the commit that renames: a *not* that only the English has, an
# answer that nobody can be sure of, and so much that git takes the files for others.
BOTH = {
    "many": (
        {"keeps": "holds", "the oldest": "the newest", "has to": "must"},
        {"保存": "存着", "最旧": "最新", "不必": "无须"},
    ),
    "denied": ({"It forgets": "It never forgets"}, {"最旧的": "最老的"}),
    "answered": ({"It keeps answers": "It keeps 2 answers"}, {"保存答案": "保存 2 个答案"}),
}


@pytest.mark.first(1)
@pytest.mark.parametrize("said", BOTH)
@pytest.mark.parametrize("layout", ["own", "source"])
def test_under_another_name_the_same_edits_come_to_the_same(
    tmp_path: Path, layout: str, said: str
) -> None:
    relaid = layout == "source"
    files = {"原文/a.md": EN, "译文/a.md": ZH}
    first = adopted(tmp_path / "first", files, ["原文/a.md"], relaid=relaid)
    first.commit()
    found = {}
    for name in ("a", "b"):
        there = Repository(tmp_path / name)
        first.git("clone", "-q", f"file://{first.root}", str(there.root))
        for folder, edits in zip(("原文", "译文"), BOTH[said], strict=True):
            text = there.read(f"{folder}/a.md")
            for before, after in edits.items():
                assert text.count(before) == 1, before
                text = text.replace(before, after)
            (there.root / folder / "a.md").unlink()
            there.write(f"{folder}/{name}.md", text)
        there.commit()
        file = there.read(f"译文/{name}.md")
        there.steps("sync")
        units = there.units(f"原文/{name}.md")
        found[name] = {s: (u.target, u.state, u.previous, u.conflict) for s, u in units.items()}
        there.steps("run")
        assert there.read(f"译文/{name}.md") == file
        assert "nothing to write" in there.transpipe("sync").out
    assert found["b"] == found["a"]
