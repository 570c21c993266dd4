"""The last run put back: every byte, refused where somebody has changed a file since."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.histories.killing import Killed, killed_at
from tests.repository import Repository, after, small

ENGLISH = "# Caches\n\nA cache keeps answers.\n\nIt forgets the oldest one first.\n"
CHINESE = "# 缓存\n\n缓存保存答案。\n\n它先忘掉最旧的那个。\n"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"


@pytest.fixture
def adopted(tmp_path: Path) -> Repository:
    return after(tmp_path / "r", {"原文/a.md": ENGLISH, "译文/a.md": CHINESE}, "init", "align")


def bytes_of(repository: Repository) -> dict[str, bytes]:
    return {path: data for path, (data, _time) in repository.state().items()}


def base_of(repository: Repository) -> dict[str, bytes]:
    folder = repository.root / ".transpipe" / "base"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.json")}


def test_the_last_run_is_put_back_and_the_undo_too(adopted: Repository) -> None:
    adopted.write("译文/a.md", CHINESE.replace("答案。", "答案！"))
    before, base = bytes_of(adopted), base_of(adopted)
    adopted.write("原文/a.md", ENGLISH.replace("oldest", "newest"))
    before["原文/a.md"] = adopted.read("原文/a.md").encode()
    assert adopted.transpipe("run").code in (0, 1)
    after, later = bytes_of(adopted), base_of(adopted)
    assert after != before
    ran = adopted.transpipe("undo")
    assert ran.code == 0
    assert "undone: transpipe run" in ran.out
    assert bytes_of(adopted) == before
    assert base_of(adopted) == base
    again = adopted.transpipe("undo")
    assert "undone: transpipe undo" in again.out
    assert bytes_of(adopted) == after
    assert base_of(adopted) == later


def test_after_an_undo_the_run_does_the_same_again(adopted: Repository) -> None:
    adopted.write("原文/a.md", ENGLISH.replace("oldest", "newest"))
    adopted.transpipe("run")
    after = bytes_of(adopted)
    adopted.transpipe("undo")
    adopted.transpipe("run")
    assert bytes_of(adopted) == after


def test_a_file_that_has_changed_since_stops_the_undo(adopted: Repository) -> None:
    adopted.write("原文/a.md", ENGLISH.replace("oldest", "newest"))
    adopted.transpipe("sync")
    adopted.write(PO, adopted.read(PO).replace("缓存保存答案。", "缓存记住答案。"))
    before = bytes_of(adopted)
    ran = adopted.transpipe("undo")
    assert ran.code == 4
    assert PO in ran.err
    assert bytes_of(adopted) == before


def test_a_dry_undo_says_what_it_would_do(adopted: Repository) -> None:
    before = bytes_of(adopted)
    ran = adopted.transpipe("undo", "--dry-run")
    assert f"- {PO}" in ran.out
    assert bytes_of(adopted) == before


def test_nothing_is_undone_where_nothing_was_done(tmp_path: Path) -> None:
    ran = small(tmp_path / "r", {"原文/a.md": ENGLISH}).transpipe("undo")
    assert ran.code == 0
    assert "nothing to undo" in ran.out


def test_ten_runs_are_known(adopted: Repository) -> None:
    for number in range(14):
        adopted.write("原文/a.md", ENGLISH.replace("oldest", f"oldest {number}"))
        adopted.transpipe("sync")
    runs = list((adopted.root / ".transpipe" / "before").iterdir())
    assert len(runs) == 10


def test_a_run_that_writes_nothing_is_not_the_last_one(adopted: Repository) -> None:
    adopted.write("原文/a.md", ENGLISH.replace("oldest", "newest"))
    before = bytes_of(adopted)
    adopted.transpipe("sync")
    assert adopted.transpipe("sync").code == 0
    adopted.transpipe("build")
    adopted.transpipe("undo")
    assert bytes_of(adopted) == before


@pytest.mark.parametrize("step", range(0, 40, 3))
def test_a_run_that_was_killed_can_be_undone(adopted: Repository, step: int) -> None:
    adopted.write("原文/a.md", ENGLISH.replace("oldest", "newest"))
    adopted.write("译文/a.md", CHINESE.replace("答案。", "答案！"))
    adopted.transpipe("sync")
    adopted.write("原文/a.md", ENGLISH)
    before = bytes_of(adopted)
    try:
        with killed_at(step):
            adopted.transpipe("run")
    except Killed:
        killed = bytes_of(adopted)
        ran = adopted.transpipe("undo")
        assert ran.code == 0
        if killed != before:
            assert bytes_of(adopted) == before
