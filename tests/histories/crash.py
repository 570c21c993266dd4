"""Real processes, really killed: what is on disk afterwards, and whether work can go on."""

from __future__ import annotations

import multiprocessing
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.histories.places import a_place
from tests.histories.play import COMMAND, Broken, History
from transpipe.errors import TranspipeError


def broken_by_a_kill(seed: int) -> str:
    """What `kill -9` at a random moment of a sync or build breaks, '' if nothing."""
    with a_place() as place:
        random = Random(seed)
        return _lived(History(place / "work", random), random)


def _lived(history: History, random: Random) -> str:
    try:
        history.begin()
        for _ in range(2):
            history.edits(3)
            _killed(history, random.choice(("sync", "build")), random.uniform(0, 0.2))
            history.nothing_is_lost()
        history.end()
        left = [path.name for path in history.root.rglob("*.tmp")]
        return f"left behind: {left}" if left else ""
    except (Broken, TranspipeError) as error:
        return f"{' '.join(history.done)}: {type(error).__name__}: {error}"


def _killed(history: History, command: str, seconds: float) -> None:
    """Runs a command in a process of its own, which gets no chance to tidy up."""
    history.done.append(f"{command.upper()}✝{seconds:.3f}")
    process = multiprocessing.get_context("fork").Process(
        target=_quietly, args=(command, history.root, history.git)
    )
    process.start()
    time.sleep(seconds)
    process.kill()
    process.join()


def _quietly(command: str, root: Path, git: bool) -> None:
    with suppress(TranspipeError):  # a refusal, to protect what was not synced
        COMMAND[command](root, git)
