"""Which units or articles are asked for: the options that several commands have."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.model import Locale, Standing, Weight
from transpipe.workflows.tasks import WAITS


class State(StrEnum):
    """What a unit waits for, in the words of the command line."""

    CONFLICT = "conflict"
    STALE = "stale"
    DOUBTFUL = "doubtful"
    EMPTY = "empty"
    DRAFT = "draft"


States = Annotated[list[State] | None, typer.Option("--state", help=_("Only what waits for this."))]
Weights = Annotated[
    list[Weight] | None,
    typer.Option("--severity", help=_("Only stale ones whose source changed so much.")),
]
Locales = Annotated[list[Locale] | None, typer.Option("--locale", help=_("Only in this locale."))]


def standings(states: Sequence[State] | None) -> tuple[Standing, ...]:
    """The same in the words of the model."""
    return tuple(how for state in states or () for how, word in WAITS.items() if word == state)
