"""The addresses in the tags of raw HTML: `href`, `src`, `srcset`, `poster`.

What stands in comments and scripts is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transpipe.model import Span

_ATTRIBUTE = r"""[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_PART = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<raw>script|style|textarea)\b.*?(?:</(?P=raw)|\Z)"
    rf"|<[A-Za-z][\w.:-]*+(?P<rest>(?:\s++{_ATTRIBUTE}|/)*+)\s*+>",
    re.DOTALL | re.IGNORECASE,
)
_NAMED = re.compile(
    r"""(?<!\S)(?P<name>href|src|srcset|poster)\s*+=\s*+"""
    r"""(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'=<>`]++))""",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"[^\s,]\S*")


class InTag(str):
    """An address in a tag, which a generator of sites leaves as it is."""

    __slots__ = ()


def addresses(html: str) -> tuple[Span, ...]:
    """Where the addresses of a piece of HTML stand, in order, without quotes."""
    return tuple(span for span in _addresses(html) if span.start < span.end)


def _addresses(html: str) -> Iterator[Span]:
    for part in _PART.finditer(html):
        if part["rest"]:
            for value in _NAMED.finditer(html, *part.span("rest")):
                group = next(g for g in ("double", "single", "bare") if value[g] is not None)
                whole = Span(*value.span(group))
                several = value["name"].lower() == "srcset"
                yield from _candidates(html, whole) if several else (whole,)


def _candidates(html: str, whole: Span) -> Iterator[Span]:
    """The addresses of a `srcset`: each is followed by its width or density, and a comma."""
    at = whole.start
    while found := _CANDIDATE.search(html, at, whole.end):
        bare = found[0].rstrip(",")
        yield Span(found.start(), found.start() + len(bare))
        comma = html.find(",", found.start() + len(bare), whole.end)
        if comma < 0:
            return
        at = comma + 1


def quoted(html: str, span: Span, address: str) -> str:
    """An address as it must be written there: no quote of its own ends the value."""
    mark = html[span.start - 1 : span.start]
    if mark in "\"'" and mark:
        return address.replace(mark, "%22" if mark == '"' else "%27")
    return re.sub(r"[\s\"'=<>`]", lambda m: f"%{ord(m[0]):02X}", address)
