"""Completion in a shell: what a command takes, from a table, so that Tab need not load it.

`python -m tests.messages` makes the table from the commands themselves, and a test compares them.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from functools import partial
from gettext import gettext as _
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from transpipe.cli import output

TABLE = Path(__file__).with_name("completions.json")
_WORDS, _AT = "COMP_WORDS", "COMP_CWORD"
_LOCALES = ("zh_CN", "zh_TW", "zh_HK")
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")

Words = Callable[[str], Iterable[str]]
"""What may stand where a word has begun so."""


def parser(app: typer.Typer) -> Callable[..., object]:
    """What answers a shell: `app` are the commands without what they take."""
    _fill(app, _words())
    return _as_one_word(_unjudged(typer.main.get_command(app)))


def _words() -> list[str]:
    """The command line so far, whichever shell asks."""
    said = os.environ.get(_WORDS, "") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return said.split()


def _fill(app: typer.Typer, names: Sequence[str]) -> None:
    """Gives the command that is named there, or those below it, their options and arguments."""
    table = json.loads(TABLE.read_text("utf-8"))
    found = {tuple(path.split()): row for path, row in table["commands"].items()}
    named = next((name for name in names if any(path[0] == name for path in found)), None)
    below = {path[1]: row for path, row in found.items() if path[0] == named and len(path) > 1}
    if below:
        inner = typer.Typer()
        for name, row in below.items():
            _add(inner, name, row, table)
        app.add_typer(inner, name=named)
    elif named is not None:
        _add(app, named, found[named,], table)


def _unjudged(command: Any) -> Callable[..., object]:
    """The parser of a command, or of a group of them, that takes every value as it is.

    While a line is typed nothing of it is right or wrong, and what judges values is much to load.
    """
    params_of = command.get_params

    def params(context: Any) -> list[Any]:
        found: list[Any] = params_of(context)
        for param in found:
            param.process_value = lambda _context, value: value
        return found

    command.get_params = params
    for below in getattr(command, "commands", {}).values():
        _unjudged(below)
    parse: Callable[..., object] = command.main
    return parse


def _add(app: typer.Typer, name: str, row: Mapping[str, Any], table: Mapping[str, Any]) -> None:
    """A command that does nothing but take what the real one takes."""

    def command(**_given: object) -> None:
        """Is never called."""

    rows = [(one, _argument(one, table)) for one in row["arguments"]]
    rows += [(one, _option(one, table)) for one in row["options"]]
    params = [
        Parameter(
            f"p{number}",
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[_kind(one), asked],
        )
        for number, (one, asked) in enumerate(rows)
    ]
    command.__signature__ = Signature(params)  # type: ignore[attr-defined]
    command.__annotations__ = {param.name: param.annotation for param in params}
    app.command(name, help=_(row["help"]))(command)


# By whether it is a flag, and whether it may stand more than once.
_KINDS: Mapping[tuple[bool, bool], Any] = {
    (True, False): bool,
    (False, False): str | None,
    (False, True): list[str] | None,
}


def _kind(row: Mapping[str, Any]) -> Any:
    return _KINDS[row["takes"] == "flag", row["many"]]


def _argument(row: Mapping[str, Any], table: Mapping[str, Any]) -> Any:
    return typer.Argument(autocompletion=_completion(row["takes"], table))


def _option(row: Mapping[str, Any], table: Mapping[str, Any]) -> Any:
    found = None if row["takes"] == "flag" else _completion(row["takes"], table)
    return typer.Option(*row["names"], help=_(row["help"]), autocompletion=found)


def _completion(takes: str, table: Mapping[str, Any]) -> Callable[..., list[str]] | None:
    if takes == "value":
        return None  # a file, or what nobody knows: the shell completes it
    fixed = table["codes"] if takes == "code" else takes.split("|")
    found = _FOUND.get(takes)

    def words_for(incomplete: str) -> list[str]:
        return list(found(incomplete)) if found else fixed

    return words_for


# ── What there is in a repository ───────────────────────────────────────────────────────────


def _root() -> Path | None:
    here = Path.cwd()
    marks = ("transpipe.toml", "locales", ".git")
    return next((d for d in (here, *here.parents) if any((d / m).exists() for m in marks)), None)


def _articles(_begun: str) -> Iterator[str]:
    """The articles with a catalogue, and what lies beside them."""
    root = _root()
    found: dict[str, None] = {}
    for locale in _LOCALES if root else ():
        found |= _catalogued(root or Path(), locale)
    yield from sorted(found)


def _catalogued(root: Path, locale: str) -> dict[str, None]:
    """The articles with a catalogue in a locale, and what lies beside them."""
    folder = root / "locales" / locale / "LC_MESSAGES"
    found: dict[str, None] = {}
    for place, _folders, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        for name in (prefix + one.removesuffix(".po") for one in names if one.endswith(".po")):
            found[name if name.endswith(_ENDINGS) else f"{name}.md"] = None
        if prefix and (root / below).is_dir():
            beside = (prefix + one.name for one in os.scandir(root / below))
            found.update(dict.fromkeys(name for name in beside if name.endswith(_ENDINGS)))
    return found


def _units(begun: str) -> Iterator[str]:
    """Articles; once one is named with a colon, the lines of its units that wait for somebody."""
    article, colon, _line = begun.rpartition(":")
    if not colon:
        yield from _articles(begun)
        return
    from transpipe.cli.app import Session
    from transpipe.errors import TranspipeError
    from transpipe.workflows.tasks import tasks

    try:
        with Session(Path(), quiet=True).project() as project:
            for task in tasks(project, article):
                yield from (place for place in (task.source, task.target) if place)
    except TranspipeError:
        return


_FOUND: Mapping[str, Words] = {"article": _articles, "unit": _units}


# ── Bash, which takes `X.md:12` for three words ─────────────────────────────────────────────


def _as_one_word(parse: Callable[..., object]) -> Callable[..., object]:
    """The same parser where the shell cut a word at its colons; it wants what follows the last."""
    parts = os.environ.get(_WORDS, "").split("\n")
    if ":" not in parts:
        return parse
    at = int(os.environ.get(_AT, "0"))
    joined: list[str] = []
    for number, part in enumerate(parts[: at + 1]):
        if number and (part == ":" or parts[number - 1] == ":"):
            joined[-1] += part
        else:
            joined.append(part)
    os.environ[_WORDS], os.environ[_AT] = "\n".join(joined), str(len(joined) - 1)
    return partial(_without, joined[-1].rpartition(":")[0] + ":", parse)


def _without(prefix: str, parse: Callable[..., object], **how: Any) -> object:
    """What the parser prints, less what the shell has already."""
    try:
        with redirect_stdout(io.StringIO()) as said:
            return parse(**how)
    finally:
        lines = said.getvalue().splitlines()
        output.lines(dict.fromkeys(line.removeprefix(prefix) for line in lines))
