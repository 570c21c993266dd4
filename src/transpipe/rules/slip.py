"""A stretch of a text as it is seen that is not set as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transpipe.rules.seen import Seen
from transpipe.text.han import HAN

CHINESE = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of what is seen, and what should stand there."""

    start: int
    end: int
    new: str


Find = Callable[[Seen], Iterable[Slip]]
"""What is not set as Chinese is, of one kind."""
