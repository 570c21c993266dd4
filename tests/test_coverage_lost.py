"""What was translated before and is gone, or in English again: said before and after `sync`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import Repository, adopted

ENGLISH = "# Caches\n\nA cache keeps answers.\n\nOld entries are dropped.\n"
CHINESE = "# 缓存\n\n缓存保存答案。\n\n旧的条目会被丢弃。\n"
FILE = "译文/a.md"


def made(place: Path, *, relaid: bool = False) -> Repository:
    return adopted(place, {"原文/a.md": ENGLISH, FILE: CHINESE}, ("原文/a.md",), relaid=relaid)


def told(repository: Repository) -> list[int]:
    """The lines of what `check` says of it."""
    rows = map(json.loads, repository.transpipe("check", "--json").out.splitlines())
    return [row["line"] for row in rows if row["check"] == "coverage"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda r: r.write(FILE, ENGLISH), 1),
        (lambda r: r.write(FILE, CHINESE.replace("缓存保存答案。", "A cache keeps answers.")), 3),
        (lambda r: (r.root / FILE).unlink(), 1),
    ],
    ids=["all", "a paragraph", "the file"],
)
def test_it_is_told_until_it_is_translated_again(
    tmp_path: Path, change: Callable[[Repository], object], line: int
) -> None:
    repository = made(tmp_path / "work")
    assert told(repository) == []
    change(repository)
    assert told(repository) == [line]
    repository.transpipe("sync")
    assert told(repository) == [line]
    repository.write(FILE, CHINESE)
    assert told(repository) == []


def test_a_file_that_build_makes_is_not_lost(tmp_path: Path) -> None:
    repository = made(tmp_path / "work", relaid=True)
    (repository.root / FILE).unlink()
    assert told(repository) == []
