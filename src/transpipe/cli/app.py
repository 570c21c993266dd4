"""The Typer app, and the options all commands share."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, get_type_hints

import typer
from typer.exceptions import TyperException

from transpipe.cli import output
from transpipe.cli.help import ALL, Command, Program
from transpipe.cli.summaries import SUMMARIES
from transpipe.cli.usage import EXECUTOR, in_front, problem
from transpipe.errors import BadArgument

if TYPE_CHECKING:  # a list of commands is there before all this is
    from transpipe.editions.project import Project
    from transpipe.repository import Workspace
    from transpipe.repository.memo import Memo

Act = TypeVar("Act", bound=Callable[..., int | None])


def _program() -> typer.Typer:
    return typer.Typer(
        name="transpipe",
        cls=Program,
        help=_("Keep Chinese translations of English technical articles alive, in git."),
        no_args_is_help=False,
        add_completion=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = _program()

COMMANDS = tuple(SUMMARIES)

Json = Annotated[bool, typer.Option("--json", help=_("Print JSON, one object a line."))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Say what would be written; write nothing."))
]
Check = Annotated[
    bool,
    typer.Option("--check", help=_("Write nothing; exit with 1 where something would be written.")),
]
All = Annotated[
    bool, typer.Option("--all", help=_("Show everything, however many lines that takes."))
]
Name = Annotated[
    str | None,
    typer.Argument(metavar="ARTICLE", help=_("An article: its path or name. All of them without.")),
]


@dataclass
class Session:
    """What the options before the command say."""

    root: Path
    quiet: bool = False
    verbose: bool = False
    command: str = ""
    executor: str = ""
    cached: bool = True
    memo: Memo | None = None

    def workspace(self, *, dry: bool = False) -> Workspace:
        """The repository around the folder we are in, with what is kept of earlier work."""
        from transpipe.cli.again import surroundings, unread
        from transpipe.repository import Workspace
        from transpipe.repository.memo import PLACE, Memo

        workspace = Workspace.around(self.root, dry_run=dry, command=self.command)
        place = workspace.root / PLACE
        if self.cached and not place.is_symlink() and not place.parent.is_symlink():
            answers = workspace.answers
            self.memo = answers.memo = self.memo or Memo(place)
            answers.surroundings, answers.unread = surroundings(), unread(workspace.root)
        return workspace

    def close(self) -> None:
        """Keeps what was found out."""
        if self.memo is not None:
            self.memo.save()

    @contextmanager
    def project(self, *, dry: bool = False) -> Iterator[Project]:
        """The repository with settings, pairs and history, telling what it works on."""
        with self._opened(self.workspace(dry=dry)) as project:
            yield project

    def past(self, now: Project, commit: str) -> Project:
        """The same repository as a commit has it, in memory. Raises GitFault."""
        from transpipe import wiring
        from transpipe.editions.moments import at_commit

        workspace = now.workspace
        tree = wiring.commits(workspace.root).at(commit, workspace.mounts.found)
        return at_commit(now, tree)

    @contextmanager
    def _opened(self, workspace: Workspace, *, cloned: bool = False) -> Iterator[Project]:
        from transpipe import wiring
        from transpipe.config.branch import on_branch
        from transpipe.editions.moments import as_committed
        from transpipe.editions.project import opened

        with output.progress(quiet=self.quiet, verbose=self.verbose) as step:
            config = on_branch(workspace.config(), wiring.timeline(workspace.root).is_on_main)
            history, mounted = wiring.history(workspace.root, config)
            workspace.mount(mounted)
            history = as_committed(history, workspace) if cloned else history
            project = opened(workspace, config, history, step, wiring.witness())
            yield replace(
                project,
                executor=wiring.executor(self.executor),
                speller=wiring.speller(),
                converter=wiring.converter(),
            )

    @contextmanager
    def as_cloned(self) -> Iterator[Project]:
        """The repository as a fresh clone sees it; nothing is written but in memory."""
        from transpipe.repository.forgetful import Forgetful

        workspace = Forgetful.around(self.root, dry_run=True)
        with self._opened(workspace, cloned=True) as project:
            yield project


@dataclass(frozen=True)
class _Everywhere:
    """The options before a command."""

    directory: Annotated[
        Path,
        typer.Option("-C", metavar="DIR", show_default=False, help=_("Work as if started in DIR.")),
    ] = Path()
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=_("Print results only."))] = False
    verbose: Annotated[
        bool,
        typer.Option(
            "-v",
            "--verbose",
            help=_("Name each article that is worked on; show all findings and files."),
        ),
    ] = False
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Do all work anew, though nothing has changed."))
    ] = False
    executor: Annotated[
        str,
        typer.Option(
            EXECUTOR,
            metavar="one|processes|dask://HOST:PORT",
            show_default=False,
            help=_("Where articles are worked on; processes where that pays."),
        ),
    ] = ""
    version: Annotated[bool, typer.Option("--version", "-V", help=_("Print the version."))] = False
    everything: Annotated[
        bool, typer.Option(ALL, help=_("Show all articles; with --help, all commands and options."))
    ] = False


def transpipe(context: typer.Context, wish: _Everywhere) -> None:
    """Without a command: the state of the repository, and what to type next."""
    if not wish.directory.is_dir():
        raise BadArgument(_("{path}: no such folder").format(path=wish.directory))
    command = context.invoked_subcommand or ""
    session = Session(
        wish.directory, wish.quiet, wish.verbose, command, wish.executor, not wish.no_cache
    )
    context.obj = session
    context.call_on_close(session.close)
    if wish.version:
        from transpipe import __version__

        output.line(f"transpipe {__version__}")
    elif not command:
        from transpipe.cli.status import overview

        raise typer.Exit(overview(context.obj, everything=wish.everything))


def command(
    help: str, epilog: str, group: typer.Typer = app, name: str | None = None
) -> Callable[[Act], Act]:
    """A command: a function of the Session and the options, with an exit code (None for 0).

    Where it takes a `wish`, the options are the fields of that noun, a frozen dataclass with
    defaults. `group` are the commands that it is one of, `name` its own where Python has another.
    """

    def register(act: Act) -> Act:
        called = _with_options(act, lambda context: context.obj)
        group.command(name, cls=Command, help=help, epilog=epilog)(called)
        return act

    return register


def _with_options(
    act: Callable[..., int | None], first: Callable[[typer.Context], object]
) -> Callable[..., int | None]:
    """A function as Typer reads it: of a context, of which `act` gets the `first`, and options."""
    _first, *options = inspect.signature(act, eval_str=True).parameters.values()
    noun = options[0].annotation if options and options[0].name == "wish" else None
    if noun:
        hints = get_type_hints(noun, include_extras=True)
        fields = inspect.signature(noun).parameters.values()
        options = [field.replace(annotation=hints[field.name]) for field in fields]

    def called(context: typer.Context, **given: object) -> int | None:
        return act(first(context), noun(**given)) if noun else act(first(context), **given)

    taken = [next(iter(inspect.signature(called, eval_str=True).parameters.values())), *options]
    called.__name__, called.__doc__ = act.__name__, act.__doc__
    called.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    called.__annotations__ = {option.name: option.annotation for option in taken}
    return called


_CALLED = _with_options(transpipe, lambda context: context)
app.callback(invoke_without_command=True)(_CALLED)


def _parser(arguments: list[str]) -> Callable[..., object]:
    """What parses and carries out a command line.

    It knows the command that is named there, or of all of them what they are for: either starts
    much faster than all commands would.
    """
    if "_TRANSPIPE_COMPLETE" in os.environ:
        from transpipe.cli.completing import parser

        return parser(_list())
    named = next((word for word in arguments if word in COMMANDS), None)
    if named is None:
        return _of_list()
    import_module(f"transpipe.cli.{named}")
    return _of_app(len(app.registered_commands) + len(app.registered_groups))


@cache
def _of_app(_known: int) -> Callable[..., object]:
    """Made anew only where more commands are known."""
    return typer.main.get_command(app).main


@cache
def _of_list() -> Callable[..., object]:
    return typer.main.get_command(_list()).main


def _list() -> typer.Typer:
    """All commands, with what they are for."""
    sketch = _program()
    sketch.callback(invoke_without_command=True)(_CALLED)
    for name, summary in SUMMARIES.items():
        sketch.command(name, cls=Command, help=summary)(lambda: None)
    return sketch


def run(arguments: list[str]) -> int:
    """Parses and carries out one command line; the exit code.

    Raises BrokenPipeError where the reader of a pipe went away (`| head`).
    """
    parse = _parser(arguments)
    try:
        code = parse(args=in_front(arguments), prog_name="transpipe", standalone_mode=False)
    except typer.Abort:
        return 130
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer ends with 1 there
            raise end.__context__ from None
        raise
    except TyperException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "transpipe"
        said = _("{command}: {problem} (see `{command} --help`)")
        output.note(said.format(command=where, problem=problem(error).rstrip(".。")))
        return 2
    return code if isinstance(code, int) else 0
