"""What a value was worked out from: what was asked of the outside, and the name of each answer.

Who asks files or git notes it here. Whoever keeps a value beyond that keeps what was noted with it,
and repeats it each time the value is taken: so it is known of all that is made of the value, too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass
class Inputs:
    """The answers by question; `doubtful` where one has no name, or was two things."""

    answers: dict[str, str] = field(default_factory=dict)
    doubtful: bool = False

    def note(self, question: str, answer: str) -> None:
        """Takes down what a question was answered with."""
        self.doubtful |= self.answers.setdefault(question, answer) != answer

    def add(self, other: Inputs) -> None:
        """Takes down all that something else was worked out from."""
        for question, answer in other.answers.items():
            self.note(question, answer)
        self.doubtful |= other.doubtful


_NOW: ContextVar[Inputs | None] = ContextVar("inputs", default=None)


def note(question: str, answer: str) -> None:
    """What is being worked out depends on the answer to a question."""
    now = _NOW.get()
    if now is not None:
        now.note(question, answer)


def doubt() -> None:
    """What is being worked out depends on something that has no name."""
    now = _NOW.get()
    if now is not None:
        now.doubtful = True


def repeat(inputs: Inputs) -> None:
    """What is being worked out depends on all of this."""
    now = _NOW.get()
    if now is not None and now is not inputs:
        now.add(inputs)


@contextmanager
def gathered() -> Iterator[Inputs]:
    """What is asked meanwhile; whoever works out something around it depends on that, too."""
    inputs = Inputs()
    token = _NOW.set(inputs)
    try:
        yield inputs
    finally:
        _NOW.reset(token)
        repeat(inputs)


@contextmanager
def apart() -> Iterator[None]:
    """What is asked meanwhile is nobody's input: the answer to one question stands for it."""
    token = _NOW.set(None)
    try:
        yield
    finally:
        _NOW.reset(token)


class Shelf(Generic[K, T]):
    """Values by key, each worked out once, with what it was worked out from."""

    def __init__(self) -> None:
        self._values: dict[K, tuple[T, Inputs]] = {}

    def get(self, key: K, make: Callable[[], T]) -> T:
        """The value of a key; the first time it is made."""
        if key not in self._values:
            with gathered() as inputs:
                value = make()
            self._values[key] = value, inputs
            return value
        value, inputs = self._values[key]
        repeat(inputs)
        return value


class shelved(Generic[T]):  # noqa: N801
    """A property that is worked out once an object, with what it was worked out from."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> shelved[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> shelved[T] | T:
        if owner is None:
            return self
        known: Shelf[str, T] = vars(owner).setdefault("shelf", Shelf())
        return known.get(self._name, lambda: self._make(owner))
