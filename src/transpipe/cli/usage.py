"""A command line: what stands in front of it, and what is wrong with it, in our own words."""

from __future__ import annotations

import re
from gettext import gettext as _
from itertools import islice
from typing import Any

from typer.core import TyperOption

# Typer has one error for several faults of a call: only its words tell which it is.
_NEEDS = "requires"
_SURPLUS = re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL)


# Options that every command has.
_EVERYWHERE = ("-q", "--quiet", "-v", "--verbose", "--no-cache")
EXECUTOR = "--executor"


def in_front(arguments: list[str]) -> list[str]:
    """Options that every command has may stand behind its name too."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved: list[str] = []
    left: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word == EXECUTOR:
            moved += [word, *islice(words, 1)]
        else:
            (moved if word in _EVERYWHERE or word.startswith(f"{EXECUTOR}=") else left).append(word)
    return [*moved, *left, *arguments[end:]]


def problem(error: Any) -> str:
    """What is wrong, in a line; Typer's own words where it has said something new."""
    if hasattr(error, "param_type"):
        return _("{name} is missing").format(name=_named(error))
    if hasattr(error, "possibilities"):
        return _no_such_option(error)
    if hasattr(error, "option_name"):
        return _value(error)
    if hasattr(error, "param") and error.param is not None:
        return _wrong_value(error)
    said = str(getattr(error, "format_message", error.__str__)())
    surplus = _SURPLUS.fullmatch(said)
    return _("too much: {words}").format(words=surplus["words"]) if surplus else said


def _no_such_option(error: Any) -> str:
    said = _("no such option: {name}").format(name=error.option_name)
    near = ", ".join(sorted(error.possibilities or ()))
    return said + (_(" (did you mean {nearest}?)").format(nearest=near) if near else "")


def _value(error: Any) -> str:
    """An option that has no value and needs one, or the other way round."""
    needs = _("{name} needs a value")
    said = needs if _NEEDS in str(error.message) else _("{name} takes no value")
    return said.format(name=error.option_name)


def _wrong_value(error: Any) -> str:
    """A value of the wrong kind: which one the option takes."""
    return _("{name} takes {kind}").format(name=_named(error), kind=_kind(error.param, error.ctx))


def _kind(param: Any, context: Any) -> str:
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    if most is not None:
        return _("a number from {least} to {most}").format(least=least, most=most)
    if least is not None:
        return _("a number from {least} on").format(least=least)
    words = choices(param, context)
    return words.replace("|", ", ") if "|" in words else _("a number")


def choices(param: Any, context: Any) -> str:
    """`auto|source|po`: what an option takes where that is one of some words."""
    said = str(param.display_type_rich(ctx=context) or "").strip("<>")
    return said.removeprefix("list").strip("[]")


def _named(error: Any) -> str:
    """`--limit`, or what an argument is called."""
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if isinstance(param, TyperOption):
        return max(param.opts, key=len)
    return str(param.metavar or (param.name or "").upper())
