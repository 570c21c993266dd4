"""What a service on the network is, and how one is asked: with an end to every wait.

A `Service` is one of the files beside this; `patient` asks it, text by text or several at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from threading import Event, Thread
from time import monotonic
from typing import Protocol, TypeVar

from transpipe.model import Locale, Question
from transpipe.text.han import joint

T = TypeVar("T")

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|(?<=[。！？])(?=\S)")
# Seconds between two looks whether anybody still waits, or was interrupted: a signal that comes
# right before a wait begins, or to another thread, does not end it.
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Patience:
    """How a service is asked.

    `deadline` is how long a request may take with all that is tried again, `pause` the longest
    first wait before that, in seconds. So many `connections` at a time, at most `a_minute`
    requests (0: any number); after so many `failures` in a row the service is asked no more.
    """

    attempts: int = 3
    pause: float = 1.0
    deadline: float = 60.0
    connections: int = 4
    a_minute: float = 0.0
    failures: int = 3


class Service(Protocol):
    """What answers questions, each time that it is asked, or not at all."""

    @property
    def name(self) -> str:
        """`engine` or `engine/model`."""

    @property
    def heeds(self) -> bool:
        """Whether it answers otherwise where it is told what was wrong."""

    @property
    def identity(self) -> str:
        """All that its answers depend on but the question: where it is, and how it is asked."""

    @property
    def most(self) -> int:
        """How many texts one request may hold."""

    @property
    def limit(self) -> int:
        """How many characters a text may have; 0: a text of any length is asked as it is."""

    def ask(
        self, questions: Sequence[Question], locale: Locale, seconds: float
    ) -> list[str | None]:
        """One answer a question, in order. Raises Unanswered."""


@dataclass(eq=False)
class Unanswered(Exception):
    """A request without an answer; `again`: asking again may help; `stop`: nothing will.

    `wait` is what the service asks for, in seconds. The reason never quotes a key.
    """

    reason: str
    again: bool = False
    stop: bool = False
    wait: float = 0.0


def late(seconds: float) -> Unanswered:
    """No answer in time."""
    return Unanswered(_("no answer in {seconds} s").format(seconds=f"{seconds:.3g}"))


def within(seconds: float, call: Callable[[], T], stopped: Event | None = None) -> T:
    """What `call` answers, if it does in time; it is left to itself if not, or once `stopped`.

    For whatever waits without end. The thread is a daemon, so that it keeps no program open.
    """
    answers, faults, done = list[T](), list[Exception](), Event()

    def work() -> None:
        try:
            answers.append(call())
        except Exception as fault:
            faults.append(fault)
        done.set()

    Thread(target=work, daemon=True).start()
    end = monotonic() + seconds
    while not done.wait(max(0.0, min(LOOK, end - monotonic()))):
        if monotonic() >= end or (stopped is not None and stopped.is_set()):
            raise late(seconds)
    if faults:
        raise faults[0]
    return answers[0]


def pieces(text: str, limit: int) -> Iterator[Iterator[str]]:
    """For each line of a text what is to be asked of it; a text of any length where `limit` is 0.

    Raises Unanswered where a single sentence is longer than the limit.
    """
    if not limit:
        yield iter([text])
        return
    for line in text.split("\n"):
        yield _pieces(line, limit)


def _pieces(line: str, limit: int) -> Iterator[str]:
    """A line cut at ends of sentences into pieces of at most `limit` characters."""
    piece = ""
    for sentence in _SENTENCE.split(line):
        if len(sentence) > limit:
            raise Unanswered(_("a sentence of {n} characters").format(n=len(sentence)))
        gap = joint(piece, sentence)
        if len(piece + gap + sentence) > limit:
            yield piece
            piece = sentence
        else:
            piece += gap + sentence
    yield piece


def whole(lines: Sequence[Sequence[str]]) -> str:
    """The answers to the pieces of the lines of a text as one text."""
    said = list[str]()
    for line in lines:
        answer = ""
        for part in line:
            answer += joint(answer, part) + part
        said.append(answer)
    return "\n".join(said)
