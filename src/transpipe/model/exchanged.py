"""The nouns of what goes to another tool and comes back from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Xliff(StrEnum):
    """The forms of XLIFF that tools read."""

    V1 = "1.2"
    V2 = "2.0"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A unit as a file of another tool has it; `name` is what it is called there: the unit's key.

    `approved` says that somebody stands by the target, `machine` that none but a machine has
    written it, `sent` what went out (`transpipe.draft.returned`), '' where that is not known.
    """

    name: str
    source: str
    target: str = ""
    approved: bool = False
    machine: bool = False
    sent: str = ""
