"""Links and images taken off a text, roughly as Markdown has them, and in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Where no `)` follows, it goes to the end: nothing behind it can be one either.
_IMAGE = re.compile(r"!\[([^\]]*+)(?:\]\(\s*+<?([^)\s>]*+)[^)]*+(?:(\))|\Z))?+")
_WORDS = r"\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
_LINK = re.compile(rf"{_WORDS}(?:\(\s*+<?([^)\s>]*+)[^)]*+\)|\[[^\]]*+\])")
_REFERENCE = re.compile(rf"{_WORDS}\[[^\]]*+\]")
_HEADING_ID = re.compile(r"\{\s*+#")


def without_images(text: str, seen: Callable[[str], None]) -> str:
    """The text with the words of its images alone; `seen` is told each address."""

    def words(match: re.Match[str]) -> str:
        if match[3] is None:
            return match[0]
        seen(match[2])
        return match[1]

    return _IMAGE.sub(words, text)


def without_links(text: str, seen: Callable[[str], None]) -> str:
    """The text with the words of its links alone; `seen` is told each address."""
    out, at = [], 0
    for match in _links(text):
        out += [text[at : match.start()], match[1]]
        if match.re is _LINK and match[2]:
            seen(match[2])
        at = match.end()
    return "".join([*out, text[at:]])


def _links(text: str) -> Iterator[re.Match[str]]:
    """The leftmost links, one after the other. An address is looked for where a `)` follows."""
    at, last = 0, text.rfind(")") + 1
    reference = _REFERENCE.search(text)
    while True:
        link = _LINK.search(text, at, last)
        if reference is not None and reference.start() < at:
            reference = _REFERENCE.search(text, at)
        found = min(filter(None, (link, reference)), key=re.Match.start, default=None)
        if found is None:
            return
        yield found
        at = found.end()


def without_heading_id(text: str) -> str:
    """The text without `{#id}` at its end."""
    bare = text.rstrip()
    if not bare.endswith("}"):
        return text
    found = _HEADING_ID.search(bare, bare.rfind("}", 0, -1) + 1)
    return text[: found.start()] if found else text
