"""All that is printed: findings, tables, JSON and progress. Nothing else prints.

stdout carries the result, stderr what goes on meanwhile. Colour only for a terminal, and never
with `NO_COLOR`; text from files never reaches the terminal with control characters in it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from transpipe.cli import is_utf8, screen

if TYPE_CHECKING:
    from transpipe.model import Edit, Finding

_CODES = {
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "bold": "1",
    "dim": "2",
    "del": "31;9",
    "ins": "32;4",
}
_INVISIBLE = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}
# Marks that turn the direction of a line around would show a text that is not there.
_INVISIBLE |= {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}

# Within what GitHub takes for a command: `##[` anywhere, `::` at the beginning of a line.
_COMMAND = re.compile(r"(?<=#)(?=#\[)|(?<=:)(?=:)")
# What stands for the bytes of a file name that is no text.
_ODD = re.compile("[\ud800-\udfff]")
# What nobody sees in JSON, unless it is spelt as an escape.
_TURNING = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def coloured() -> bool:
    """Whether stdout shows colour."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    )


def paint(text: str, style: str) -> str:
    """A text in a style, plain where there is no colour."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and coloured() else text


def shown(text: str) -> str:
    """A text as a terminal may see it: control and direction marks written out.

    Where GitHub reads the log, no text of a file is a command to it.
    """
    seen = text.translate(_INVISIBLE)
    return _COMMAND.sub("\u200b", seen) if os.environ.get("GITHUB_ACTIONS") else seen


@dataclass
class Heard:
    """What this command has printed so far: lines of the result; whether it has noted anything.

    `again` is what it would print if it were run once more, None where that is not known; it is
    that for as long as every file that is another one by now is one of `ours`.
    """

    lines: list[str] = field(default_factory=list)
    noted: bool = False
    again: list[str] | None = None
    ours: Callable[[str], bool] = field(default=lambda _path: False)
    _foretelling: bool = False

    def hear(self, text: str) -> bool:
        """Whether a line is to be printed now."""
        if self._foretelling and self.again is not None:
            self.again.append(text)
            return False
        self.lines.append(text)
        return True

    @contextmanager
    def foretelling(self, ours: Callable[[str], bool]) -> Iterator[None]:
        """What is printed meanwhile is what the command would print if it were run once more.

        `ours` says of a path whether the file there says what this command has left.
        """
        self.again, self.ours, self._foretelling = [], ours, True
        try:
            yield
        finally:
            self._foretelling = False

    def said(self) -> str | None:
        """The result, None where something was said beside it."""
        return None if self.noted else _joined(self.lines)

    def would_say(self) -> str | None:
        """The result of the same command once more, None where that is not known."""
        return None if self.again is None else _joined(self.again)


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


HEARD = Heard()


def listen() -> None:
    """A new command begins."""
    HEARD.lines.clear()
    HEARD.noted, HEARD.again = False, None


def line(text: str = "") -> None:
    """One line of the result."""
    if HEARD.hear(text):
        sys.stdout.write(f"{text}\n")


def lines(texts: Iterable[str]) -> None:
    """Lines of the result."""
    for text in texts:
        line(text)


def flush() -> None:
    """The result so far has arrived."""
    sys.stdout.flush()


def note(text: str) -> None:
    """One line about what goes on, for people at a terminal and in logs."""
    HEARD.noted = True
    with suppress(OSError):  # a log that takes no more is no reason to stop
        sys.stderr.write(f"{text}\n")


def event(value: object) -> None:
    """One JSON line about what goes on, for programs."""
    note(as_json(value, utf8=is_utf8(sys.stderr.encoding or "utf-8")))


def rows(values: Iterable[object]) -> None:
    """JSON lines: one value a line, keys in the order of the fields."""
    for value in values:
        document(value)


def document(value: object) -> None:
    """One JSON document."""
    line(as_json(value, utf8=is_utf8(sys.stdout.encoding or "utf-8")))


def as_json(value: object, *, utf8: bool = True) -> str:
    """A value as JSON, in letters that a stream can spell."""
    text = json.dumps(plain(value), ensure_ascii=False)
    if not utf8 or _ODD.search(text):
        return json.dumps(plain(value))
    return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def plain(value: Any) -> Any:
    """A value as JSON has it: nouns as objects, enums by their values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def notes(found: Iterable[Finding]) -> None:
    """`file:line: severity code: message`, a line each, beside a result that programs read."""
    for finding in found:
        note(f"{_head(finding)}{finding.severity.value} {finding.code}: {shown(finding.message)}")


def _head(finding: Finding) -> str:
    place = finding.file + (f":{finding.line}" if finding.line else "")
    place += f":{finding.column}" if finding.line and finding.column else ""
    return f"{shown(place)}: " if place else ""


def table(header: Sequence[str], body: Sequence[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Columns as wide as they must be."""
    for number, text in enumerate(aligned((header, *body))):
        style = "bold" if number == 0 else (styles[number - 1] if number <= len(styles) else "")
        line(paint(text, style))


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table, a header first, a line each: numbers to the right.

    A Chinese character takes two columns.
    """
    cells = [[shown(cell) for cell in row] for row in rows]
    widths = [max(screen.cells(row[i]) for row in cells) for i in range(len(cells[0]))]
    texts: list[str] = []
    for number, row in enumerate(cells):
        parts = []
        for index, cell in enumerate(row):
            gap = " " * (widths[index] - screen.cells(cell))
            right = number > 0 and cell.rstrip("%").replace(".", "").isdigit()
            right = right or (number == 0 and _is_numeric(cells, index))
            parts.append(gap + cell if right else cell + gap)
        texts.append("  ".join(parts).rstrip())
    return texts


def _is_numeric(cells: Sequence[Sequence[str]], index: int) -> bool:
    column = [row[index] for row in cells[1:] if row[index]]
    return bool(column) and all(c.rstrip("%").replace(".", "").isdigit() for c in column)


def diff(edits: Iterable[Edit]) -> str:
    """A word diff on one line: coloured, or with `[-…-]` and `{+…+}` where there is no colour."""
    parts: list[str] = []
    for edit in edits:
        text = shown(edit.text)
        if edit.op == "=":
            parts.append(text)
        elif coloured():
            parts.append(paint(text, "del" if edit.op == "-" else "ins"))
        else:
            parts.append(f"[-{text}-]" if edit.op == "-" else f"{{+{text}+}}")
    return "".join(parts)


@contextmanager
def progress(*, quiet: bool, verbose: bool = False) -> Iterator[Callable[[str], None]]:
    """Says on stderr what is being worked on: in a line that changes, or `verbose` in one each.

    Silent without a terminal, unless verbose.
    """
    if verbose and not quiet:
        yield lambda text: note(shown(text))
        return
    if quiet or not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") as status:
        yield lambda text: status.update(shown(text))


def unified(before: str, after: str, path: str) -> None:
    """A unified diff of a file, coloured for a terminal."""
    import difflib

    old, new = before.splitlines(), after.splitlines()
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for text in difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""):
        line(paint(shown(text), styles.get(text[:1], "")))


def styled(style: str, lead: str, edits: Sequence[Edit]) -> None:
    """One line of a review, with what stands before it."""
    text = diff(edits)
    marks = {"heading": "bold", "note": "dim", "error": "red", "warning": "yellow", "info": "bold"}
    line(f"{lead}{paint(text, marks.get(style, ''))}".rstrip() if text else "")


def language() -> str:
    """The language of the terminal: `zh_CN` or `en`."""
    said = next(
        filter(None, map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), ""
    )
    return "zh_CN" if said.startswith("zh") else "en"
