"""A service as a Translator: every question gets its own answer, or none, and nothing is lost.

Answers are kept as they come; what was answered before is not asked. Several connections ask at
once. A request that fails is made again where that may help; one of several texts that fails as a
whole is made for each of them. A service that fails several times in a row, or says that it will
not serve us, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic

from transpipe.engines.answers import Answers
from transpipe.engines.asking import LOOK, Patience, Service, Unanswered, pieces, whole, within
from transpipe.engines.pacing import Pace
from transpipe.errors import EngineFault
from transpipe.model import Heard, Locale, Question

# Characters in one request; a single text may be longer.
_TOGETHER = 4000

Part = tuple[int, int, int, Question]  # the question, its line, the piece of that, what is asked


def unheard(_heard: Heard) -> None:
    """Tells nobody how far it is."""


@dataclass
class Tally:
    """How far an engine is, counted by all who ask it, and told with each answer."""

    told: Callable[[Heard], None] = unheard
    heard: Heard = field(default_factory=Heard)
    _lock: Lock = field(default_factory=Lock)

    def fail(self, reason: str, *, stopped: bool) -> None:
        """A request that was not answered."""
        with self._lock:
            self.heard = replace(self.heard, reason=reason, stopped=stopped)
            self.told(self.heard)

    def add(self, **more: int) -> None:
        """So many more."""
        with self._lock:
            sums = {name: getattr(self.heard, name) + count for name, count in more.items()}
            self.heard = replace(self.heard, **sums)
            self.told(self.heard)


@dataclass
class Patient:
    """Asks a service; `told` hears how far it is, at each answer."""

    service: Service
    patience: Patience = field(default_factory=Patience)
    answers: Answers | None = None
    told: Callable[[Heard], None] = unheard
    _pace: Pace | None = None
    _tally: Tally | None = None

    @property
    def name(self) -> str:
        """That of the service."""
        return self.service.name

    @property
    def heeds(self) -> bool:
        """Whether the service does."""
        return self.service.heeds

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        """One answer a question, in order, None where it failed; EngineFault where all did."""
        if not self.heeds:
            # What it cannot read makes no other question of the same text.
            questions = [Question(each.text) for each in questions]
        answers = [self._recall(each, locale) for each in questions]
        asked = {n: q for n, q in enumerate(questions) if answers[n] is None}
        pace = self._pace = self._pace or Pace(self.patience)
        tally = self._tally = self._tally or Tally(self.told)
        known = len(questions) - len(asked)
        tally.add(asked=len(questions), done=known, known=known)
        batch = _Batch(self.service, locale, pace, tally, self.answers)
        if asked and pace.stopped.is_set():
            batch.reason = pace.reason
        elif asked:
            for number, answer in batch.asked(asked):
                answers[number] = answer
                tally.add(done=1)
        if batch.reason and not any(answers):
            raise EngineFault(self.name, batch.reason)
        return answers

    def _recall(self, question: Question, locale: Locale) -> str | None:
        return self.answers.recall(question, locale) if self.answers is not None else None


@dataclass(frozen=True)
class _Open:
    """A question, and what was answered of the pieces of its lines; None for nothing yet."""

    question: Question
    found: list[list[str | None]]


@dataclass
class _Batch:
    """Questions that are asked at once.

    Whoever got an answer keeps it before anything else is asked: what was sent and is not kept is
    what is on the way.
    """

    service: Service
    locale: Locale
    pace: Pace
    tally: Tally
    answers: Answers | None
    reason: str = ""
    _open: dict[int, _Open] = field(default_factory=dict)
    _said: SimpleQueue[tuple[int, str] | Future[None]] = field(default_factory=SimpleQueue)
    _lock: Lock = field(default_factory=Lock)

    def asked(self, questions: dict[int, Question]) -> Iterator[tuple[int, str]]:
        """The answers by the numbers of their questions, as they become whole."""
        parts = list[Part]()
        for number, question in questions.items():
            try:
                lines = [list(line) for line in pieces(question.text, self.service.limit)]
            except Unanswered as fault:
                self.reason = fault.reason
                continue
            found = [[None if piece.strip() else piece for piece in line] for line in lines]
            self._open[number] = _Open(question, found)
            parts += [
                (number, at, place, replace(question, text=piece))
                for at, line in enumerate(lines)
                for place, piece in enumerate(line)
                if piece.strip()
            ]
        yield from self._answers(parts)

    def _answers(self, parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
        pool = ThreadPoolExecutor(self.pace.patience.connections)
        try:
            requests = list(_together(parts, self.service.most))
            for request in requests:
                pool.submit(self._request, request).add_done_callback(self._said.put)
            left = len(requests)
            while left:
                said = self._next()
                if isinstance(said, Future):
                    said.result()
                    left -= 1
                else:
                    yield said
        except BaseException:
            # Whoever was waiting has gone, and so do they who asked.
            self.pace.stopped.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> tuple[int, str] | Future[None]:
        """The next answer, or the next request that is done with."""
        while True:
            with suppress(Empty):
                return self._said.get(timeout=LOOK)

    def _request(self, request: Sequence[Part]) -> None:
        """Gets answers to a request, or to each text of it where it fails as a whole."""
        again: Sequence[Part] = ()
        try:
            said = self._patiently([part[-1] for part in request])
        except Unanswered as fault:
            if len(request) > 1 and not fault.stop and not self.pace.stopped.is_set():
                again = request
            else:
                self.reason = fault.reason
                self.tally.fail(fault.reason, stopped=self.pace.stopped.is_set())
        else:
            rows = list(zip(request, said, strict=True))
            for part, answer in rows:
                if answer and answer.strip():
                    self._take(part, answer)
            lost = [part for part, answer in rows if not answer or not answer.strip()]
            again = lost if len(request) > 1 else ()
        for part in again:
            self._request([part])

    def _take(self, part: Part, answer: str) -> None:
        """The answer to a piece of a text, which may make that whole."""
        number, at, place, _piece = part
        with self._lock:
            it = self._open[number]
            it.found[at][place] = answer
            lines = [[p for p in line if p is not None] for line in it.found]
        if [len(line) for line in lines] == [len(line) for line in it.found]:
            text = whole(lines)
            if self.answers is not None and text.strip():
                self.answers.keep(it.question, self.locale, text)
            self._said.put((number, text))

    def _patiently(self, questions: Sequence[Question]) -> Sequence[str | None]:
        patience, pace = self.pace.patience, self.pace
        end, attempt = monotonic() + patience.deadline, 0
        while True:
            if pace.stopped.is_set():
                raise Unanswered(pace.reason, stop=True)
            try:
                pace.turn(end)
                size = sum(len(each.text) for each in questions)
                self.tally.add(sent=len(questions), characters=size, again=min(attempt, 1))
                answers = self._once(questions, end)
            except Unanswered as fault:
                attempt += 1
                try:
                    if not fault.again or attempt >= patience.attempts:
                        raise
                    pace.before_again(fault, attempt - 1, end)
                except Unanswered:
                    if fault.stop or len(questions) == 1:
                        pace.failed(fault)
                    raise
                continue
            pace.succeeded()
            return answers

    def _once(self, questions: Sequence[Question], end: float) -> Sequence[str | None]:
        left = max(0.0, end - monotonic())
        ask = lambda: self.service.ask(questions, self.locale, left)  # noqa: E731
        answers = within(left, ask, self.pace.stopped)
        if len(answers) != len(questions):
            raise Unanswered(_wrong_count(len(answers), len(questions)))
        return answers


def _wrong_count(got: int, asked: int) -> str:
    return _("{got} answers to {asked} texts").format(got=got, asked=asked)


def _together(parts: Sequence[Part], most: int) -> Iterator[Sequence[Part]]:
    """The parts in requests, of so many each, and not too long."""
    request, size = list[Part](), 0
    for part in parts:
        length = len(part[-1].text)
        # What went wrong among others is asked alone.
        full = len(request) == most or size + length > _TOGETHER
        if request and (full or part[-1].wrong):
            yield request
            request, size = [], 0
        request.append(part)
        size += length
    if request:
        yield request
