"""Articles worked on by other machines (dask.distributed is opened here).

What is sent are values, and what comes back; the workers need the same transpipe, and no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import cached_property, partial
from gettext import gettext as _
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from transpipe.engines.pools import Pace, Processes, Said, answer, cores, lost, tried
from transpipe.errors import EngineFault
from transpipe.ports import Answer

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE = 10  # seconds to wait for the scheduler


@dataclass(frozen=True)
class Cluster:
    """An Executor of the workers of a scheduler at `dask://HOST:PORT`.

    A worker that dies has its articles done by another one. What reads the repository is worked on
    by processes of this machine.
    """

    address: str

    def near(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """As processes do."""
        return Processes(cores()).near(work, items)

    def map(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """The first items are worked on here, to see how much should be sent at a time."""
        pace = Pace()
        for number, item in enumerate(items):
            if pace.is_known:
                yield from self._sent(work, items[number:], pace.together(len(items) - number))
                return
            yield partial(answer, pace.timed(work, item))

    def _sent(self, work: Callable[[T], R], items: Sequence[T], size: int) -> Iterator[Answer[R]]:
        batches = [items[start : start + size] for start in range(0, len(items), size)]
        futures = [self._submit(work, batch) for batch in batches]
        try:
            for batch, future in zip(batches, futures, strict=True):
                yield from (partial(answer, said) for said in self._said(work, batch, future))
        finally:
            for future in futures:
                future.cancel()

    def _submit(self, work: Callable[[T], R], batch: Sequence[T]) -> Any:
        return self._client.submit(_batch, work, batch, pure=False)

    def _said(self, work: Callable[[T], R], batch: Sequence[T], future: Any) -> Iterator[Said]:
        """What was said of a batch; where workers died over it, of each item by itself."""
        from distributed import KilledWorker

        try:
            yield from future.result()
        except KilledWorker:
            if len(batch) == 1:
                yield lost(batch[0])
                return
            for item in batch:
                yield from self._said(work, [item], self._submit(work, [item]))
        except (OSError, CancelledError) as fault:
            raise EngineFault(self.address, str(fault) or type(fault).__name__) from fault

    @cached_property
    def _client(self) -> Any:
        """The connection. Raises EngineFault where nobody answers, or another transpipe does."""
        try:
            from distributed import Client
        except ImportError:
            reason = _("not installed; `pip install 'transpipe[distributed]'` installs it")
            raise EngineFault("distributed", reason) from None
        try:
            address = self.address.replace("dask://", "tcp://", 1)
            connect: Any = Client
            client = connect(address, timeout=_PATIENCE, set_as_default=False)
            there = set(client.run(_version).values())
        except (OSError, ImportError, AttributeError, ValueError) as fault:
            raise EngineFault(self.address, str(fault)) from fault
        if there - {_version()}:
            said = _("workers have transpipe {theirs}, and this is {ours}")
            theirs = ", ".join(sorted(there))
            raise EngineFault(self.address, said.format(theirs=theirs, ours=_version()))
        if not there:
            raise EngineFault(self.address, _("no worker is there"))
        return client


def _version() -> str:
    try:
        return version("transpipe")
    except PackageNotFoundError:
        return "?"


def _batch(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Said]:
    return [tried(work, item) for item in items]
