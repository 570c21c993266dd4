"""One transpipe at a time in a repository (filelock is opened here)."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from transpipe.errors import FileFault, Locked
from transpipe.workspace import disk


@contextmanager
def held(folder: Path, name: str, patience: float) -> Iterator[None]:
    """The lock in a folder that exists; `name` is the folder's in messages.

    Waits `patience` seconds, then raises Locked, which names the process that holds it. The
    system frees the lock of a process that dies.
    """
    lock, holder = FileLock(folder / "lock", poll_interval=0.02), folder / "holder"
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        said = (disk.read(holder, f"{name}/holder") or b"").decode("utf-8", "replace")
        raise Locked(f"{name}/lock", said.strip()) from None
    except OSError as error:
        raise FileFault(f"{name}/lock", error.strerror or str(error)) from error
    try:
        me = f"pid {os.getpid()}, {platform.node()}\n".encode()
        disk.replace(holder, f"{name}/holder", me, disk.read(holder, f"{name}/holder"))
        yield
    finally:
        lock.release()
