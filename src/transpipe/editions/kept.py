"""What was found out about an article, taken for as long as nothing says anything else.

Kept is only what wrote nothing, and what was worked out from answers that have a name: of files,
of local state, of git. When all that was asked then has the same answers now, so has the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any, Generic, TypeVar

from transpipe.config import Config
from transpipe.model import Pair, Pairs
from transpipe.model.inputs import Inputs, apart, gathered, repeat
from transpipe.ports import Answer, Executor
from transpipe.repository import Workspace
from transpipe.repository.memo import Row
from transpipe.repository.spelt import read, spell

T = TypeVar("T")
M = TypeVar("M")
_MOST = 400  # answers that a value may depend on
_DAMAGED = (ValueError, TypeError, KeyError, AttributeError)


def world(config: Config, pairs: Pairs, files: Mapping[str, int]) -> str:
    """What all articles may depend on: settings, pairs, and which files there are."""
    signs = blake2b(f"{config!r}\0{pairs!r}".encode("utf-8", "surrogateescape"), digest_size=16)
    for path, size in files.items():
        signs.update(f"\0{path}\0{min(size, 1)}".encode("utf-8", "surrogateescape"))
    return signs.hexdigest()


@dataclass(frozen=True)
class Work(Generic[M, T]):
    """What is worked out of many articles: `make` wherever it is, `finish`, which may write, here.

    `name` stands before that of the article, `kind` is what comes out.
    """

    name: str
    kind: Any
    make: Callable[[Pair], M]
    finish: Callable[[Pair, Answer[M]], T]


@dataclass(frozen=True, eq=False)
class Kept:
    """What is kept of a repository's articles, in a world; `answers` are questions of our own."""

    workspace: Workspace
    world: str
    answers: dict[str, Callable[[], str]] = field(default_factory=dict)
    _parts: dict[str, Inputs] = field(default_factory=dict)

    def get(self, name: str, kind: Any, make: Callable[[], T]) -> T:
        """The value of that name: the one that is kept, where `make` would answer the same."""
        found: list[T] = self.recall(name, kind)
        if found:
            return found[0]
        before = self.workspace.answers.effects
        with gathered() as inputs:
            value = make()
        if self.workspace.answers.effects == before:
            self.keep(name, value, inputs)
        return value

    def each(self, work: Work[M, T], pairs: Sequence[Pair], executor: Executor) -> Iterator[T]:
        """The value of each article, in order; those that are not kept are made by an executor."""
        known = {pair: self.recall(f"{work.name} {pair.article}", work.kind) for pair in pairs}
        wanted = [pair for pair in pairs if not known[pair]]
        answers = executor.near(partial(_with_inputs, work.make), wanted)
        for pair in pairs:
            if known[pair]:
                yield known[pair][0]
            else:
                finish = partial(work.finish, pair, partial(_repeated, next(answers)))
                yield self.get(f"{work.name} {pair.article}", work.kind, finish)

    def recall(self, name: str, kind: Any) -> list[Any]:
        """The value that is kept under a name and still holds, in a list; else an empty one."""
        row = self.workspace.answers.recall(name, self.world)
        if row is None or not self._hold(row.answers):
            return []
        try:
            value = read(kind, row.value)
        except _DAMAGED:
            return []
        repeat(Inputs(row.answers))
        return [value]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What is asked meanwhile belongs to the value of a name, as what was before does."""
        with gathered() as inputs:
            yield
        self._parts.setdefault(name, Inputs()).add(inputs)

    def keep_parts(self, name: str, value: object) -> None:
        """Keeps a value that was worked out in parts."""
        self.keep(name, value, self._parts.pop(name, Inputs()))

    def keep(self, name: str, value: object, inputs: Inputs) -> None:
        """Keeps a value that was worked out from all this, and for which nothing was written."""
        if not (inputs.doubtful or self.workspace.dry_run or len(inputs.answers) > _MOST):
            self.workspace.answers.keep(name, self.world, Row(spell(value), inputs.answers))

    def _hold(self, asked: Mapping[str, str]) -> bool:
        """Whether all questions have these answers now; most have been asked before."""
        known = self.workspace.answers.known(asked)
        return known or all(self._holds(*each) for each in asked.items())

    def _holds(self, question: str, answer: str) -> bool:
        ours = self.answers.get(question)
        if ours is None:
            return self.workspace.answers.now(question) == answer
        with apart():
            return ours() == answer


def _with_inputs(make: Callable[[Pair], M], pair: Pair) -> tuple[M, Inputs]:
    """What is made, with all that it was made from: who keeps it may be another process."""
    with gathered() as inputs:
        made = make(pair)
    return made, inputs


def _repeated(answer: Answer[tuple[M, Inputs]]) -> M:
    made, inputs = answer()
    repeat(inputs)
    return made
