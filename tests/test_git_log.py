"""Many files are followed in one listing of a history: as `git log --follow` follows each."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest

from tests.repository import Repository
from transpipe.engines import git_log as engine
from transpipe.engines.git import Git
from transpipe.model import Revision

PLACES = ("a.md", "原文/a b.md", "原文/甲.md", "译文/甲.md", "docs/x.md", "docs/sub/y.md")


def both_ways(
    root: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch, tip: str = "HEAD"
) -> list[tuple[Revision, ...]]:
    """What is found of each path in one listing, which is what each alone finds."""
    found = []
    for few in (len(paths), 0):
        monkeypatch.setattr(engine, "_FEW", few)
        git = Git(root)
        found.append([tuple(git.revisions(path, tip)) for path in paths])
    assert found[0] == found[1]
    return found[1]


def step(made: Repository, random: Random, number: int) -> None:
    """One commit: files that are new, edited, moved, copied, emptied, gone or back again."""
    for _time in range(random.randint(1, 3)):
        there = [path for path in PLACES if (made.root / path).exists()]
        place = random.choice(PLACES)
        how = random.choice(("write", "edit", "move", "copy", "empty", "remove"))
        old = made.root / random.choice(there) if there else None
        if how in ("write", "empty") or old is None:
            lines = "".join(f"line {random.randint(0, 9)} of {place}\n" for _line in range(12))
            made.write(place, lines if how == "write" else "")
        elif how == "edit":
            old.write_text(old.read_text("utf-8") + f"more {number}\n", "utf-8")
        elif how == "remove":
            old.unlink()
        else:
            made.write(place, old.read_text("utf-8") + "again\n" * random.randint(0, 2))
            if how == "move" and old != made.root / place:
                old.unlink()
    made.git("add", "-A")
    made.git("commit", "-q", "--allow-empty", "-m", f"step {number}")


def history(root: Path, random: Random) -> Repository:
    """A dozen commits of two branches that were merged, whichever side won."""
    root.mkdir()
    made = Repository(root)
    made.git("init", "-q", "-b", "main")
    for number in range(4):
        step(made, random, number)
    made.git("switch", "-q", "-c", "side")
    step(made, random, 4)
    made.git("switch", "-q", "main")
    step(made, random, 5)
    how = ("-s", "ours") if random.random() < 0.5 else ("-X", "ours")
    made._run(["git", "merge", "-q", "--no-commit", *how, "side"], b"")
    made.git("add", "-A")
    made.git("commit", "-q", "--allow-empty", "-m", "merged")
    for number in range(6, 9):
        step(made, random, number)
    return made


@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=[pytest.mark.more] * (n > 3)) for n in range(30)]
)
def test_the_listing_says_what_following_says(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = history(tmp_path / "made", Random(seed))
    found = both_ways(made.root, [*PLACES, "never.md"], monkeypatch)
    assert any(found)
    both_ways(made.root / "原文", ["甲.md", "a b.md"], monkeypatch)
    both_ways(made.root, [*PLACES], monkeypatch, tip="side")


def test_a_real_history_is_followed_alike(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = data / "corpus" / "awesome-scalability-zh.bundle"
    subprocess.run(["git", "clone", "-q", str(bundle), str(tmp_path / "c")], check=True)
    paths = list(Git(tmp_path / "c").files() or ())
    found = both_ways(tmp_path / "c", paths, monkeypatch)
    assert all(found)
    assert any(len({each.path for each in one}) > 1 for one in found)
