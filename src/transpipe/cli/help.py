"""The help of commands and of groups of them, in the language of the terminal.

It is as wide as the screen at most, and nothing is cut: Chinese is wrapped as Chinese is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from transpipe.cli import output, screen
from transpipe.cli.summaries import DESCRIBED, GROUPS, HIDDEN
from transpipe.cli.usage import choices

ALL = "--all"
INSTALL, SHOW = "--install-completion", "--show-completion"
RARE = "rare"  # the panel of options that a help shows only where all are asked for
_COLUMNS = 80  # of a help that is read elsewhere than on a screen
_LABEL = 24  # columns that what an option is called has, beside what it does

# Typer asks gettext for these: named here so that they are among our messages.
_OF_TYPER = (
    _("Show this message and exit."),
    _("Install completion for the current shell."),
    _("Show completion for the current shell, to copy it or customize the installation."),
    _("Missing command."),
)


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def _room() -> int:
    return screen.width() or _COLUMNS


def _paragraph(text: str) -> Iterator[str]:
    return screen.wrapped(text, _room(), indent="")


def _columns(rows: Sequence[tuple[str, str]], least: int = 0) -> Iterator[str]:
    """Rows of a name and what it is: names that are too long have a line of their own."""
    width = min(max((screen.cells(name) for name, _text in rows), default=0), _LABEL)
    width = max(width, least)
    blank = " " * (width + 4)
    for name, text in rows:
        told = list(screen.wrapped(text, max(_room() - len(blank), _LABEL), indent=""))
        head = f"  {name}"
        if screen.cells(name) <= width:
            gap = " " * (width - screen.cells(name) + 2)
            head = f"{head}{gap}{told[0] if told else ''}".rstrip()
            told = told[1:]
        yield head
        yield from (f"{blank}{line}" for line in told)


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield output.paint(title, "bold")
    yield from lines


def _usage(command: TyperCommand | TyperGroup, context: Any) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    return _("Usage: {command} {arguments}").format(command=context.command_path, arguments=pieces)


def _whole(command: TyperCommand | TyperGroup, context: Any) -> Iterator[str]:
    """Everything but the commands of a group: usage, what it is for, arguments and options."""
    yield from _paragraph(_usage(command, context))
    yield ""
    yield from _paragraph(command.help or "")
    params = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    arguments = [_argument(one) for one in params if isinstance(one, TyperArgument)]
    every = [one for one in params if isinstance(one, TyperOption)]
    shown = [one for one in every if context.meta.get(ALL) or one.rich_help_panel != RARE]
    options = [_option(one, context) for one in shown]
    for title, rows in ((_("Arguments"), arguments), (_("Options"), options)):
        if rows:
            yield ""
            yield from _titled(title, _columns(rows))
    if left := len(every) - len(shown):
        said = ngettext("… and {n} more (`{command}`)", "… and {n} more (`{command}`)", left)
        asked = f"{context.command_path} --help --all"
        yield from _paragraph("  " + said.format(n=left, command=asked))


def _argument(param: TyperArgument) -> tuple[str, str]:
    name = param.metavar or (param.name or "").upper()
    return name, _(param.help) if param.help else ""


def _option(param: TyperOption, context: Any) -> tuple[str, str]:
    """`-q, --quiet` or `--limit N`, and what it does."""
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag or param.count else param.metavar or choices(param, context)
    usual = param.default if isinstance(param.default, str | int) and param.show_default else ""
    told = [_(param.help) if param.help else ""]
    if usual and not param.is_flag:
        told.append(_("[default: {}]").format(usual))
    return f"{names} {value}".rstrip(), " ".join(told)


def _epilog(command: TyperCommand | TyperGroup) -> Iterator[str]:
    if command.epilog:
        yield ""
        yield command.epilog


def _asked_for_all(ctx: Any, args: list[str]) -> list[str]:
    """Notes whether the help is asked for whole; the arguments that are left to be read."""
    end = args.index("--") if "--" in args else len(args)
    helped = not {*ctx.help_option_names}.isdisjoint(args[:end])
    ctx.meta[ALL] = helped and ALL in args[:end]
    return [word for word in args if word != ALL] if ctx.meta[ALL] else args


class Command(TyperCommand):
    """A command whose help is all in one language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"options_metavar": _("[OPTIONS]")})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the options; what `--all` means beside `--help` is none of theirs."""
        return super().parse_args(ctx, _asked_for_all(ctx, args))

    def get_usage(self, ctx: Any) -> str:
        """How the command is called."""
        return _usage(self, ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        formatter.write(_lines((*_whole(self, ctx), *_epilog(self))))


class Group(TyperGroup):
    """Commands together, with such a help."""

    def __init__(self, *args: Any, **options: Any) -> None:
        words = {
            "options_metavar": _("[OPTIONS]"),
            "subcommand_metavar": _("COMMAND [ARGS]..."),
        }
        super().__init__(*args, **options | words)

    def get_usage(self, ctx: Any) -> str:
        """How the commands are called."""
        return _usage(self, ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help, each command in a line or more."""
        rows = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        listed = _titled(_("Commands"), _columns(rows))
        formatter.write(_lines((*_whole(self, ctx), "", *listed, *_epilog(self))))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named. What is none ends with the one that is most like it."""
        name = args[0] if args else ""
        if args and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            near = get_close_matches(name, self.list_commands(ctx), 1)
            said = _("no such command: {name}").format(name=name)
            hint = _(" (did you mean {nearest}?)").format(nearest=near[0]) if near else ""
            ctx.fail(said + hint)
        return super().resolve_command(ctx, args)


class Program(Group):
    """All commands: those to learn first have a line each, and plumbing shows where it is asked."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Notes whether the help is asked for whole: it is shown before options are read."""
        _asked_for_all(ctx, args)
        if INSTALL in args or SHOW in args:
            from transpipe.cli.installing import installed, shown

            for param in self.params:
                if param.opts in ([INSTALL], [SHOW]):
                    param.callback = installed if INSTALL in param.opts else shown
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help, in one screen."""
        formatter.write(_lines(self._everything(ctx) if ctx.meta.get(ALL) else self._short(ctx)))

    def _everything(self, ctx: Any) -> Iterator[str]:
        yield from _whole(self, ctx)
        for title, names in GROUPS.items():
            yield ""
            yield from _titled(_(title), self._described(names))

    def _short(self, ctx: Any) -> Iterator[str]:
        yield from _paragraph(_usage(self, ctx))
        yield from _paragraph(self.help or "")
        yield ""
        groups = list(GROUPS.items())
        for title, names in groups[:DESCRIBED]:
            yield from _titled(_(title), self._described(names))
        for title, names in groups[DESCRIBED:-HIDDEN]:
            said = _("{group}: {commands}").format(group=_(title), commands=" ".join(names))
            yield from screen.wrapped(said, _room())
        yield ""
        more = _("`transpipe COMMAND --help` tells of one, `transpipe --help --all` of all.")
        yield from _paragraph(more)

    def _described(self, names: Sequence[str]) -> Iterator[str]:
        width = max(map(len, self.commands))
        return _columns([(name, self.commands[name].help or "") for name in names], width)
