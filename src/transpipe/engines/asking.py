"""How a service on the network is asked: text by text, with an end to every wait.

A text that fails is left out and the next one asked; a service that fails several times in a
row, or says that it will not serve us, is left alone. What was answered before is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from threading import Thread
from typing import Any

from transpipe.errors import EngineFault
from transpipe.text.han import joint

# Google takes about this many characters of Chinese in an address (nine bytes each, escaped).
LIMIT = 1800
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|(?<=[。！？])(?=\S)")
_LONGEST_WAIT = 20.0  # seconds, whatever a service asks for
_FAILURES = 3  # in a row, after which a service is asked no more


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a service is waited for: `deadline` and `pause` in seconds."""

    attempts: int = 3
    pause: float = 1.0
    deadline: float = 30.0


@dataclass(eq=False)
class Unanswered(Exception):
    """One text without an answer; `again`: asking again may help; `stop`: nothing will.

    `wait` is what the service asks for, in seconds. The reason never quotes a key.
    """

    reason: str
    again: bool = False
    stop: bool = False
    wait: float = 0.0


def within(seconds: float, call: Callable[[], str | None]) -> str | None:
    """What `call` answers, if it does in time; it is left to itself if not.

    For libraries that wait without end. The thread is a daemon, so that it keeps no program open.
    """
    answers: list[str | None] = []
    faults: list[Exception] = []

    def work() -> None:
        try:
            answers.append(call())
        except Exception as fault:
            faults.append(fault)

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not answers:
        raise Unanswered(_("no answer in {seconds} s").format(seconds=f"{seconds:g}"))
    return answers[0]


def ask_each(
    engine: str,
    texts: Sequence[str],
    ask: Callable[[str], str | None],
    patience: Patience,
) -> list[str | None]:
    """One answer a text, in order, None where there was none.

    Raises EngineFault where not one text was answered.
    """
    answers: list[str | None] = []
    failures, reason = 0, ""
    for text in texts:
        try:
            answers.append(_whole(text, ask, patience))
            failures = 0
        except Unanswered as fault:
            answers.append(None)
            failures, reason = failures + 1, fault.reason
            if fault.stop or failures == _FAILURES:
                break
    if reason and not any(answers):
        raise EngineFault(engine, reason)
    return answers + [None] * (len(texts) - len(answers))


def _whole(text: str, ask: Callable[[str], str | None], patience: Patience) -> str | None:
    """The answer to a text asked in pieces; a piece that fails fails the whole."""
    lines: list[str] = []
    for line in text.split("\n"):
        answer = ""
        for piece in pieces(line):
            part = _patiently(piece, ask, patience) if piece.strip() else piece
            if part is None or (piece.strip() and not part.strip()):
                return None
            answer += joint(answer, part) + part
        lines.append(answer)
    return "\n".join(lines)


def pieces(line: str) -> Iterator[str]:
    """A line cut at ends of sentences into pieces of at most `LIMIT` characters.

    Raises Unanswered where a single sentence is longer.
    """
    piece = ""
    for sentence in _SENTENCE.split(line):
        if len(sentence) > LIMIT:
            raise Unanswered(_("a sentence of {n} characters").format(n=len(sentence)))
        gap = joint(piece, sentence)
        if len(piece + gap + sentence) > LIMIT:
            yield piece
            piece = sentence
        else:
            piece += gap + sentence
    yield piece


def _patiently(text: str, ask: Callable[[str], str | None], patience: Patience) -> str | None:
    from tenacity import Retrying, retry_if_exception, stop_after_attempt

    def pause(state: Any) -> float:
        fault = state.outcome.exception()
        asked = fault.wait if isinstance(fault, Unanswered) else 0.0
        growing = patience.pause * 2 ** (state.attempt_number - 1)
        return float(min(max(asked, growing), _LONGEST_WAIT))

    retrying = Retrying(
        stop=stop_after_attempt(patience.attempts),
        wait=pause,
        retry=retry_if_exception(lambda e: isinstance(e, Unanswered) and e.again),
        reraise=True,
    )
    return retrying(ask, text)
