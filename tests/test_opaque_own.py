"""Code of the translator's own never follows: put back, accepted, or in a note beside the text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.repository import Repository, small
from tests.snapshot import made_once
from tests.test_opaque_follow import followed

ARTICLE, TARGET = "原文/client.md", "译文/client.md"
EN = "# Client\n\nCall the service.\n\n```sh\nrun --a\n```\n\nIt answers at once.\n"
ZH = "# 客户端\n\n调用该服务。\n\n```sh\nrun --a\n```\n\n它立即应答。\n"


def other(text: str, letter: str) -> str:
    return text.replace("--a", f"--{letter}", 1)


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An article in a layout of its own, adopted and committed."""

    def make(root: Path) -> None:
        begun = small(root, {ARTICLE: EN, TARGET: ZH})
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync")
        begun.commit()

    return Repository(made_once((__name__, "made"), tmp_path / "work", make))


@pytest.fixture
def followed_once(made: Repository) -> Repository:
    """The same with code that has followed its source, committed."""
    made.write(ARTICLE, other(EN, "b"))
    made.steps("run")
    assert made.read(TARGET) == other(ZH, "b")
    made.commit()
    return made


def is_listed(made: Repository) -> bool:
    return f"{TARGET}:5: warning opaque-changed" in made.transpipe("check").out


@pytest.mark.parametrize("committed", [False, True])
def test_what_somebody_put_back_stays_and_is_listed(
    followed_once: Repository, committed: bool
) -> None:
    made = followed_once
    made.write(TARGET, ZH)
    if committed:
        made.commit()
    for letter in "bcad":
        made.write(ARTICLE, other(EN, letter))
        made.steps("run")
        assert made.read(TARGET) == ZH
        assert is_listed(made) is (letter != "a")
        made.commit()


def test_a_fresh_clone_knows_what_was_put_back(followed_once: Repository, tmp_path: Path) -> None:
    followed_once.write(TARGET, ZH)
    followed_once.commit()
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(followed_once.root), str(clone)], check=True)
    Repository(clone).steps("run")
    assert Repository(clone).read(TARGET) == ZH


@pytest.mark.parametrize("how", ["undo", "git"])
def test_what_no_person_put_back_follows_again(made: Repository, how: str) -> None:
    made.write(ARTICLE, other(EN, "b"))
    made.steps("run")
    made.transpipe("undo") if how == "undo" else made.git("checkout", "--", TARGET)
    assert made.read(TARGET) == ZH
    made.steps("run")
    assert made.read(TARGET) == other(ZH, "b")


def test_another_branch_follows_by_itself(made: Repository) -> None:
    made.git("branch", "other")
    for branch in ("main", "other"):
        made.git("checkout", "-q", branch)
        made.write(ARTICLE, other(EN, "b"))
        made.commit()
        made.steps("run")
        assert made.read(TARGET) == other(ZH, "b")
        made.commit()


def test_what_was_accepted_stays_when_the_source_goes_on(made: Repository) -> None:
    made.write(ARTICLE, other(EN, "b"))
    made.steps(f"accept {TARGET}:5", "run")
    assert not is_listed(made)
    made.commit()
    made.write(ARTICLE, other(EN, "c"))
    made.steps("run")
    assert made.read(TARGET) == ZH
    assert is_listed(made)
    made.steps(f"accept {TARGET}:5")
    assert not is_listed(made)


# ── Beside a copy ───────────────────────────────────────────────────────────────────────────

A, B = ("A first text.", "第一段。"), ("The second one.", "第二段。")
CODE, NOTE = "```sh\nrun --a\n```", "译者注：也可以。"
SOURCE = f"{A[0]}\n\n{CODE}\n\n{B[0]}\n"
LESS = f"{A[0]}\n\n{B[0]}\n"
BEHIND = f"{A[1]}\n\n{CODE}\n\n{B[1]}\n\n{NOTE}\n\n{CODE}\n"
BEFORE = f"{A[1]}\n\n{NOTE}\n\n{CODE}\n\n{NOTE}\n\n{CODE}\n\n{B[1]}\n"


def test_a_copy_in_its_place_follows_beside_the_translators_own() -> None:
    newer = other(SOURCE, "b")
    result = followed(SOURCE, newer, BEHIND)
    assert result.file.text == other(BEHIND, "b")
    assert followed(SOURCE, newer, result.file.text).file.text == result.file.text


def test_where_nobody_knows_which_is_the_copy_none_follows() -> None:
    assert followed(SOURCE, other(SOURCE, "b"), BEFORE).file.text == BEFORE


@pytest.mark.parametrize("target", [BEHIND, BEFORE])
def test_the_translators_own_is_not_taken_out_with_the_copy(target: str) -> None:
    assert followed(SOURCE, LESS, target).file.text == target


def test_what_became_something_else_is_not_gone() -> None:
    """Somebody has followed by hand, and has kept what it was for a note."""
    target = other(BEHIND, "b")
    assert followed(SOURCE, other(SOURCE, "b"), target).file.text == target
