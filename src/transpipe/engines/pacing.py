"""When a service may be asked next, and whether it may be asked at all."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from gettext import gettext as _
from threading import Event, Lock
from time import monotonic

from transpipe.engines.asking import Patience, Unanswered

_LONGEST_WAIT = 20.0  # seconds, whatever a service asks for


@dataclass
class Pace:
    """The turns of all connections to one service."""

    patience: Patience
    stopped: Event = field(default_factory=Event)
    reason: str = ""
    _next: float = 0.0
    _failures: int = 0
    _lock: Lock = field(default_factory=Lock)

    def turn(self, end: float) -> None:
        """Waits for a turn, until `end` at most. Raises Unanswered where there is none by then."""
        with self._lock:
            now = monotonic()
            start = max(now, self._next)
            if self.patience.a_minute:
                self._next = start + 60 / self.patience.a_minute
        self.sleep(start - now, end)

    def sleep(self, seconds: float, end: float) -> None:
        """Waits, unless that would take longer than there is time. Raises Unanswered."""
        if seconds > 0 and (monotonic() + seconds > end or self.stopped.wait(seconds)):
            raise Unanswered(self.reason or _no_time(seconds))

    def before_again(self, fault: Unanswered, attempt: int, end: float) -> None:
        """Waits before a request is made again; all connections do, where the service asks for it.

        Nobody knows when the others come back: the wait is any up to the longest.
        """
        growing = random.uniform(0, self.patience.pause * 2.0**attempt)
        asked = min(fault.wait, _LONGEST_WAIT)
        if monotonic() + max(asked, growing) > end:
            raise fault
        if asked > 0:
            with self._lock:
                self._next = max(self._next, monotonic() + asked)
        self.sleep(max(asked, growing), end)

    def succeeded(self) -> None:
        """A request was answered."""
        with self._lock:
            self._failures = 0

    def failed(self, fault: Unanswered) -> None:
        """A request was not; after some, or one that says that none will be, nobody asks."""
        with self._lock:
            self._failures += 1
            if fault.stop or self._failures >= self.patience.failures:
                self.reason = self.reason or fault.reason
                self.stopped.set()


def _no_time(seconds: float) -> str:
    return _("it wants {seconds} s to pass first").format(seconds=f"{seconds:.3g}")
