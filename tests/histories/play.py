"""One random history, played: which promise it broke, or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.histories.killing import Killed, killed_at
from tests.histories.people import People, read
from tests.histories.places import a_place
from tests.histories.words import TOKEN, article
from tests.repository import ENVIRONMENT, Repository
from transpipe.editions.project import opened
from transpipe.engines.git import Git
from transpipe.engines.opencc import OpenCC
from transpipe.errors import TranspipeError, WouldOverwrite
from transpipe.repository import Workspace
from transpipe.workflows.align import align_articles
from transpipe.workflows.build import planned, policy, relaid, written
from transpipe.workflows.sync import sync

SOURCE = ("reword", "reword", "extend", "insert", "delete", "move", "split", "merge", "rename",
          "transfer")  # fmt: skip
TARGET = ("correct", "correct", "note", "cut", "join", "drop", "edit", "edit", "quarrel")
COMMANDS = ("sync", "sync", "build")


class Broken(AssertionError):
    """A promise that did not hold."""


def broken(seed: int) -> str:
    """What a history breaks, '' if nothing. The same for the same seed, wherever it runs."""
    with a_place() as place:
        return _played(History(place / "work", Random(seed)))


def _played(history: History) -> str:
    try:
        with patch.object(os, "fsync", lambda _descriptor: None):  # nobody pulls the plug here
            _lived(history)
    except (Broken, TranspipeError) as error:
        return f"{' '.join(history.done)}: {type(error).__name__}: {error}"
    return ""


def _lived(history: History) -> None:
    history.begin()
    for _ in range(history.random.randint(3, 9)):
        history.step()
    history.end()


class History:
    """A repository with its people, step by step; `done` names what was done so far."""

    def __init__(self, root: Path, random: Random) -> None:
        self.root = root
        self.random = random
        self.people = People(root, random)
        self.done: list[str] = []
        self.git = random.random() < 0.25

    def begin(self) -> None:
        """Two or three articles with translations, adopted."""
        for name in "abc"[: self.random.randint(2, 3)]:
            count = self.random.randint(2, 7)
            english, chinese, number = article(self.random, count, self.people.number + 1)
            self._write(f"原文/{name}.md", english)
            self._write(f"译文/{name}.md", chinese)
            self.people.number = number
        self._write("transpipe.toml", "")
        self.people.words |= self._said("译文")
        if self.git:
            self._git("init", "-q")
            self._commit()
        self._run("align")
        if self.random.random() < 0.4:
            self._relaid()

    def step(self) -> None:
        """Some edits, then a command, which may be killed."""
        self.edits(self.random.randint(0, 3))
        if self.git and self.random.random() < 0.4:
            self._shallow() if self.random.random() < 0.3 else self._commit()
        command = self.random.choice(COMMANDS)
        if self.random.random() < 0.3:
            self._killed(command)
        elif command == "build":
            with suppress(WouldOverwrite):
                self._run("build")
        else:
            self._run("sync")
            self._quarrels_are_kept()
        self.nothing_is_lost()

    def edits(self, count: int) -> None:
        """People at work."""
        for _ in range(count):
            what = self.random.choice((*SOURCE, *TARGET))
            if getattr(self.people, what)():
                self.done.append(what)

    def end(self) -> None:
        """All is brought up to date; done again, nothing is written and nothing lost."""
        self._run("sync")
        self._quarrels_are_kept()
        self.nothing_is_lost()
        self._writes_nothing("sync")
        self._run("build")
        self.nothing_is_lost()
        self._run("sync")
        self._writes_nothing("build")
        self._writes_nothing("sync")
        self.nothing_is_lost()

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    def nothing_is_lost(self) -> None:
        """Every text that somebody stands by is in a catalogue or a translation."""
        lost = self.people.words - self._said("locales") - self._said("译文")
        if lost:
            raise Broken(f"lost {sorted(lost)}")

    def _quarrels_are_kept(self) -> None:
        """Both texts are there, and where no catalogue has the file's, a person is called."""
        known = self._said("locales") | self._unpaired()
        there = known | self._said("译文")
        for pair in self.people.both:
            gone = [word for word in pair if word in self.people.words and word not in there]
            mine = pair[0] in self.people.words and pair[0] not in known
            if gone or (mine and not self._in_doubt(pair[1])):
                raise Broken(f"the conflict {pair} is silent, or has lost {gone}")
        self.people.both.clear()

    def _in_doubt(self, word: str) -> bool:
        """Whether every unit that says this asks for a person, or nobody stands by it any more."""
        # One whose article has another name by now is there to go back to; nobody publishes it.
        live = (self._catalogue(path) for path in (self.root / "原文").rglob("*.md"))
        units = [unit for path in live if path.exists() for unit in read(path).active()]
        return not any(word in unit.target and unit.confirmed for unit in units)

    def _catalogue(self, source: Path) -> Path:
        folder = self.root / "locales" / "zh_CN" / "LC_MESSAGES"
        return (folder / source.relative_to(self.root)).with_suffix(".po")

    def _unpaired(self) -> set[str]:
        """The tokens in translations whose source has gone: there is nothing to compare with."""
        files = [
            p for p in (self.root / "译文").iterdir() if not (self.root / "原文" / p.name).exists()
        ]
        return {word for path in files for word in TOKEN.findall(path.read_text("utf-8"))}

    def _writes_nothing(self, command: str) -> None:
        before = Repository(self.root).state()
        self._run(command)
        after = Repository(self.root).state()
        changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
        if changed:
            raise Broken(f"{command} again writes {changed}")

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _run(self, command: str) -> None:
        self.done.append(command.upper())
        COMMAND[command](self.root, self.git)

    def _killed(self, command: str) -> None:
        at = self.random.randint(0, 25)
        with suppress(Killed, WouldOverwrite), killed_at(at):
            self._run(command)
        self.done[-1] += f"†{at}"

    def _relaid(self) -> None:
        """Articles take the source's layout, where nothing stands against it."""
        self.done.append("RELAYOUT")
        for path in sorted((self.root / "译文").iterdir()):
            workspace = Workspace(self.root)
            project = opened(workspace, workspace.config())
            written(project, relaid(project, path.name, policy(project.config)))

    def _said(self, folder: str) -> set[str]:
        files = [path for path in (self.root / folder).rglob("*") if path.suffix in (".md", ".po")]
        return {word for path in files for word in TOKEN.findall(path.read_text("utf-8"))}

    def _write(self, path: str, text: str) -> None:
        Repository(self.root).write(path, text)

    def _git(self, *arguments: str) -> None:
        environment = {**ENVIRONMENT, "PATH": "/usr/bin:/bin", "HOME": str(self.root.parent)}
        command = ["git", *arguments]
        subprocess.run(command, cwd=self.root, check=True, capture_output=True, env=environment)

    def _commit(self) -> None:
        self.done.append("commit")
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", "state")

    def _shallow(self) -> None:
        """The work goes on in a fresh clone that has one commit, and no local state."""
        self._commit()
        self.done.append("clone")
        other = self.root.with_name("other")
        self._git("clone", "-q", "--depth", "1", f"file://{self.root}", str(other))
        shutil.rmtree(self.root)
        other.rename(self.root)


def _build(root: Path, git: bool) -> None:
    workspace = Workspace(root)
    history = Git(root) if git else None
    project = opened(workspace, workspace.config(), history)
    written(project, planned(project, None, policy(project.config), OpenCC()))


def _sync(root: Path, git: bool) -> None:
    workspace = Workspace(root)
    sync(opened(workspace, workspace.config(), Git(root) if git else None), None, OpenCC())


def _align(root: Path, git: bool) -> None:
    workspace = Workspace(root)
    align_articles(
        opened(workspace, workspace.config(), Git(root) if git else None), None, OpenCC()
    )


COMMAND: dict[str, Callable[[Path, bool], None]] = {
    "align": _align,
    "build": _build,
    "sync": _sync,
}
