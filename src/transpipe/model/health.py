"""What `doctor` finds: facts of a machine, and how each thing that is needed there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """How a thing is."""

    FINE = "fine"
    LACKING = "lacking"  # something works less well
    WRONG = "wrong"  # something does not work


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that was looked at: what was found, and what mends it."""

    name: str
    grade: Grade
    found: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The engine that settings name: its server, the variable with its key, its program."""

    engine: str = ""
    url: str = ""
    key: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine as far as it matters here.

    `git` is its version, '' without it; `settings` are those of git that are set here; `programs`
    those that were found; `closed` are folders that may not be written; `engine` says why the
    engine of the settings cannot be asked, '' where it can or none is named; `converts` whether
    simplified Chinese can be made traditional.
    """

    python: str
    files: str
    terminal: str
    git: str = ""
    is_repository: bool = False
    is_shallow: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    programs: frozenset[str] = frozenset()
    closed: tuple[str, ...] = ()
    engine: str = ""
    converts: bool = True
