"""What a person decides of one unit, and what that makes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from gettext import gettext as _

from transpipe.convert.variants import agreed
from transpipe.errors import BadArgument
from transpipe.model import (
    Edit,
    Finding,
    Locale,
    Standing,
    State,
    Suggestion,
    Unit,
    Weight,
    standing,
)
from transpipe.stale.accept import as_source, stand
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
    KEEP = "keep"  # it has none, and those of the source stand: a name, code
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

    `parent` are the words of the `authored` locale that an override stands beside, with what
    changed in them; none of other units. `problem` says why the last decision could not be
    carried out, '' where it was.
    `findings` are those of its words; right after other words were written, of these.
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
    parent: tuple[Edit, ...] = ()
    problem: str = ""
    authored: Locale = Locale.ZH_CN

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The source, with what changed in it."""
        return self.task.edits or (Edit("=", self.task.unit.source),)


@dataclass(frozen=True)
class Wanted:
    """Which units are walked through: those that meet all that is said.

    `states` are what they wait for, `weights` how much their source has changed; with `codes` it
    is all units with such a finding, also confirmed ones; `reason` stands in why they are doubtful.
    """

    article: str | None = None
    states: Collection[Standing] = ()
    weights: Collection[Weight] = ()
    codes: Collection[str] = ()
    reason: str = ""

    def is_met(self, task: Task) -> bool:
        """Whether it is one of those, as far as its source and its doubts say."""
        if self.weights and task.weight not in self.weights:
            return False
        return self.reason.casefold() in task.reason.casefold()


def decided(unit: Unit, decision: Decision, suggestions: tuple[Suggestion, ...]) -> Unit:
    """The unit as a person wants it. Raises BadArgument for what cannot be."""
    match decision.choice:
        case Choice.ACCEPT:
            return _standing(unit)
        case Choice.REVIEW:
            if not decision.text.strip():
                raise BadArgument(_("whose review? Say it with --review NAME"))
            return _standing(unit).reviewed(decision.text.strip())
        case Choice.KEEP:
            return _as_source(unit)
        case Choice.WRITE:
            return _worded(unit, decision.text)
        case Choice.TAKE:
            if not 0 < decision.number <= len(suggestions):
                raise BadArgument(_("there is no suggestion {n}").format(n=decision.number))
            return _worded(unit, suggestions[decision.number - 1].text)
        case Choice.COMMENT:
            return _noted(unit, decision.text)
    return unit


def beside(before: Unit, after: Unit, over: Unit) -> Unit:
    """An override as decided, made beside the words `over` of its parent; a comment decides none.

    It says so by its mark, which new words have none of.
    """
    if after.state is not State.TRANSLATED:
        return after
    return agreed(replace(after, origin=after.origin or before.origin), over)


def _as_source(unit: Unit) -> Unit:
    if standing(unit) is not Standing.MISSING:
        raise BadArgument(_("it has words: accept them, or write others"))
    return as_source(unit)


def _standing(unit: Unit) -> Unit:
    how = standing(unit)
    if how is Standing.MISSING:
        raise BadArgument(_("it has no words yet; `k` keeps those of the source"))
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
