"""Commands with many options: one noun, whose fields typer takes for the arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TypeVar, get_type_hints

import typer

Wish = TypeVar("Wish")
Act = Callable[[typer.Context, Wish], None]


def wished(noun: type[Wish]) -> Callable[[Act[Wish]], Callable[..., None]]:
    """A command whose options are the fields of a noun, a frozen dataclass with defaults."""
    hints = get_type_hints(noun, include_extras=True)
    fields = inspect.signature(noun).parameters.values()
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    options = [field.replace(annotation=hints[field.name]) for field in fields]

    def made(act: Act[Wish]) -> Callable[..., None]:
        def command(context: typer.Context, **options: object) -> None:
            act(context, noun(**options))

        command.__name__, command.__doc__ = act.__name__, act.__doc__
        command.__signature__ = inspect.Signature([context, *options])  # type: ignore[attr-defined]
        command.__annotations__ = {"context": typer.Context, **hints}
        return command

    return made
