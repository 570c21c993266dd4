"""XML of strangers, read event by event (expat is opened here).

A document type with declarations of its own, entities, and more nesting or longer texts than any
such file has are refused: ValueError says where and why. All else takes time as its length does.
"""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _
from typing import Protocol
from xml.parsers import expat
from xml.sax.saxutils import escape

_DEEPEST = 50
_LONGEST = 1 << 20  # characters of one text
_MOST = 1 << 28  # characters of a document


class Handler(Protocol):
    """Who is told what a document says; names are without the prefix of their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def text(self, data: str) -> None:
        """Some characters; those of one element may come in pieces."""

    def end(self, name: str) -> None:
        """An element ends."""


def walk(text: str, handler: Handler) -> None:
    """Tells a handler what a document says, in its order. Raises ValueError."""
    if len(text) > _MOST:
        raise ValueError(_("too large"))
    parser, said = expat.ParserCreate("utf-8"), _Said(handler)
    parser.buffer_text = True
    parser.StartElementHandler = said.start
    parser.EndElementHandler = said.end
    parser.CharacterDataHandler = said.text
    parser.StartDoctypeDeclHandler = _refuse_own
    parser.EntityDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as fault:
        reason = f"{expat.ErrorString(fault.code)} ({fault.lineno}:{fault.offset + 1})"
        raise ValueError(reason) from None


class _Said:
    """What is open, and how long the text is that is being read."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(_("nested too deep"))
        self._length = 0
        self._handler.start(name.rpartition(":")[2], attributes)

    def text(self, data: str) -> None:
        self._length += len(data)
        if self._length > _LONGEST:
            raise ValueError(_("a text is too long"))
        self._handler.text(data)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._length = 0
        self._handler.end(name.rpartition(":")[2])


def _refuse_own(_name: str, _system: str | None, _public: str | None, own: bool) -> None:
    if own:
        _refuse()


def _refuse(*_given: object) -> None:
    raise ValueError(_("declarations of its own in the document type are not read"))


def escaped(text: str) -> str:
    """A text as XML has it, less what no XML can say."""
    return escape("".join(filter(_can_be_said, text)), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotes."""
    blanks = {"\n": "&#10;", "\t": "&#9;"}  # which a reader would fold
    said = escaped(text).replace('"', "&quot;")
    return f'"{"".join(blanks.get(c, c) for c in said)}"'


def can_be_said(text: str) -> bool:
    """Whether XML has a way to say all of a text."""
    return all(map(_can_be_said, text))


def _can_be_said(character: str) -> bool:
    if character < " ":
        return character in "\t\n\r"
    return not ("\ud800" <= character <= "\udfff" or character in "\ufffe\uffff")
