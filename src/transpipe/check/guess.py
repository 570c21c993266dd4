"""What may be a name that a machine translated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text says, what may be it, and whether more than one thing speaks for a name."""

    said: str
    hint: str = ""
    certain: bool = True
