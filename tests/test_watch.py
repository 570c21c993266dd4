"""`sync --watch` as people meet it: a process beside an editor, until it is interrupted."""

from __future__ import annotations

import builtins
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.repository import ENVIRONMENT, Repository, after
from tests.test_workflows import CACHE, FILES, FIRST, LAST, SOURCE, TARGET
from transpipe.repository import Workspace
from transpipe.repository.scope import in_sight

FILE = "译文/缓存.md"
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/cache.po"
PATIENCE = 20.0  # seconds until a test gives up


class Watching:
    """A process with `sync --watch`, and what it has said so far."""

    def __init__(self, repository: Repository, logs: Path, *options: str) -> None:
        self.out, self.err = logs / "out", logs / "err"
        command = [sys.executable, "-m", "transpipe", "-C", str(repository.root), "sync", "--watch"]
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [*command, *options], cwd=logs, env=os.environ | ENVIRONMENT,
                stdout=out, stderr=err, preexec_fn=_listening,
            )  # fmt: skip
        self.until(lambda: "watching" in self.err.read_text("utf-8"))

    def until(self, true: Callable[[], bool]) -> None:
        """Waits until something has come true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.err.read_text("utf-8")
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)

    def said(self) -> str:
        """All of both streams."""
        return self.out.read_text("utf-8") + self.err.read_text("utf-8")

    def ends(self, number: signal.Signals) -> None:
        """It ends at this signal, and says no more about it."""
        self.process.send_signal(number)
        assert self.process.wait(PATIENCE) == 130
        assert "Traceback" not in self.said()


def _listening() -> None:
    # Whoever runs the tests in the background may have had it ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which all is confirmed and nothing is left to be done."""
    made = after(tmp_path / "repository", FILES, "init", "align")
    made.confirm(CACHE)
    made.steps("sync")
    return made


@pytest.fixture
def start(repository: Repository, tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """Starts watching; whatever still runs at the end is killed."""
    started: list[Watching] = []

    def begin(*options: str) -> Watching:
        started.append(Watching(repository, tmp_path, *options))
        return started[-1]

    yield begin
    for watching in started:
        watching.process.kill()
        watching.process.wait()


def test_both_sides_are_taken_in_while_they_are_edited(
    repository: Repository, start: Callable[..., Watching]
) -> None:
    watching = start()
    assert watching.out.read_text() == ""

    words = "The last paragraph says goodbye at length."
    repository.write(CACHE, SOURCE.replace(LAST, words))
    watching.until(lambda: words in repository.read(CATALOGUE))
    watching.until(lambda: "1 file written" in watching.said())

    by_rename(repository, FILE, TARGET.replace("难得到", "难求得"))
    watching.until(lambda: "难求得" in repository.read(CATALOGUE))
    assert repository.units(CACHE)[FIRST].target == "缓存保存那些很难求得的答案。"

    emptied_for_a_moment(repository, FILE, TARGET.replace("难得到", "难找到"))
    watching.until(lambda: "难找到" in repository.read(CATALOGUE))
    watching.until(lambda: watching.said().count("1 file written") == 3)
    before = repository.state()
    watching.ends(signal.SIGINT)
    # Neither its own writes nor the moment in which the file was empty made it write again.
    assert watching.said().count(f"+ {CATALOGUE}") == 3
    assert repository.state() == before
    assert repository.transpipe("sync").out.startswith("nothing to write")


def by_rename(repository: Repository, path: str, text: str) -> None:
    """Saves as vim does: the old file becomes a backup, a new one takes its place."""
    place = repository.root / path
    place.rename(f"{place}~")
    repository.write(path, text)
    Path(f"{place}~").unlink()


def emptied_for_a_moment(repository: Repository, path: str, text: str) -> None:
    """Saves in three steps, with time to look between them."""
    for part in ("", text[: len(text) // 2], text):
        repository.write(path, part)
        time.sleep(0.05)


@pytest.mark.more
def test_what_is_damaged_is_told_and_watching_goes_on(
    repository: Repository, start: Callable[..., Watching]
) -> None:
    watching = start("--json")
    whole = repository.read(CATALOGUE)
    repository.write(CATALOGUE, whole[:-20])
    damaged = '"code": "damaged-catalogue"'
    watching.until(lambda: damaged in watching.out.read_text("utf-8"))
    words = "The last paragraph says goodbye at length."
    repository.write(CACHE, SOURCE.replace(LAST, words))
    watching.until(lambda: watching.out.read_text("utf-8").count(damaged) == 2)
    assert repository.read(CATALOGUE) == whole[:-20]
    repository.write(CATALOGUE, whole)
    watching.until(lambda: words in repository.read(CATALOGUE))

    repository.write(FILE, f"<<<<<<< ours\n{TARGET}=======\n{TARGET}>>>>>>> theirs\n")
    watching.until(lambda: "unfinished-merge" in watching.out.read_text("utf-8"))
    repository.write(FILE, TARGET.replace("难得到", "难求得"))
    watching.until(lambda: "难求得" in repository.read(CATALOGUE))
    watching.until(lambda: watching.out.read_text("utf-8").count("\n") == 5)
    watching.ends(signal.SIGTERM)

    lines = [json.loads(line) for line in watching.out.read_text("utf-8").splitlines()]
    assert [line["written"] for line in lines] == [[], [], [CATALOGUE], [], [CATALOGUE]]
    assert [line["refused"] for line in lines] == [True, True, False, True, False]
    assert len(watching.err.read_text("utf-8").splitlines()) == 1


def test_a_dry_run_is_refused(repository: Repository) -> None:
    ran = repository.transpipe("sync", "--watch", "--dry-run")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "transpipe: --watch writes what it finds: leave out --dry-run\n"


def test_a_wrong_name_ends_it_at_once(repository: Repository) -> None:
    ran = repository.transpipe("sync", "nothing", "--watch")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_without_the_extra_one_line_says_how_to_install_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = builtins.__import__

    def absent(name: str, *more: object) -> ModuleType:
        if name == "watchfiles":
            raise ModuleNotFoundError(name)
        return there(name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    before = repository.state()
    ran = repository.transpipe("sync", "--watch")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "pip install 'transpipe[watch]'" in ran.err
    assert repository.state() == before


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("原文/a.md", True),
        ("README.md", True),
        ("transpipe.toml", True),
        ("locales/zh_CN/LC_MESSAGES/原文/a.po", True),
        (".git/index.lock", False),
        (".transpipe/lock", False),
        ("译文/.甲.md.swp", False),
        ("locales/.transpipe-1-0.tmp", False),
        ("_site/a.html", False),
    ],
)
def test_what_is_in_sight(path: str, seen: bool) -> None:
    assert in_sight(path) is seen


def test_what_is_news(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("locales/a.po", "one")
    assert not workspace.exists("transpipe.toml")
    for path in ("locales/a.po", "locales", "nothing.txt", "译文/甲.md~", "译文"):
        assert not workspace.moved_on(path), path
    (tmp_path / "locales" / "a.po").write_text("two", "utf-8")
    (tmp_path / "译文").mkdir()
    (tmp_path / "译文" / "甲.md").write_text("新", "utf-8")
    for path in ("locales/a.po", "locales", "译文", "译文/甲.md", "transpipe.toml"):
        assert workspace.moved_on(path), path
    (tmp_path / "locales" / "a.po").unlink()
    (tmp_path / "locales").rmdir()
    assert workspace.moved_on("locales")
