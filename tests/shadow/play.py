"""One history on two trees, a transpipe at work in each; edits are made once, and copied.

Commands are not killed here: where the older code writes in other steps, a kill at one of them
says nothing. A history ends where the trees are no longer the same.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.histories.crowd import Settled
from tests.histories.other_tools import Game, Plan, plan
from tests.histories.play import History
from tests.histories.rules import Broken, Rules
from tests.repository import Ran, Repository
from tests.shadow.checkout import Server
from tests.shadow.differences import Answer, Difference, answers, states

GAMES = ("first", "other-tools")
_JSON = ("sync", "build", "run", "convert", "align")


@dataclass(frozen=True)
class Extent:
    """How much is compared: so many commands of a history; the pages too, or not."""

    steps: int = 1000
    pages: bool = False


class Apart(Exception):
    """The trees are no longer the same, or as many commands ran as were asked for."""


class Both:
    """Two trees and the two transpipes that work in them."""

    def __init__(self, place: Path, old: Server, new: Server, extent: Extent) -> None:
        self.old, self.new = place / "old" / "work", place / "new" / "work"
        self.servers = {self.old: old, self.new: new}
        self.extent = extent
        self.step = 0
        self.found: list[tuple[int, str, tuple[str, ...]]] = []

    def command(self, *arguments: str) -> Ran:
        """Runs a command in both trees, notes what is not the same, and answers as the new one."""
        if self.step == self.extent.steps:
            raise Apart
        self.step += 1
        self._mirrored()
        asked = [*arguments, "--json"] if arguments[0] in _JSON else list(arguments)
        said = self._asked(asked)
        self._noted(arguments[0], answers(*said))
        if self._noted(arguments[0], states(*self._states())):
            raise Apart
        self._noted("check", answers(*self._asked(["check", "--json"])))
        code = said[1]["code"]
        return Ran(code if isinstance(code, int) else 1, said[1]["out"], said[1]["err"])

    def _asked(self, arguments: list[str]) -> tuple[Answer, Answer]:
        old, new = (
            _placeless(self.servers[tree].ask(tree, arguments), tree)
            for tree in (self.old, self.new)
        )
        return old, new

    def _states(self) -> Iterable[Mapping[str, bytes]]:
        for tree in (self.old, self.new):
            files = Repository(tree).state().items()
            yield {
                path: data
                for path, (data, _time) in files
                if self.extent.pages or not path.startswith("_site/")
            }

    def _noted(self, command: str, found: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
        """Adds differences of a command; whether there was one."""
        before = len(self.found)
        for reason, shown in found:
            self.found.append((self.step, f"{command} · {reason}", shown))
        return len(self.found) > before

    def _mirrored(self) -> None:
        """The old tree holds what people left in the new one; what each remembers is its own."""
        if not (self.new / ".transpipe").exists():
            shutil.rmtree(self.old / ".transpipe", ignore_errors=True)
        there, here = _files(self.old), _files(self.new)
        for path in there:
            if path not in here:
                (self.old / path).unlink()
        for path, data in here.items():
            if there.get(path) != data:
                (self.old / path).parent.mkdir(parents=True, exist_ok=True)
                (self.old / path).unlink(missing_ok=True)
                (self.old / path).write_bytes(data)


class _Lenient(Rules):
    """Promises are no matter here: the codes are compared with each other."""

    def hold(self, settled: Settled, *, whole: bool) -> None:
        self.standing.looked()
        settled.clear()

    def no_entry_is_twice(self, touched: Iterable[Path]) -> None:
        pass

    def quarrels(self, both: list[tuple[str, str]]) -> None:
        both.clear()


class OtherTools(Game):
    """The second game, its commands run in both trees."""

    def __init__(self, both: Both, made: Plan) -> None:
        super().__init__(both.new, made)
        self.plan = made
        self.both = both
        self.rules = _Lenient(self.standing)

    def command(self, *command: str) -> Ran:
        self.done.append(" ".join(command).upper())
        return self.both.command(*command)

    def killed(self, command: str) -> None:
        self.command(command)

    def _writes_nothing(self, command: str) -> None:
        self.command(command)

    def whole(self) -> None:
        """The history from its beginning to its end."""
        self.begin()
        for step in self.plan.steps:
            self.step(step)
        self.end()


class First(History):
    """The first game, its commands run in both trees."""

    def __init__(self, both: Both, seed: int) -> None:
        super().__init__(both.new, Random(seed))
        self.both = both

    def nothing_is_lost(self) -> None:
        pass

    def _quarrels_are_kept(self) -> None:
        self.people.both.clear()

    def _run(self, command: str) -> None:
        self.done.append(command.upper())
        self.both.command(command)

    def _killed(self, command: str) -> None:
        self.random.randint(0, 25)
        self._run(command)

    def _relaid(self) -> None:
        for path in sorted((self.root / "译文").iterdir()):
            self.both.command("build", "--relayout", path.name)

    def _writes_nothing(self, command: str) -> None:
        self._run(command)

    def whole(self) -> None:
        """The history from its beginning to its end."""
        self.begin()
        for _ in range(self.random.randint(3, 9)):
            self.step()
        self.end()


def compared(game: str, seed: int, old: Server, new: Server, extent: Extent) -> list[Difference]:
    """What the two codes do otherwise in a history, up to the step where their trees differ."""
    place = Path(tempfile.mkdtemp(prefix="transpipe-"))
    try:
        both = Both(place, old, new, extent)
        for tree in (both.old, both.new):
            tree.mkdir(parents=True)
        one = First(both, seed) if game == "first" else OtherTools(both, plan(seed))
        with suppress(Apart, Broken):
            one.whole()
        done = " ".join(one.done)
        return [Difference(game, seed, n, why, shown, done) for n, why, shown in both.found]
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _files(tree: Path) -> dict[str, bytes]:
    """Every file with its bytes, git's too; not what a transpipe remembers."""
    return {
        str(path.relative_to(tree)): path.read_bytes()
        for path in sorted(tree.rglob("*"))
        if path.is_file() and path.relative_to(tree).parts[0] != ".transpipe"
    }


def _placeless(answer: Answer, tree: Path) -> Answer:
    """What a command said, without where it ran."""
    return {
        name: value.replace(str(tree), ".") if isinstance(value, str) else value
        for name, value in answer.items()
    }
