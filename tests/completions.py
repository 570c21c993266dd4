"""The table that completion reads, made from the commands. `make messages` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import typer

from transpipe.cli.app import COMMANDS, app
from transpipe.cli.completing import TABLE
from transpipe.editions.pairing import known_codes
from transpipe.model.codes import NUMBERS


@cache
def every_command() -> tuple[tuple[tuple[str, ...], Any], ...]:
    """Each command and group with the words that call it."""
    for name in COMMANDS:
        import_module(f"transpipe.cli.{name}")
    return tuple(_below((), typer.main.get_command(app)))


def _below(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _below((*words, name), below)


_TAKES = {"ARTICLE": "article", "CODE": "code"}


def table() -> str:
    """The options and arguments of every command, and the codes."""
    commands = {
        " ".join(words): _row(command)
        for words, command in every_command()
        if words and not hasattr(command, "commands")
    }
    held = {
        "codes": [*sorted(known_codes()), *sorted(NUMBERS.values())],
        "commands": dict(sorted(commands.items())),
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _row(command: Any) -> dict[str, Any]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    return {
        "help": command.help or "",
        "arguments": [
            {"name": p.name, "takes": _taken(p, command.name), "many": p.nargs == -1}
            for p in arguments
        ],
        "options": [
            {
                "names": list(p.opts),
                "takes": "flag" if p.is_flag else _taken(p, command.name),
                "many": p.multiple,
                "help": p.help or "",
            }
            for p in options
        ],
    }


def _taken(param: Any, command: str) -> str:
    """`article`, `unit`, `code`, words with bars between, or any `value`."""
    if command == "accept" and param.metavar == "NAME" and param.param_type_name == "argument":
        return "unit"
    if param.metavar == "LOCALE":
        return "zh_TW|zh_HK|zh_CN"
    if param.metavar:
        return _TAKES.get(param.metavar, "value")
    said = str(param.display_type_rich(ctx=None) or "").strip("<>")
    said = said.removeprefix("list").strip("[]")
    return said if "|" in said else "value"


def written() -> bool:
    """Whether the table is that of the commands as they are."""
    return TABLE.exists() and TABLE.read_text("utf-8") == table()


def write() -> None:
    """Makes it anew."""
    TABLE.write_text(table(), "utf-8")
