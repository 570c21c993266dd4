"""What scripts and CI ask of a repository: `--check`, `--strict`, `--base` and `--fail-under`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Repository, adopted

EN = """# Sharding

You must not restart the server while 3 jobs run.

See [the manual](https://example.org/manual) for more.
"""
ZH = """# 分片

有 3 个任务在运行时，不能重启服务器。

详见[手册](https://example.org/manual)。
"""
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/a.po"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository whose translation was adopted and confirmed, and nothing is left to do."""
    made = adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])
    made.commit()
    return made


def asked(made: Repository, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of a command that would write, what it names, and that it wrote nothing."""
    before = made.state()
    ran = made.transpipe(*arguments, "--check", "--json")
    assert made.state() == before
    return ran.code, json.loads(ran.out)["written"]


def test_sync_says_whether_catalogues_are_behind(made: Repository) -> None:
    assert asked(made, "sync") == (0, [])
    made.write("译文/a.md", ZH.replace("详见", "请看"))
    assert asked(made, "sync") == (1, [CATALOGUE])
    assert CATALOGUE in made.transpipe("sync", "--check").out
    assert made.transpipe("sync", "--check", "--watch").code == 2
    made.steps("sync")
    assert asked(made, "sync") == (0, [])


@pytest.mark.more
def test_build_says_whether_files_are_behind(made: Repository) -> None:
    made.translate("原文/a.md", {"Sharding": "数据分片"})
    assert asked(made, "build") == (1, ["译文/a.md"])
    ran = made.transpipe("build", "--check", "--diff")
    assert (ran.code, "+# 数据分片" in ran.out) == (1, True)
    made.steps("build")
    assert asked(made, "build") == (0, [])


@pytest.mark.more
def test_what_is_refused_is_no_question_of_being_behind(made: Repository) -> None:
    """Words that no catalogue holds are in the way: that is told with its own exit code."""
    made.write("译文/a.md", ZH.replace("详见", "请看"))
    made.translate("原文/a.md", {"Sharding": "数据分片"})
    assert made.transpipe("build", "--check").code == 4


@pytest.mark.more
def test_warnings_fail_where_that_is_asked(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("3 个", "4 个"))
    made.steps("sync")
    assert made.transpipe("check").code == 0
    assert made.transpipe("check", "--strict").code == 1


@pytest.mark.more
def test_only_what_the_base_does_not_have_is_told(made: Repository) -> None:
    made.write("译文/a.md", ZH + "\n[那里](./nowhere.md)。\n")
    made.commit()
    assert made.transpipe("check").code == 1
    made.write("译文/a.md", "# 分片法\n" + made.read("译文/a.md").partition("\n")[2])
    assert made.transpipe("check", "--base", "HEAD").code == 0
    made.write("译文/a.md", made.read("译文/a.md") + "\n[还有](./none.md)。\n")
    ran = made.transpipe("check", "--base", "HEAD", "--json")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, [each["code"] for each in found]) == (1, ["dead-link"])
    assert "none.md" in found[0]["message"]
    assert made.transpipe("check", "原文/a.md", "--base", "HEAD").code == 1
    assert made.transpipe("check", "--base", "HEAD", "--baseline").code == 2
    assert made.transpipe("check", "--base", "nowhere").code in (2, 3)


@pytest.mark.more
def test_less_than_was_asked_for_fails(made: Repository) -> None:
    """What nobody has begun counts, also where no `sync` has seen it yet."""
    assert made.transpipe("status", "--fail-under", "100").code == 0
    made.write("原文/b.md", "# Another\n\nNobody has translated it.\n")
    before = made.state()
    assert made.transpipe("status", "--fail-under", "60").code == 0
    ran = made.transpipe("status", "--fail-under", "61")
    assert (ran.code, "3 of 5 paragraphs" in ran.out) == (1, True)
    assert made.transpipe("status", "--fail-under", "0").code == 0
    assert made.state() == before
