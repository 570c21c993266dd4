"""Texts of articles where something else would read them: HTML, Markdown, workflow commands."""

from __future__ import annotations

import re
from html import escape

from transpipe.text.unseen import UNSEEN, visible

# Hosts make links of these, and tell the people and issues that they name.
_NAMES = re.compile(r"(?<=[@#!])(?=\w)|(?<=GH-)(?=\d)|(?<=\.com)(?=/)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=://)|(?<=www\.)", re.IGNORECASE)
# What the log of GitHub took for a command before.
_OLD_COMMAND = re.compile(r"(?<=#)(?=#\[)")
# What has no place to break in a column of a telephone.
_RUN, _PIECE = re.compile("[!-~]{24,}"), 12
_LONGEST = 600  # characters of one text
_GAP = "\u200b"


def quoted(text: str) -> str:
    """A text as it is in an HTML block: no tag, no Markdown, no mention, no control mark."""
    return _unread(visible(text))


def _unread(seen: str) -> str:
    """A text whose marks can be seen already, as nothing reads it."""
    said = escape(_NAMES.sub(_GAP, seen))
    return said.replace("\t", " ").replace("\n", "<br>")


def broken(text: str) -> str:
    """The same, with places where long words, paths and addresses may go on in a new line.

    Without these the longest one would say how wide a table is.
    """
    parts: list[str] = []
    at = 0
    for run in _RUN.finditer(text):
        cut = range(run.start(), run.end(), _PIECE)
        pieces = (quoted(text[place : min(place + _PIECE, run.end())]) for place in cut)
        parts += [quoted(text[at : run.start()]), "<wbr>".join(pieces)]
        at = run.end()
    return "".join((*parts, quoted(text[at:])))


def one_line(text: str) -> str:
    """A text in one line of an HTML block, not too long, in which no address becomes a link."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return _unread(" ".join(_ADDRESS.sub(_GAP, visible(short)).split()))


def command(name: str, message: str, **properties: str | int) -> str:
    """A workflow command of GitHub: whatever its texts hold, it is one line and one command."""
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name}{' ' if said else ''}{said}::{_data(message)}"


def _data(text: str) -> str:
    said = _OLD_COMMAND.sub(_GAP, UNSEEN.sub(_seen, text)).replace("%", "%25")
    return said.replace("\r", "%0D").replace("\n", "%0A")


def _seen(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\r" else f"<U+{ord(found[0]):04X}>"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
