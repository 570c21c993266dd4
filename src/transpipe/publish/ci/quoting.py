"""Texts of articles where something else would read them: HTML, Markdown, workflow commands."""

from __future__ import annotations

import re
from html import escape

# C0 and C1 controls, marks that turn the reading direction, and halves of surrogate pairs.
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
# Hosts make links of these, and tell the people and issues that they name.
_NAMES = re.compile(r"(?<=[@#!])(?=\w)|(?<=GH-)(?=\d)|(?<=\.com)(?=/)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=://)|(?<=www\.)", re.IGNORECASE)
# What the log of GitHub took for a command before.
_OLD_COMMAND = re.compile(r"(?<=#)(?=#\[)")
_LONGEST = 600  # characters of one text
_GAP = "\u200b"


def quoted(text: str) -> str:
    """A text in one line of an HTML block: no tag, no Markdown, no link, no mention."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    said = _UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", short)
    said = _ADDRESS.sub(_GAP, _NAMES.sub(_GAP, said))
    return escape(" ".join(said.split()))


def command(name: str, message: str, **properties: str | int) -> str:
    """A workflow command of GitHub: whatever its texts hold, it is one line and one command."""
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name}{' ' if said else ''}{said}::{_data(message)}"


def _data(text: str) -> str:
    said = _OLD_COMMAND.sub(_GAP, _UNSEEN.sub(_seen, text)).replace("%", "%25")
    return said.replace("\r", "%0D").replace("\n", "%0A")


def _seen(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\r" else f"<U+{ord(found[0]):04X}>"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
