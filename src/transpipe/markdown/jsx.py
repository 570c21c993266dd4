"""Tags and expressions of MDX: where they end, which attributes a tag has; linear in time.

JavaScript is not parsed: what its strings, templates and comments are is all that must be known to
find the brace that closes one. A brace that nothing closes is no MDX at all: none behind it is
looked at again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transpipe.model import Span

_NAME = re.compile(r"[^\W\d][\w$.:-]*+")
_ATTRIBUTE = re.compile(r"[^\s\"'<>/={}`]++")
_BLANKS = re.compile(r"\s*+")
_CODE = re.compile(
    r"[{}()\[\]`]|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|//[^\n]*+|/\*", re.DOTALL
)
_IN_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*+(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Attribute:
    """`name="value"`: the value between its quotes."""

    name: str
    value: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Tag:
    """`<Name …>`, `</Name>` or `<Name … />`; the name of a fragment is empty."""

    span: Span
    name: str
    closing: bool = False
    empty: bool = False
    attributes: tuple[Attribute, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span.end


Piece = Tag | Span  # a span is that of an expression, with its braces


@dataclass(slots=True)
class Scanner:
    """Reads tags and expressions of one text; what it has once found it does not look for again."""

    text: str
    closed: dict[int, int] = field(default_factory=dict)
    unclosed: int = -1
    unquoted: set[str] = field(default_factory=set)

    def piece(self, start: int) -> Piece | None:
        """The tag or expression that begins here."""
        if self.text.startswith("{", start):
            end = self.braces(start)
            return Span(start, end) if end is not None else None
        return self.tag(start)

    def braces(self, start: int) -> int | None:
        """Where the expression that begins here ends; None where it does not."""
        if start not in self.closed and not 0 <= self.unclosed <= start:
            self._match(start)
        return self.closed.get(start)

    def _match(self, start: int) -> None:
        """Finds what closes the brace at `start` and those within it."""
        opened, position = [start], start + 1
        while opened:
            template = self.text[opened[-1]] == "`"
            found = (_IN_TEMPLATE if template else _CODE).search(self.text, position)
            if found is None:
                break
            position = found.end()
            match found[0]:
                case "`":
                    opened[-1:] = [] if template else [opened[-1], found.start()]
                case "{" | "${":
                    opened.append(position - 1)
                case "}" if not template:
                    self.closed[opened.pop()] = position
                case "/*":
                    position = self._after("*/", position)
            if position < 0:
                break
        if opened:
            self.unclosed = start if self.unclosed < 0 else min(start, self.unclosed)

    def _after(self, mark: str, position: int) -> int:
        """Where the next of a mark ends; -1 where there is none."""
        end = -1 if mark in self.unquoted else self.text.find(mark, position)
        if end < 0:
            self.unquoted.add(mark)
            return -1
        return end + len(mark)

    def statements(self, start: int) -> int:
        """Where the `import` and `export` lines that begin here end: at an empty line.

        One within brackets ends nothing, unless nothing closes these.
        """
        depth, position, blank = 0, start, _BLANK_LINE.search(self.text, start)
        first = blank.start() if blank else len(self.text)
        while blank and "export" not in self.unquoted:
            found = _CODE.search(self.text, position, blank.start())
            if found is None:
                if depth <= 0:
                    return blank.start()
                position = max(position, blank.start() + 1)
                blank = _BLANK_LINE.search(self.text, position)
                continue
            position, depth = self._step(found, depth)
            if position < 0:
                break
            if position > blank.start():
                blank = _BLANK_LINE.search(self.text, position)
        if depth > 0 or position < 0:
            self.unquoted.add("export")
            return first
        return blank.start() if blank else len(self.text)

    def _step(self, found: re.Match[str], depth: int) -> tuple[int, int]:
        """Where to go on behind a piece of code, and how deep it is in brackets there."""
        match found[0]:
            case "(" | "[" | "{":
                return found.end(), depth + 1
            case ")" | "]" | "}":
                return found.end(), depth - 1
            case "`":
                return self._template(found.end()), depth
            case "/*":
                return self._after("*/", found.end()), depth
        return found.end(), depth

    def _template(self, position: int) -> int:
        """Where a template string ends; -1 where it does not."""
        while found := _IN_TEMPLATE.search(self.text, position):
            position = found.end()
            if found[0] == "`":
                return position
            if found[0] == "${":
                end = self.braces(position - 1)
                if end is None:
                    return -1
                position = end
        return -1

    def tag(self, start: int) -> Tag | None:
        """The tag that begins here."""
        closing = self.text.startswith("/", start + 1)
        position = self._blanks(start + 2) if closing else start + 1
        name = _NAME.match(self.text, position)
        position = name.end() if name else position
        if not self.text.startswith("<", start):
            return None
        attributes: list[Attribute] = []
        while (after := self._attribute(position, attributes)) is not None:
            position = after
        position = self._blanks(position)
        empty = self.text.startswith("/", position)
        position = self._blanks(position + 1) if empty else position
        if not self.text.startswith(">", position) or (not name and (empty or attributes)):
            return None
        if not name and position > start + 1 + closing:
            return None
        span = Span(start, position + 1)
        return Tag(span, name[0] if name else "", closing, empty, tuple(attributes))

    def _blanks(self, position: int) -> int:
        found = _BLANKS.match(self.text, position)
        return found.end() if found else position

    def _attribute(self, position: int, attributes: list[Attribute]) -> int | None:
        """Where the next attribute of a tag ends; None where there is none."""
        start = self._blanks(position)
        if self.text.startswith("{", start):
            return self.braces(start)
        name = _ATTRIBUTE.match(self.text, start)
        if not name or start == position:
            return None
        equals = self._blanks(name.end())
        if not self.text.startswith("=", equals):
            return name.end()
        value = self._blanks(equals + 1)
        if self.text.startswith("{", value):
            return self.braces(value)
        quote = self.text[value : value + 1]
        end = self._after(quote, value + 1) if quote in ('"', "'") else -1
        if end < 0:
            return None
        attributes.append(Attribute(name[0], Span(value + 1, end - 1), quote))
        return end

    def line(self, start: int) -> tuple[tuple[Piece, ...], int] | None:
        """The tags and expressions that fill whole lines from here, and where the last line ends.

        None where anything else stands beside them.
        """
        pieces: list[Piece] = []
        position = start
        while (piece := self.piece(position)) is not None:
            pieces.append(piece)
            position = piece.end
            while self.text[position : position + 1] in (" ", "\t"):
                position += 1
        if not pieces or self.text[position : position + 1] not in ("", "\n"):
            return None
        return tuple(pieces), position
