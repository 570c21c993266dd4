"""The second game: a repository in which people also use other tools, git and `cp`.

A history is a plan, made from its seed before anything is done: each step has its own seed, so
that a step can be left out and the others do what they did.
"""

from __future__ import annotations

import os
import re
import shutil
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.histories import po_text
from tests.histories.commands import parsed_once
from tests.histories.crowd import Crowd
from tests.histories.killing import Killed, killed_at
from tests.histories.overwriting import Git, Overwriting
from tests.histories.places import a_place
from tests.histories.repeating import Writer
from tests.histories.rules import Broken, Rules, differing, guarded
from tests.histories.standing import Standing, text_of
from tests.histories.tools import TOOLS, Unreadable
from tests.repository import Ran, Repository

SOURCE = (*("reword",) * 4, "extend", "insert", "delete", "move", "split", "merge", "rename",
          "transfer", "repeat", "alike", "apart", "each")  # fmt: skip
TARGET = ("correct", "correct", "correct_alike", "note", "cut", "join", "drop", "anew",
          "repeat_chinese", "override", "edit", "edit", "fill", "fill_alike", "retype",
          "quarrel")  # fmt: skip
FILES = ("copy_source", "copy_source", "copy_other", "copy_authored", "empty", "cut_off", "undo",
         "undo")  # fmt: skip
BY_GIT = ("commit", "commit", "catalogues_back", "translations_back", "one_back", "one_older",
          "stashed", "clone")  # fmt: skip
COMMANDS = (*("sync",) * 5, *("build",) * 2, "run", "traditional", "draft", "killed sync",
            "killed build", "killed run")  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What is done, and the seed of what it chooses."""

    name: str
    seed: int


@dataclass(frozen=True)
class Plan:
    """A history before it is played."""

    seed: int
    git: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Played:
    """What became of a history: the promise that broke, '' if none did, and where."""

    kind: str = ""
    said: str = ""
    done: tuple[str, ...] = ()
    refused: int = 0

    def __str__(self) -> str:
        return f"{' '.join(self.done)}: {self.kind}: {self.said}" if self.kind else ""


def plan(seed: int) -> Plan:
    """The history of a seed; the same wherever it is made."""
    random = Random(f"other tools {seed}")
    git = random.random() < 0.5
    steps: list[Step] = []
    for _ in range(random.randint(2, 6)):
        pools = random.choices((SOURCE, TARGET, ("tool",), FILES, BY_GIT), (4, 5, 4, 2, 4 * git),
                               k=random.randint(1, 4))  # fmt: skip
        names = [*(random.choice(pool) for pool in pools), random.choice(COMMANDS)]
        steps += [Step(name, random.randrange(1 << 30)) for name in names]
    return Plan(seed, git, tuple(steps))


def broken(seed: int) -> str:
    """What a history breaks, '' if nothing. The same for the same seed, wherever it runs."""
    return str(played(plan(seed)))


def played(plan: Plan, say: Callable[[Game], None] = lambda _game: None) -> Played:
    """Plays a history; `say` is told after each step."""
    with a_place() as place:
        return _lived(Game(place / "work", plan), plan, say)


def _lived(game: Game, plan: Plan, say: Callable[[Game], None]) -> Played:
    try:
        # Nobody pulls the plug here.
        with patch.object(os, "fsync", lambda _descriptor: None), parsed_once():
            game.begin()
            say(game)
            for step in plan.steps:
                game.step(step)
                say(game)
            game.end()
        return Played(done=tuple(game.done), refused=game.refused)
    except Broken as fault:
        say(game)
        return Played(fault.kind, fault.said, tuple(game.done), game.refused)


class Game:
    """A repository with its people and their tools; `done` names what was done so far."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.root = root
        self.random = Random(f"begin {plan.seed}")
        self.standing = Standing(root)
        self.crowd = Crowd(root, self.random, self.standing)
        self.git = Git(root) if plan.git else None
        self.files = Overwriting(root, self.random, self.standing, self.git)
        self.rules = Rules(self.standing)
        self.touched: dict[Path, bytes] = {}  # by other tools, and what was there before
        self.mended: dict[Path, bytes] = {}  # and of those that were damaged, for another time
        self.done: list[str] = []
        self.refused = 0

    def begin(self) -> None:
        """Two or three articles with translations, adopted; some in the source's layout."""
        writer = Writer(self.random, 1)
        for name in "abc"[: self.random.randint(2, 3)]:
            english, chinese = writer.article(self.random.randint(3, 7))
            self._write(f"原文/{name}.md", english)
            self._write(f"译文/{name}.md", chinese)
        self.crowd.number = writer.number
        self._write("transpipe.toml", "")
        self.standing.words |= self.standing.authored()
        if self.git:
            self.git("init", "-q")
            self.commit()
        self.command("align")
        for path in self.standing.files():
            if self.random.random() < 0.4:
                self.command("build", "--relayout", f"原文/{path.name}")
        if self.random.random() < 0.4:
            self.traditional()
            self.build()
        self.sync()
        if self.random.random() < 0.7:
            self.commit()

    def step(self, step: Step) -> None:
        """One thing is done, by people, tools or a command."""
        for one in (self, self.crowd, self.files):
            one.random = Random(step.seed)
        killed, _blank, command = step.name.rpartition(" ")
        if killed:
            self.killed(command)
        elif hasattr(self, step.name):
            getattr(self, step.name)()
        elif hasattr(self.crowd, step.name):
            self._said(step.name, getattr(self.crowd, step.name)())
        else:
            self._said(step.name, getattr(self.files, step.name)())
            self._back()

    def end(self) -> None:
        """All is brought up to date; done again, nothing is written and nothing lost."""
        for _ in range(9):  # each catalogue may have to be put back after a tool
            if self._does("sync").code == 0:
                break
        self._does("build")
        self._does("sync")
        self._writes_nothing("build")
        self._writes_nothing("sync")

    # ── what is done ────────────────────────────────────────────────────────────────────────

    def tool(self) -> None:
        """Another tool writes a catalogue."""
        found = [p for p in self.standing.catalogues() if (self.root / _source(p)).exists()]
        if not found:
            return
        path, tool = self.random.choice(found), self.random.choice(TOOLS)
        before, empty = path.read_bytes(), self._empty(path)
        try:
            tool(path, self.random)
        except Unreadable as fault:
            if path not in self.touched:
                raise Broken("unreadable", f"{_source(path)}: {fault}") from None
        except (ValueError, OSError):
            return  # a file that is damaged already
        if path.read_bytes() == before:
            return
        self.done.append(f"{tool.__name__}({path.parts[-4]}/{path.stem})")
        self.touched.setdefault(path, before)
        # One or two units that are emptied may be what somebody wants.
        few = 0 < self._empty(path) - empty < 3
        self.standing.overwritten() if few else self.standing.stripped()

    def commit(self) -> None:
        """All there is, is committed."""
        if self.git and self.git("add", "-A") and self.git("commit", "-q", "-m", "state"):
            self.done.append("commit")
            self.standing.committed |= self.standing.authored() | self.standing.in_derived()

    def clone(self) -> None:
        """The work goes on in a fresh clone that has one commit, and no local state.

        What a tool had taken out before that commit nobody knows there.
        """
        if self.git is None or self.standing.missing:
            return
        self.commit()
        other = self.root.with_name("other")
        if self.git("clone", "-q", "--depth", "1", f"file://{self.root}", str(other)):
            self.done.append("clone")
            self.rules.forget(self.touched)
            shutil.rmtree(self.root)
            other.rename(self.root)
            self.standing.committed = self.standing.authored() | self.standing.in_derived()
            self.standing.by_git &= self.standing.authored() | self.standing.in_derived()

    def stashed(self) -> None:
        """A command runs while the work is put aside."""
        touched = dict(self.touched)
        self._said("stash", self.files.stashed(self._meanwhile))
        self.touched |= touched
        self._back()

    def _meanwhile(self) -> None:
        self.rules.put_back(self.standing.catalogues(), self.crowd.settled)
        self.rules.put_aside()
        self._does("sync")

    def sync(self) -> None:
        self._does("sync")

    def build(self) -> None:
        self._does("build")

    def traditional(self) -> None:
        """There are zh_TW catalogues and files from now on."""
        self._does("convert", "--add", "zh_TW")

    def draft(self) -> None:
        """An engine is asked for some units."""
        self._does("draft", "--engine", "echo", "--limit", "2")

    def killed(self, command: str) -> None:
        """A command comes to its end in the middle."""
        at = self.random.randint(0, 40)
        with suppress(Killed), killed_at(at):
            self.command(command)
        self.done[-1] += f"†{at}"
        self.rules.hold(self.crowd.settled, whole=False)
        self.rules.asked(self.crowd.both)

    def run(self) -> None:
        """The main job."""
        self._does("run")

    def command(self, *command: str) -> Ran:
        """Runs a command; whatever is no orderly refusal is a fault."""
        self.done.append(" ".join(command).upper())
        with guarded() as refusals:
            try:
                ran = Repository(self.root).transpipe(*command)
            except Exception as fault:
                raise Broken("crash", place_of(fault)) from fault
        if refusals:
            raise Broken("guard", refusals[0])
        if ran.code not in (0, 4):
            raise Broken("exit", f"{ran.code}: {ran.err.strip() or ran.out.strip()}")
        return ran

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _does(self, *command: str) -> Ran:
        """A command and what must hold after it; where it refuses, what it asks for is done.

        A catalogue that it has written all the same is no longer as a tool left it.
        """
        left = {path: path.read_bytes() for path in self.touched if path.exists()}
        ran = self.command(*command)
        for path, data in left.items():
            if path.exists() and path.read_bytes() != data:
                del self.touched[path]
        if ran.code == 4:
            self.refused += 1
            self.done[-1] += "(refused)"
            self._restored(ran.err + ran.out)
        whole = command[0] in ("sync", "run") and ran.code == 0
        if whole:
            self.touched.clear()
            self.rules.quarrels(self.crowd.both)
        self.rules.hold(self.crowd.settled, whole=whole)
        self.rules.no_entry_is_twice(self.touched)
        return ran

    def _restored(self, said: str) -> None:
        """The catalogues that a command cannot read are as they were before the tool came.

        So is one that is damaged in a commit, and was put back from there.
        """
        for path, data in {**self.mended, **self.touched}.items():
            name = re.escape(str(path.relative_to(self.root)))
            if re.search(rf"{name}:\d+: (?!info|warning)", said):
                path.write_bytes(data)
                self.done.append(f"restored({path.stem})")
                self.mended[path] = data
                self.touched.pop(path, None)
        self.standing.missing -= self.standing.words - self.standing.nowhere()
        self.standing.overwritten()

    def _writes_nothing(self, command: str) -> None:
        before = Repository(self.root).state()
        ran = self.command(command)
        if ran.code == 4:
            raise Broken("stuck", f"{command}: {(ran.err + ran.out).strip()}")
        after = Repository(self.root).state()
        if before != after:
            raise Broken("again", f"{command} writes {' '.join(differing(before, after))}")
        self.rules.hold(self.crowd.settled, whole=command != "build")

    def _back(self) -> None:
        """What people put back they stand by."""
        self.rules.put_back(self.files.put_back, self.crowd.settled)
        self.files.put_back.clear()

    def _empty(self, path: Path) -> int:
        return sum(e.live and not e.target for e in po_text.read(text_of(path)))

    def _said(self, name: str, done: object) -> None:
        if done:
            self.done.append(name if done is True else f"{name}({done})")

    def _write(self, path: str, text: str) -> None:
        Repository(self.root).write(path, text)


def _source(catalogue: Path) -> str:
    return f"原文/{catalogue.stem}.md"


def place_of(fault: Exception) -> str:
    """Where a program broke off, so that two faults of one kind look alike."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(frame.filename).name}:{frame.name}: {fault}"
