"""What changes below a folder, as the system tells it (watchfiles is opened here)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import Path
from time import monotonic

from transpipe.errors import EngineFault, FileFault

# A burst is over when so many seconds have passed without a change: an editor that empties a file
# before it fills it, or a checkout, is done by then.
_QUIET = 0.4
# Milliseconds: how long one question to the system may last, and how often it looks meanwhile.
_ROUND, _STEP = 200, 50


class Files:
    """The files below a root that is an absolute path without links."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def bursts(self, wanted: Callable[[str], bool]) -> Iterator[frozenset[str]]:
        """What changed, each time nothing wanted has changed any more for a moment."""
        rounds = self._rounds()
        # The system watches from the first round on.
        yield frozenset(filter(wanted, next(rounds)))
        pending: set[str] = set()
        last = 0.0
        for changed in rounds:
            if fresh := set(filter(wanted, changed)):
                pending |= fresh
                last = monotonic()
            elif pending and monotonic() - last >= _QUIET:
                yield frozenset(pending)
                pending.clear()

    def _rounds(self) -> Iterator[frozenset[str]]:
        """What changed since the last round, nothing very often; each lasts `_ROUND` at most."""
        try:
            from watchfiles import watch
        except ImportError:
            reason = _("not installed; `pip install 'transpipe[watch]'` installs it")
            raise EngineFault("watchfiles", reason) from None
        rounds = watch(
            self.root, watch_filter=None, debounce=_ROUND, step=_STEP, rust_timeout=_ROUND,
            yield_on_timeout=True, ignore_permission_denied=True,
        )  # fmt: skip
        try:
            for changes in rounds:
                if not self.root.is_dir():
                    raise FileFault(str(self.root), os.strerror(errno.ENOENT))
                yield frozenset(self._below(path) for _change, path in changes) - {"."}
        except (OSError, RuntimeError) as fault:
            raise EngineFault("watchfiles", str(fault)) from fault

    def _below(self, path: str) -> str:
        return Path(path).relative_to(self.root).as_posix()
