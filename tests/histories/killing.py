"""Stops a command in the middle: nothing after a certain write, fsync or rename is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch


class Killed(BaseException):
    """What a killed process would not live to see."""


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """The process dies at the given write, fsync, rename or unlink; half of a write is done.

    What tidies up on the way out comes to nothing too, as after a real kill.
    """
    left = step

    def dies() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    def guarded(real: Callable[..., Any], half: Callable[..., Any] | None = None) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            if dies():
                if half is not None and left == -1:
                    half(*arguments)
                raise Killed
            return real(*arguments, **named)

        return call

    write = os.write

    def half_write(descriptor: int, data: Any) -> None:
        write(descriptor, bytes(data)[: len(data) // 2])

    with ExitStack() as stack:
        for place, name, half in (
            (os, "write", half_write), (os, "fsync", None), (Path, "replace", None),
            (Path, "unlink", None),
        ):  # fmt: skip
            stack.enter_context(patch.object(place, name, guarded(getattr(place, name), half)))
        yield
