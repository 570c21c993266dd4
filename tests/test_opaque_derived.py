"""Code and numbers in a traditional edition that people wrote: it follows as the authored one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Repository, small

ARTICLE, SIMPLE, OWN = "docs/en/pool.md", "docs/zh-CN/pool.md", "docs/zh-TW/pool.md"
CODE, ROW = "pool -n {}", "| {} | {} |"


def text(title: str, so: str, key: str, end: str) -> str:
    """An article with code and a number in a table, both 5."""
    code, row = CODE.format(5), ROW.format(key, 5)
    return f"# {title}\n\n{so}\n\n```\n{code}\n```\n\n| K | V |\n|---|---|\n{row}\n\n{end}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    files: dict[str, str | bytes] = {
        ARTICLE: text("Pool", "Run the pool so, with workers.", "workers", "It ends by itself."),
        SIMPLE: text("池", "这样运行进程池，并指定进程数。", "进程", "它会自行结束。"),
        OWN: text("池", "這樣執行行程池，並指定行程數。", "行程", "它會自行結束。"),
    }
    made = small(tmp_path / "r", files)
    made.steps("init", "align", "convert --add zh_TW", "run")
    made.commit()
    return made


def retype(repository: Repository, path: str, old: str, new: str) -> None:
    was = repository.read(path)
    assert was.count(old) == 1, old
    repository.write(path, was.replace(old, new))


def listed(repository: Repository) -> list[tuple[str, int]]:
    """The places where a file is said not to follow."""
    rows = [json.loads(x) for x in repository.transpipe("check", "--json").out.splitlines()]
    found = [f for row in rows for f in row.get("findings", [row])]
    return [(f["file"], f["line"]) for f in found if f["code"] == "opaque-changed"]


def test_a_copy_follows_its_source_in_every_locale(repository: Repository) -> None:
    retype(repository, ARTICLE, CODE.format(5), CODE.format(8))
    retype(repository, ARTICLE, ROW.format("workers", 5), ROW.format("workers", 8))
    assert listed(repository) == [(SIMPLE, 5), (SIMPLE, 11), (OWN, 5), (OWN, 11)]
    repository.steps("run")
    for path, key in ((SIMPLE, "进程"), (OWN, "行程")):
        assert CODE.format(8) in repository.read(path)
        assert ROW.format(key, 8) in repository.read(path)
    assert listed(repository) == []


def test_what_somebody_typed_there_is_asked_about_until_it_is_accepted(
    repository: Repository,
) -> None:
    retype(repository, ARTICLE, CODE.format(5), CODE.format(8))
    retype(repository, OWN, CODE.format(5), CODE.format(7))
    repository.steps("run")
    assert CODE.format(7) in repository.read(OWN)
    assert listed(repository) == [(OWN, 5)]
    (row,) = [
        json.loads(x)
        for x in repository.transpipe("status", "--json").out.splitlines()
        if '"zh_TW"' in x
    ]
    assert row["opaque"] == 1
    assert f"{ARTICLE}:5 → {OWN}:5" in repository.transpipe("status", ARTICLE).out
    assert OWN in repository.transpipe("run").out  # the next step names the file
    repository.steps(f"accept {OWN}:6")
    assert listed(repository) == []
    repository.steps("run")
    assert CODE.format(7) in repository.read(OWN)
