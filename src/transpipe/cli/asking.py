"""What somebody at a terminal, or a program on the other side of a pipe, decides of a unit."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from gettext import gettext as _

from transpipe.cli import card, output
from transpipe.cli.editor import in_editor
from transpipe.errors import BadArgument
from transpipe.workflows.decisions import Card, Choice, Decision

_QUIT = Decision(Choice.QUIT)


def ask_person(reviewer: str, shown: Card) -> Decision:
    """Shows a unit and waits for a letter; the end of the input is a wish to quit."""
    output.line()
    output.lines(card.lines(shown))
    decision: Decision | None = None
    while decision is None:
        said = _read(_prompt(shown))
        decision = _QUIT if said is None else _meant(said.strip(), shown, reviewer)
    return decision


def _prompt(shown: Card) -> str:
    """The letters that are to the point: without words there is nothing to accept."""
    said = _("[a]ccept [e]dit [s]kip [q]uit, [?] for all: ")
    if not shown.task.unit.target:
        said = _("[e]dit [k]eep [s]kip [q]uit, [?] for all: ")
    return _("[1] take ") + said if shown.suggestions else said


def _meant(said: str, shown: Card, reviewer: str) -> Decision | None:
    """What a line means; None where the person has to be asked again."""
    if said.isdecimal() and said.isascii():
        return Decision(Choice.TAKE, number=int(said[:3]))
    match said:
        case "a":
            return Decision(Choice.ACCEPT)
        case "k":
            return Decision(Choice.KEEP)
        case "s" | "":
            return Decision(Choice.SKIP)
        case "u":
            return Decision(Choice.UNDO)
        case "q":
            return _QUIT
        case "r":
            return Decision(Choice.REVIEW, reviewer)
        case "e":
            return _written(shown, _typed(shown))
        case "o":
            return _written(shown, in_editor(shown.task.unit.target))
        case "c":
            text = _read("# ")
            return Decision(Choice.COMMENT, text) if text and text.strip() else None
    output.lines(_explained())
    return None


def _explained() -> Iterator[str]:
    yield _("a  the words stand as they are: confirmed")
    yield _("e  write other words, in this line ({mark} is a line end)").format(mark=card.BREAK)
    yield _("o  write them in $EDITOR")
    yield _("1  take the suggestion of that number")
    yield _("k  keep the source's words: a name, code")
    yield _("s  skip, as Enter does")
    yield _("c  leave a comment, and stay")
    yield _("r  the words stand, and are reviewed")
    yield _("u  undo the last decision, and go back there")
    yield _("q  quit: all that was decided is saved")


def _written(shown: Card, text: str | None) -> Decision | None:
    """New words; nothing where there are none, or they are the old ones."""
    if text is None or not text.strip() or text == shown.task.unit.target:
        return None
    return Decision(Choice.WRITE, text)


def _typed(shown: Card) -> str | None:
    target = shown.task.unit.target
    if card.BREAK in target:
        return in_editor(target)
    with _prefilled(target.replace("\n", card.BREAK)):
        said = _read("zh> ")
    return None if said is None else said.replace(card.BREAK, "\n")


def _read(prompt: str) -> str | None:
    """A line that somebody types, None at the end of the input."""
    output.flush()
    try:
        return input(prompt)
    except EOFError:
        return None


@contextmanager
def _prefilled(text: str) -> Iterator[None]:
    """What is read next begins with a text, where the terminal can do that."""
    try:
        import readline
    except ImportError:
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        yield
    finally:
        readline.set_startup_hook(None)


# ── programs ────────────────────────────────────────────────────────────────────────────────────


def ask_program(reviewer: str, shown: Card) -> Decision:
    """Prints a unit as one JSON object, and reads what is to be done as another.

    `{"do": "write", "text": "…"}`, `{"do": "take", "number": 1}`, `{"do": "accept"}` and so on; the
    end of the input is a wish to quit. Raises BadArgument for what is none of these.
    """
    output.document(card.row(shown))
    output.flush()
    said = sys.stdin.readline()
    return _parsed(said, reviewer) if said.strip() else _QUIT


def _parsed(said: str, reviewer: str) -> Decision:
    wish: object = None
    with suppress(ValueError, RecursionError):
        wish = json.loads(said)
    if isinstance(wish, Mapping):
        text, number = wish.get("text", ""), wish.get("number", 0)
        with suppress(ValueError):
            choice = Choice(str(wish.get("do")))
            if isinstance(text, str) and isinstance(number, int):
                by = text or reviewer if choice is Choice.REVIEW else text
                return Decision(choice, by, number)
    named = ", ".join(choice.value for choice in Choice)
    raise BadArgument(
        _('no decision: {said} (expected {{"do": …}} with one of {named})').format(
            said=output.shown(said.strip()[:60]), named=named
        )
    )
