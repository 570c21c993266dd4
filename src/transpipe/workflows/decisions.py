"""What a person decides of one unit, and what that makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from gettext import gettext as _

from transpipe.errors import BadArgument
from transpipe.model import Edit, Finding, Standing, State, Suggestion, Unit, standing
from transpipe.stale.accept import stand
from transpipe.workflows.tasks import Task

# Notes that begin so are ours (DESIGN.md, section 4).
_OURS = ("transpipe:", ">")


class Choice(StrEnum):
    """What can be done about a unit."""

    ACCEPT = "accept"  # its words stand
    WRITE = "write"  # other words
    TAKE = "take"  # those of a suggestion
    COMMENT = "comment"
    REVIEW = "review"  # its words stand, and somebody has reviewed them
    SKIP = "skip"
    UNDO = "undo"  # the last of these that changed anything
    QUIT = "quit"


@dataclass(frozen=True)
class Decision:
    """One choice; `text` are the words, the comment or the reviewer, `number` the suggestion."""

    choice: Choice
    text: str = ""
    number: int = 0


@dataclass(frozen=True)
class Neighbour:
    """The unit before or after."""

    source: str
    target: str


@dataclass(frozen=True)
class Card:
    """All that is shown of a unit, the `number`th of `total`.

    `problem` says why the last decision could not be carried out, '' where it was. `findings` are
    those of its words; right after other words were written, of these.
    """

    number: int
    total: int
    article: str
    task: Task
    before: Neighbour | None
    after: Neighbour | None
    suggestions: tuple[Suggestion, ...]
    terms: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    problem: str = ""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The source, with what changed in it."""
        return self.task.edits or (Edit("=", self.task.unit.source),)


def decided(unit: Unit, decision: Decision, suggestions: tuple[Suggestion, ...]) -> Unit:
    """The unit as a person wants it. Raises BadArgument for what cannot be."""
    match decision.choice:
        case Choice.ACCEPT:
            return _standing(unit)
        case Choice.REVIEW:
            if not decision.text.strip():
                raise BadArgument(_("whose review? Say it with --review NAME"))
            return _standing(unit).reviewed(decision.text.strip())
        case Choice.WRITE:
            return _worded(unit, decision.text)
        case Choice.TAKE:
            if not 0 < decision.number <= len(suggestions):
                raise BadArgument(_("there is no suggestion {n}").format(n=decision.number))
            return _worded(unit, suggestions[decision.number - 1].text)
        case Choice.COMMENT:
            return _noted(unit, decision.text)
    return unit


def _standing(unit: Unit) -> Unit:
    how = standing(unit)
    if how is Standing.MISSING:
        raise BadArgument(_("it has no words yet"))
    if how is Standing.CONFLICT:
        raise BadArgument(_("a conflict: take one of its two texts, or write another"))
    return stand(unit)


def _worded(unit: Unit, text: str) -> Unit:
    words = text.replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise BadArgument(_("no words: nothing is taken away here"))
    return stand(replace(unit.changed(words), state=State.TRANSLATED)).fitted()


def _noted(unit: Unit, text: str) -> Unit:
    words = " ".join(text.split())
    if not words:
        raise BadArgument(_("an empty comment"))
    if words.startswith(_OURS):
        words = f"· {words}"
    return replace(unit, notes=(*unit.notes, words))
