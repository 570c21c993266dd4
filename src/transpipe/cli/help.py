"""The help in the language of the terminal, also where the words are Typer's."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

# Typer asks gettext for these, or we do: named here so that they are among our messages.
_OF_TYPER = (
    _("Arguments"),
    _("Options"),
    _("Commands"),
    _("[default: {}]"),
    _("[required]"),
    _("Show this message and exit."),
    _("Install completion for the current shell."),
    _("Show completion for the current shell, to copy it or customize the installation."),
    _("No such command {name!r}."),
    _("Missing command."),
)


def _spoken(params: list[Any]) -> list[Any]:
    """The parameters with their help in our language; what is a flag takes no value."""
    for param in params:
        if isinstance(param, TyperOption):
            param.help = _(param.help) if param.help else param.help
            param.metavar = "" if param.is_flag else param.metavar
        else:
            param.display_type_rich = _no_type
    return params


def _no_type(**_given: Any) -> None:
    """That an argument is a text says nothing: its name tells what it is."""


def problem(error: Any) -> str:
    """What is wrong with a command line."""
    if hasattr(error, "option_name") and hasattr(error, "possibilities"):
        said = _("no such option: {name}").format(name=error.option_name)
        near = ", ".join(sorted(error.possibilities or ()))
        return said + (_(" (did you mean {nearest}?)").format(nearest=near) if near else "")
    return str(getattr(error, "format_message", error.__str__)())


def _usage(command: TyperCommand | TyperGroup, context: Any) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    return _("Usage: {command} {arguments}").format(command=context.command_path, arguments=pieces)


class Command(TyperCommand):
    """A command whose help is all in one language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"options_metavar": _("[OPTIONS]")})

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, with that of --help."""
        return _spoken(super().get_params(ctx))

    def get_usage(self, ctx: Any) -> str:
        """How the command is called."""
        return _usage(self, ctx)


class Group(TyperGroup):
    """Commands together, with such a help."""

    def __init__(self, *args: Any, **options: Any) -> None:
        words = {
            "options_metavar": _("[OPTIONS]"),
            "subcommand_metavar": _("COMMAND [ARGS]..."),
        }
        super().__init__(*args, **options | words)

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, with that of --help."""
        return _spoken(super().get_params(ctx))

    def get_usage(self, ctx: Any) -> str:
        """How the commands are called."""
        return _usage(self, ctx)
