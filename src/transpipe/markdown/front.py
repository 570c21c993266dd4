"""Front matter in YAML or TOML: its one-line scalars, without a parser for either."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transpipe.markdown.source import Page
from transpipe.model import Grammar, Span, Syntax

# The scalars that a reader of the page sees; all of them, and those that always were.
TITLES = (
    *("title", "description", "summary", "subtitle", "tagline", "excerpt", "lead", "linkTitle"),
    *("linktitle", "sidebar_label", "sidebarTitle", "sidebar_title", "pagination_label"),
    *("nav_title", "navTitle", "short_title", "shortTitle", "image_alt"),
)
FIRST_TITLES = ("title", "description", "summary")

MARKDOWN = Syntax()

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIRST_KEY = re.compile(r"(?:[A-Za-z_][\w .-]*:(?:[ \t]|$)|[\w.\"-]+[ \t]*=|\[[\w.-]+\][ \t]*$)")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)(?P<sign>[ \t]*=[ \t]*|:[ \t]+)(?P<value>\S.*)$")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:\#.*)?$')
_SINGLE = re.compile(r"'((?:[^']|'')*)'[ \t]*(?:\#.*)?$")
_COMMENT = re.compile(r"[ \t]+\#.*$")
_ESCAPE = re.compile(r'\\(?:([ntr0"\\/])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))')
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^\n]*$")
_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null|[-+.\d_:eExX]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """`key: value`: where the value stands between its quotes, and which quotes they are."""

    key: str
    value: str
    span: Span
    line: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter: lines 0 … `last`, its one-line scalars; `keys` are those to translate."""

    last: int
    scalars: tuple[Scalar, ...]
    toml: bool
    keys: tuple[str, ...] = TITLES

    def titles(self) -> tuple[Scalar, ...]:
        """The scalars a translator sees."""
        return tuple(scalar for scalar in self.scalars if scalar.key in self.keys)


def front(page: Page, syntax: Syntax = MARKDOWN) -> Front | None:
    """The front matter of a page; None where it has none, or none that is closed."""
    fence = page.line(0).rstrip()
    ends = _FENCES.get(fence, ())
    last = next((n for n in range(1, len(page.starts)) if page.line(n).rstrip() in ends), 0)
    lines = [page.line(n) for n in range(1, last)]
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if not last or not _FIRST_KEY.match(first):
        return None
    scalars = (_scalar(page, n, fence == "+++") for n in range(1, last))
    known = FIRST_TITLES if syntax.grammar is Grammar.FIRST else TITLES
    found = tuple(scalar for scalar in scalars if scalar)
    return Front(last, found, fence == "+++", (*known, *syntax.keys))


def _scalar(page: Page, number: int, toml: bool) -> Scalar | None:
    pair = _PAIR.match(page.line(number))
    if not pair or toml != ("=" in pair["sign"]):
        return None
    start, value = page.start(number) + pair.start("value"), pair["value"]
    for quote, form in (('"', _DOUBLE), ("'", _SINGLE)):
        if value.startswith(quote):
            quoted = form.match(value)
            if not quoted:
                return None
            span = Span(start + 1, start + 1 + len(quoted[1]))
            return Scalar(pair["key"], decode(quoted[1], quote, toml), span, number, quote)
    value = _COMMENT.sub("", value).rstrip()
    goes_on = page.line(number + 1).startswith((" ", "\t"))
    if value.startswith(tuple("|>&*!{[")) or goes_on or toml:
        return None
    return Scalar(pair["key"], value, Span(start, start + len(value)), number)


def decode(value: str, quote: str, toml: bool = False) -> str:
    """What a scalar between its quotes says."""
    if quote == "'":
        return value if toml else value.replace("''", "'")
    if quote == '"':
        return _ESCAPE.sub(_unescaped, value)
    return value


def _unescaped(match: re.Match[str]) -> str:
    code = match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else match[0]
    return _NAMED.get(match[1], match[1])


def encode(value: str, quote: str, toml: bool = False) -> tuple[str, str]:
    """A value as it must stand in the file, and the quotes it needs: those it has if they do."""
    value = re.sub(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+", " ", value).strip()
    if not quote:
        plain = _PLAIN.match(value) and not _WORDS.match(value)
        if plain and ": " not in value and " #" not in value and not value.endswith(":"):
            return value, ""
        quote = '"'
    if quote == "'" and not toml:
        return value.replace("'", "''"), "'"
    if quote == "'" and "'" not in value:
        return value, "'"
    return value.replace("\\", "\\\\").replace('"', '\\"'), '"'
