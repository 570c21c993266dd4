"""What is kept of a history's answers is what git answers now, whatever has been done with it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.conftest import later
from tests.repository import Repository
from tests.test_git_log import PLACES, step
from transpipe.editions.noted import Noted
from transpipe.engines.git import Git
from transpipe.model.inputs import gathered
from transpipe.repository import Workspace
from transpipe.repository.memo import Memo


def opened(made: Repository) -> Noted:
    """The history as a new process sees it, with what the ones before have kept."""
    workspace = Workspace(made.root)
    workspace.answers.memo = Memo(made.root / ".transpipe/memo.db")
    return Noted(Git(made.root), workspace)


def saved(noted: Noted) -> None:
    assert noted.workspace.answers.memo is not None
    noted.workspace.answers.memo.save()


def moved(made: Repository, random: Random, number: int) -> None:
    """Something that is done with commits."""
    how = random.choice(("commit", "commit", "commit", "branch", "merge", "amend", "back", "pack"))
    branches = made.git("branch", "--format=%(refname:short)").split()
    if how == "branch":
        made.git("switch", "-q", "-c", f"b{number}", random.choice(branches))
    elif how == "merge":
        made.git("merge", "-q", "--no-edit", "-X", "ours", random.choice(branches), "--no-ff")
    elif how == "back":
        made.git("switch", "-q", random.choice(branches))
    elif how == "pack":
        made.git("pack-refs", "--all")
    else:
        step(made, random, number)
        amend = ["--amend"] if how == "amend" else []
        made.git("add", "-A")
        made.git("commit", "-q", "--allow-empty", "-m", str(number), *amend)


def settled(made: Repository) -> None:
    """No merge is left half done."""
    made.git("add", "-A")
    made.git("commit", "-q", "--allow-empty", "-m", "settled")


@pytest.mark.parametrize("seed", [0, *later(*range(1, 25))])
def test_it_answers_as_git_does(tmp_path: Path, seed: int) -> None:
    random, made = Random(seed), Repository(tmp_path / "work")
    made.root.mkdir()
    made.git("init", "-q", "-b", "main")
    made.write(".gitignore", ".transpipe\n")
    (made.root / ".transpipe").mkdir()
    step(made, random, 0)
    settled(made)
    kept: dict[str, dict[str, str]] = {}
    for number in range(1, 14):
        try:
            moved(made, random, number)
        except AssertionError:  # git could not merge
            settled(made)
        noted, git = opened(made), Git(made.root)
        for path in PLACES:
            before = kept.get(path)
            now = {question: noted.workspace.answers.now(question) for question in before or ()}
            with gathered() as inputs:
                said = noted.revisions(path), noted.read([("HEAD", path)])
            assert tuple(said[0]) == tuple(git.revisions(path))
            assert list(said[1]) == list(git.read([("HEAD", path)]))
            if before is not None:  # what was kept holds where the answers are the same
                assert (now == before) == (inputs.answers == before)
            kept[path] = dict(inputs.answers)
        saved(noted)


def test_a_commit_of_other_files_is_no_matter(tmp_path: Path) -> None:
    made = Repository(tmp_path / "work")
    made.root.mkdir()
    made.git("init", "-q", "-b", "main")
    for name in "ab":
        made.write(f"{name}.md", name)
    made.write(".gitignore", ".transpipe\n")
    (made.root / ".transpipe").mkdir()
    settled(made)
    noted = opened(made)
    with gathered() as inputs:
        noted.revisions("a.md")
        noted.read([("HEAD", "a.md")])
    saved(noted)
    made.write("b.md", "other")
    settled(made)
    asked = opened(made).workspace.answers
    assert {question: asked.now(question) for question in inputs.answers} == inputs.answers
    made.write("a.md", "other")
    settled(made)
    asked = opened(made).workspace.answers
    now = {question: asked.now(question) for question in inputs.answers}
    assert all(now[question] != answer for question, answer in inputs.answers.items())
