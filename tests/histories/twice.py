"""Random histories in which each command is run with what is kept of answers, and without."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.histories.places import a_place
from tests.histories.play import Broken, History
from tests.repository import Ran, Repository

COMMANDS = ("sync", "build", "run", "status", "check", "sync --json", "status 原文/a.md")
_KEPT = (".transpipe/again.json", ".transpipe/memo.db", ".transpipe/memo.db-journal")


class Twice(History):
    """A repository, and at each command a copy of it where nothing is kept of any answer."""

    def step(self) -> None:
        """Some edits; then some commands, each perhaps more than once."""
        self.edits(self.random.randint(0, 2))
        if self.git and self.random.random() < 0.4:
            self._commit()
        for _ in range(self.random.randint(1, 3)):
            command = self.random.choice(COMMANDS)
            for _ in range(self.random.randint(1, 2)):
                self._compare(command)

    def end(self) -> None:
        """All is brought up to date, and said again."""
        for command in ("run", "run", "status", "status"):
            self._compare(command)

    def _compare(self, command: str) -> None:
        self.done.append(command)
        twin = self.root.with_name("twin")
        with suppress(FileNotFoundError):
            shutil.rmtree(twin)
        shutil.copytree(self.root, twin, symlinks=True)
        answers = [
            _ran(Repository(self.root), *command.split()),
            _ran(Repository(twin), *command.split(), "--no-cache"),
        ]
        if answers[0] != answers[1]:
            raise Broken(f"{command} says {answers[0]} and anew {answers[1]}")
        files = [_files(root) for root in (self.root, twin)]
        if files[0] != files[1]:
            differing = [p for p in {**files[0], **files[1]} if files[0].get(p) != files[1].get(p)]
            raise Broken(f"{command} and {command} anew differ in {differing}")


def _ran(repository: Repository, *arguments: str) -> Ran:
    return repository.transpipe(*arguments)


def _files(root: Path) -> dict[str, bytes]:
    """All files but git's own, what is kept of answers, and what was before."""
    state = Repository(root).state()
    return {
        path: data
        for path, (data, _time) in state.items()
        if path not in _KEPT and not path.startswith((".git/", ".transpipe/before/"))
    }


def broken(seed: int, kind: type[Twice] = Twice, most: int = 5) -> str:
    """What a history breaks, '' if nothing; it has so many steps at the most, and three less."""
    with a_place() as place:
        history = kind(place / "work", Random(seed))
        try:
            history.begin()
            for _ in range(history.random.randint(most - 3, most)):
                history.step()
            history.end()
        except Broken as error:
            return f"{' · '.join(history.done)}: {error}"
        return ""
