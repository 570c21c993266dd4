"""A person's words and the place where they stand, for the guard of what is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """One text by which a person stands.

    `text` is it as texts are compared, `unit` the source of its unit ('' for a translator's own),
    `place` the file, with a line (from 1) where that is known. `beside`: it is the file's side of
    a conflict.
    """

    text: str
    unit: str
    place: str
    beside: bool = False
