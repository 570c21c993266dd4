"""A review, and a verdict, of the files alone: whatever a clone remembers, or has not fetched."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository import Repository, adopted, small
from tests.test_ci import EN, ZH

FORMATS = ("--json", "--markdown", "--html")
STEPS = ("", "sync", "run")


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository whose translation was adopted and confirmed."""
    return adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])


def rows(made: Repository, *arguments: str) -> list[dict[str, object]]:
    ran = made.transpipe("review", "--json", *arguments)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def edit(made: Repository, path: str, old: str, new: str) -> None:
    text = made.read(path)
    assert old in text
    made.write(path, text.replace(old, new))


EDITS = {
    "an address": ("译文/a.md", "https://example.org/manual", "https://example.net/other"),
    "the end is gone": ("译文/a.md", ZH[ZH.index("大多数") :], ""),
    "a word": ("译文/a.md", "会有帮助", "很有用"),
    "the English": ("原文/a.md", "must not", "may"),
}


@pytest.mark.more
@pytest.mark.parametrize("done", STEPS)
@pytest.mark.parametrize("what", EDITS)
def test_what_a_clone_remembers_changes_no_byte(
    made: Repository, tmp_path: Path, what: str, done: str
) -> None:
    edit(made, *EDITS[what])
    made.steps(*filter(None, [done]))
    other = Repository(tmp_path / "other")
    shutil.copytree(made.root, other.root, ignore=shutil.ignore_patterns(".transpipe"))
    here = [made.transpipe("review", each).out for each in FORMATS]
    assert here == [other.transpipe("review", each).out for each in FORMATS]
    assert all(here)
    made.commit()
    clone = Repository(tmp_path / "clone")
    made.git("clone", "-q", ".", str(clone.root))
    asked = ("review", "--json", "--base", "HEAD~1")
    assert clone.transpipe(*asked).out == made.transpipe(*asked).out == here[0]


@pytest.mark.parametrize("what", ["an address", "the end is gone"])
def test_what_was_typed_is_an_edit_of_its_unit_before_any_sync(made: Repository, what: str) -> None:
    edit(made, *EDITS[what])
    found = rows(made)
    assert {row["what"] for row in found} == {"unit"}
    assert len(found) == (1 if what == "an address" else 5)
    assert {row["change"] for row in found} == {"target"}


def test_a_branch_is_compared_with_where_it_began(made: Repository) -> None:
    """What has come to the base since is nothing that a pull request takes away."""
    made.git("checkout", "-q", "-b", "mine")
    edit(made, "译文/a.md", "会有帮助", "很有用")
    made.commit()
    made.git("checkout", "-q", "main")
    edit(made, "译文/a.md", "小表得不到任何好处", "小表一无所获")
    made.commit()
    made.git("checkout", "-q", "mine")
    for more in ((), ("--head", "mine")):
        (row,) = rows(made, "--base", "main", *more)
        assert row["source"] == "A cache helps where most requests only read."
    began = made.git("merge-base", "main", "mine")[:12]
    assert f"since <code>{began}</code>" in _comment(made, "main")
    assert "since <code>HEAD~1</code>" in _comment(made, "HEAD~1")


def _comment(made: Repository, base: str) -> str:
    made.write("transpipe.toml", 'language = "en"\n')
    return made.transpipe("review", "--markdown", "--base", base).out


@pytest.mark.parametrize("command", ["ci", "review"])
def test_a_clone_that_was_cut_off_says_what_to_fetch(
    made: Repository, tmp_path: Path, command: str
) -> None:
    made.git("checkout", "-q", "-b", "mine")
    edit(made, "译文/a.md", "会有帮助", "很有用")
    made.commit()
    made.git("checkout", "-q", "main")
    edit(made, "译文/a.md", "小表得不到任何好处", "小表一无所获")
    made.commit()
    place = tmp_path / "clone"
    said = ["git", "clone", "-q", "--depth=1", "--no-single-branch", "-b", "mine"]
    subprocess.run([*said, made.root.as_uri(), str(place)], check=True)
    ran = Repository(place).transpipe(command, "--base", "origin/main")
    assert ran.code == 3
    assert ran.out == ""
    assert "fetch-depth: 0" in ran.err.splitlines()[-1]


def test_where_nothing_can_be_judged_nothing_passes(tmp_path: Path) -> None:
    """No settings, no git, no commit: a line that says so."""
    place = Repository(tmp_path / "nowhere")
    place.write("原文/a.md", EN)
    for prepare in ("", "transpipe.toml", ".git"):
        if prepare == ".git":
            place.git("init", "-q")
        elif prepare:
            place.write(prepare, "")
        ran = place.transpipe("ci")
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert "nothing to judge" in ran.err
    bare = small(tmp_path / "bare", {"原文/a.md": EN})
    assert bare.transpipe("ci").code == 2


@pytest.mark.parametrize("left", [0, 1, 3, 5])
def test_a_file_that_lost_its_end_has_lost_words_and_no_conflicts(
    made: Repository, left: int
) -> None:
    """Down to nothing: nothing that it says is another article's."""
    made.write("译文/a.md", "".join(ZH.splitlines(keepends=True)[: 2 * left]))
    found = rows(made)
    assert {row["concern"] for row in found} == {"lost"}
    assert len(found) == 9 - left
    assert [row["target_line"] for row in found] == [2 * n + 1 for n in range(left, 9)]
    ran = made.transpipe("ci", "--base", "HEAD")
    assert ran.code == 1
    assert "conflict" not in ran.out


def test_what_is_patched_stands_in_both_files(made: Repository) -> None:
    edit(made, "原文/a.md", "while 3 jobs", "while 5 jobs")
    edit(made, "原文/a.md", "# Sharding\n", "# Sharding\n\nNew.\n")
    edit(made, "译文/a.md", "# 分片\n", "# 分片\n\n新的。\n\n还有。\n")
    (patched,) = (row for row in rows(made) if row["concern"] == "patched")
    assert (patched["source_line"], patched["target_line"]) == (5, 7)


@pytest.mark.parametrize("names", [("原文",), ("译文",), ("原文", "译文")])
def test_another_name_is_one_line(made: Repository, names: tuple[str, ...]) -> None:
    for name in names:
        made.git("mv", f"{name}/a.md", f"{name}/b.md")
    wanted = [
        {"change": "renamed", "before": f"{name}/a.md", "after": f"{name}/b.md"} for name in names
    ]
    assert rows(made) == wanted
    made.commit()
    assert rows(made, "--base", "HEAD~1") == wanted


def test_edits_beside_another_name_are_edits(made: Repository) -> None:
    for name in ("原文", "译文"):
        made.git("mv", f"{name}/a.md", f"{name}/b.md")
    made.steps("sync")
    made.commit()
    edit(made, "译文/b.md", "小表得不到任何好处", "小表一无所获")
    edit(made, "译文/b.md", "# 分片", "# 分区")
    made.commit()
    changed = [row for row in rows(made, "--base", "HEAD~2") if row["change"] != "renamed"]
    assert {(row["source"], row["target"]) for row in changed} == {
        ("Sharding", "分区"),
        ("Small tables gain nothing.", "小表一无所获。"),
    }
    comment = made.transpipe("review", "--markdown", "--base", "HEAD~2").out
    assert comment.count("原文/a.md → 原文/b.md") == 1


def test_words_that_are_english_again_are_told_once(made: Repository) -> None:
    """The new English in their place is no addition of the translator's."""
    made.commit()
    edit(made, "原文/a.md", "Choose the key before", "Choose one key long before")
    edit(
        made,
        "译文/a.md",
        "拆分数据之前，先选好键。",
        "Choose one key long before you split the data.",
    )
    assert [row["concern"] for row in rows(made)] == ["lost"]
