"""Many articles at once: processes of this machine (concurrent.futures is opened here).

A process is begun as a copy of this one, so that it knows all that was read; only results travel.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from math import ceil
from multiprocessing.process import BaseProcess
from threading import Thread
from time import process_time
from typing import Any, TypeVar

from transpipe.errors import FileFault, TranspipeError
from transpipe.ports import Answer

T = TypeVar("T")
R = TypeVar("R")
# A result, and the kind and the facts of a fault where there is one instead.
Fault = tuple[type[TranspipeError], dict[str, Any]]
Said = tuple[Any, Fault | None]

# Seconds that are worked here before anything is said of the rest, and how many must be left:
# two processes are there after .05 s (a copy of 60 MB) to .15 s (of 400 MB), and save half of it.
LOOK, WORTH = 0.2, 0.8
# So many batches a process may be ahead of who takes the answers: they take memory.
_AHEAD = 4
# Seconds that a batch takes at least, and how often it is begun anew where a process died; after
# that each of its items has a process of its own, and the one that kills it is known.
_BATCH, _AGAIN = 0.1, 2


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@dataclass(frozen=True)
class Processes:
    """An Executor of `count` processes, which begin once what is left takes `worth` seconds.

    That is measured, not assumed: the first items are worked on here. Elsewhere than on Linux, and
    where there is one processor, everything is.

    Articles are aligned and checked, and pages made so. Cutting an article into blocks is not: what
    comes out takes a quarter of that time to send, and is a fifth of a first `sync`. Nor are what a
    build writes and what is derived: all articles are held here for either.
    """

    count: int
    worth: float = WORTH

    def map(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """The same as `near`: what stays on this machine need not travel."""
        return self.near(work, items)

    def near(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """The answers in the order of the items, however often a process dies."""
        pace = Pace()
        for number, item in enumerate(items):
            left = len(items) - number
            if self._pays(pace, left):
                size = max(1, min(pace.together(left), left // (4 * self.count)))
                yield from _Round(work, items[number:], self.count).answers(size)
                return
            yield partial(answer, pace.timed(work, item))

    def _pays(self, pace: Pace, left: int) -> bool:
        if self.count < 2 or left < 2 or not _can_copy():
            return False
        return self.worth == 0 or (pace.is_known and pace.seconds(left) >= self.worth)


@dataclass
class Pace:
    """How long work takes, as seen by what was done of it."""

    spent: float = 0.0
    done: int = 0

    def timed(self, work: Callable[[T], R], item: T) -> Said:
        """Works on one more item."""
        began = process_time()
        said = tried(work, item)
        self.spent += process_time() - began
        self.done += 1
        return said

    @property
    def is_known(self) -> bool:
        """Whether enough was done to tell."""
        return self.spent >= LOOK

    def seconds(self, count: int) -> float:
        """How long so many items take."""
        return self.spent / self.done * count

    def together(self, left: int) -> int:
        """How many of those that are left make a batch that is worth the way; one where unknown."""
        return min(left, ceil(_BATCH * self.done / self.spent)) if self.spent else 1


def _can_copy() -> bool:
    known = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return known and not multiprocessing.current_process().daemon


def tried(work: Callable[[T], R], item: T) -> Said:
    """A result, or the fault that one article has; anything else is a bug, and is raised."""
    try:
        return work(item), None
    except TranspipeError as fault:
        return None, (type(fault), vars(fault))


def answer(said: Said) -> Any:
    """The result, or raises the fault as it was."""
    value, fault = said
    if fault is None:
        return value
    kind, facts = fault
    raised = kind.__new__(kind)
    vars(raised).update(facts)
    raise raised


@dataclass(frozen=True)
class _Round:
    """Items that processes work on, `count` at a time."""

    work: Callable[[Any], Any]
    items: Sequence[Any]
    count: int

    def answers(self, size: int) -> Iterator[Answer[Any]]:
        """In the order of the items, which are handed out by so many."""
        left = [range(start, min(start + size, len(self.items)))
                for start in range(0, len(self.items), size)]  # fmt: skip
        deaths = 0  # since the last batch that was done
        while left:
            done = 0
            try:
                for said in self._batches(left):
                    done += 1
                    yield from (partial(answer, each) for each in said)
            except BrokenProcessPool:
                deaths = 1 if done else deaths + 1
            left = left[done:]
            if left and deaths > _AGAIN:
                first, *left = left
                yield from (partial(answer, self._alone(number)) for number in first)

    def _alone(self, number: int) -> Said:
        """What one item gives in a process of its own; a fault where it kills that too."""
        try:
            return next(self._batches([range(number, number + 1)]))[0]
        except BrokenProcessPool:
            return lost(self.items[number])

    def _batches(self, batches: Sequence[range]) -> Iterator[list[Said]]:
        global _INHERITED
        _INHERITED = self.work, self.items
        others, ahead = set(multiprocessing.active_children()), _AHEAD * self.count
        pool = ProcessPoolExecutor(
            min(self.count, len(batches)), multiprocessing.get_context("fork"), _begin
        )
        try:
            with warnings.catch_warnings():
                # Of threads that a copy does not have: none of ours holds what it needs.
                warnings.simplefilter("ignore", DeprecationWarning)
                first = [pool.submit(_batch, one) for one in batches[:ahead]]
            waiting = deque[Future[list[Said]]](first)
            for one in batches[ahead:]:
                yield waiting.popleft().result()
                waiting.append(pool.submit(_batch, one))
            for future in waiting:
                yield future.result()
        finally:
            _INHERITED = None
            pool.shutdown(wait=True, cancel_futures=True)
            _end(set(multiprocessing.active_children()) - others)


def _end(processes: Iterable[BaseProcess]) -> None:
    """Ends what a pool left: one that was interrupted while it began tells no process to end."""
    for process in processes:
        process.kill()
        process.join()


def lost(item: object) -> Said:
    """What is said of an item that no process outlives."""
    reason = _("a process died over it, each time that it was tried")
    return None, (FileFault, vars(FileFault(str(getattr(item, "name", item)), reason)))


# What the copies of this process work on: theirs from the moment they are made.
_INHERITED: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def _batch(numbers: range) -> list[Said]:
    if _INHERITED is None:
        raise RuntimeError("a process was begun without anything to do")
    work, items = _INHERITED
    return [tried(work, items[number]) for number in numbers]


def _begin() -> None:
    """In a new process: what interrupts a command is for the first one, and nothing outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # memory that is not looked at stays shared
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
