"""A TOML file as its keys, and where each stands; what is wrong with one, in our own words.

The reader of the standard library says what is wrong in English, with a place but without a mend:
its kinds of fault have words of our own here. One that is not known is told by its place alone.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from gettext import gettext as _
from typing import Any

from transpipe.errors import BadSetting, UnfinishedMerge

# As git leaves them: no TOML has all three.
_CONFLICT = (r"^<{7}(?: .*)?\r?$", r"^={7}\r?$", r"^>{7}(?: .*)?\r?$")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")

Trail = tuple[str | int, ...]

# How the reader's words for a kind of fault begin → ours. The first that fits is said.
KINDS: tuple[tuple[str, Callable[[], str]], ...] = (
    (
        r"Cannot (?:declare|overwrite|mutate|redefine)|Duplicate inline",
        lambda: _("a key or table that is there already"),
    ),
    (r"Unterminated string|Expected [\"']'+[\"']|Expected '\"+'", lambda: _("a text has no end")),
    (r"Unclosed array", lambda: _("a list has no end: ] is missing")),
    (r"Unclosed inline table", lambda: _("a table has no end: } is missing")),
    (r"Expected '=' ", lambda: _("a key without = and a value behind it")),
    (r"Expected '\]", lambda: _("a table's name has no end: ] is missing")),
    (
        r"Expected newline",
        lambda: _("more behind a value; a text stands in quotes from end to end"),
    ),
    (
        r"Unescaped '|Invalid hex|Escaped character",
        lambda: _("a backslash that means nothing: double it, or use single quotes"),
    ),
    (r"(?:Illegal|Found invalid) char", lambda: _("a character that may not stand there")),
    (r"Invalid date", lambda: _("no such date or time")),
    (r"Invalid value", lambda: _("no value; a text stands in quotes")),
    (r"Invalid (?:statement|initial)", lambda: _("neither a key nor a table")),
    (r"Exceeds the limit", lambda: _("a number too long to be read")),
    (r"maximum recursion", lambda: _("lists or tables too deep to be read")),
)


def configured(pyproject: str) -> bool:
    """Whether a `pyproject.toml` has our table, or seems to where it is no TOML."""
    try:
        tool = tomllib.loads(pyproject).get("tool")
    except (ValueError, RecursionError):
        return "[tool.transpipe" in pyproject  # what they are is not known, nor none
    return isinstance(tool, dict) and "transpipe" in tool


def load(text: str, path: str) -> dict[str, Any]:
    """The keys of a TOML file. Raises BadSetting, or UnfinishedMerge where git left its marks."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # a long number is no TOMLDecodeError
        marks = [re.search(mark, text, re.MULTILINE) for mark in _CONFLICT]
        if marks[0] and all(marks):
            raise UnfinishedMerge(path, text.count("\n", 0, marks[0].start()) + 1) from None
        line, column = _where(text, str(error))
        said = next((ours() for kind, ours in KINDS if re.match(kind, str(error))), "")
        if not said:
            said = _("column {column} cannot be read").format(column=column)
        raise BadSetting(path, line, _("not TOML: {reason}").format(reason=said)) from None


def _where(text: str, message: str) -> tuple[int, int]:
    """The line and column (from 1) that a message names; the end of the text where it says so."""
    found = _PLACE.search(message)
    if found is None:
        return 1, 1
    lines = re.split(r"\r\n|\r|\n", text.rstrip())
    return int(found[1] or len(lines)), int(found[2] or len(lines[-1]) + 1)


# ── where a key stands in the text ─────────────────────────────────────────────────────────────

_KEY = r"(?:\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+)"
_DOTTED = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*")
_ASSIGNED = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_HEADER = re.compile(r"\s*(\[\[?)(.*?)(\]\]?)\s*(?:#.*)?$")


def line_of(places: Mapping[Trail, int], trail: Trail) -> int:
    """The line (from 1) of a key; of what holds it where the key itself is not found."""
    above = (trail[:length] for length in range(len(trail), 0, -1))
    return next((places[keys] for keys in above if keys in places), 1)


def places_in(text: str) -> Iterator[tuple[Trail, int]]:
    """Every key and table with its line, in order; rows of an array of tables are numbered."""
    table: Trail = ()
    counts: dict[Trail, int] = {}
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if (header := _HEADER.match(line)) and (dotted := _DOTTED.fullmatch(header[2])):
            table = tuple(_parts(dotted[1]))
            yield from ((table[:length], number) for length in range(1, len(table) + 1))
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
                yield table, number
        elif assigned := _ASSIGNED.match(line):
            parts = tuple(_parts(assigned[1]))
            for length in range(1, len(parts) + 1):
                yield (*table, *parts[:length]), number


def _parts(dotted: str) -> Iterator[str]:
    for key in re.findall(_KEY, dotted):
        yield json.loads(key) if key.startswith('"') else key.strip("'")
