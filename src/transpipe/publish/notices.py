"""What tells a reader that a translation is not current: a banner above it, marks behind words.

Both are ours, put on and taken off without touching another character: a file that lost them again
is the very file that it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transpipe.markdown import segments
from transpipe.markdown.encode import Patch
from transpipe.markdown.splice import patched
from transpipe.model import Block, Document, Kind, Lines, Span
from transpipe.publish.around import start_of_body
from transpipe.text.published_marks import BANNER, marked_with, without_fuzzy_marks

_BANNER = re.compile(
    rf"^{re.escape(BANNER[0])}[ \t]*\r?$.*?^{re.escape(BANNER[1])}[ \t]*(?:(?:\r?\n){{1,2}}|\Z)",
    re.MULTILINE | re.DOTALL,
)
# A mark in a heading would change its anchor; the others are not prose of the page.
_BARE = frozenset({Kind.HEADING, Kind.TITLE, Kind.TERM})


def without_banner(text: str) -> str:
    """The text of a published file without our banner."""
    return _BANNER.sub("", text) if BANNER[0] in text else text


def with_banner(text: str, banner: str, lines: Lines) -> str:
    """The text with this banner (none if empty) behind its front matter, instead of any other.

    Where it would change what a block of the article is, the article stays without it.
    """
    text = without_banner(text)
    if not banner.strip() or any(line in banner for line in BANNER):
        return text
    eol = "\r\n" if "\r\n" in text else "\n"
    ours = "\n".join((BANNER[0], banner.strip("\n"), BANNER[1], "", "")).replace("\n", eol)
    document = segments.parse(text, lines, source=False)
    at = start_of_body(document)
    longer = segments.parse(text[:at] + ours + text[at:], lines, source=False)
    same = longer.shape == document.shape and _texts(longer) == _texts(document)
    return longer.text if same and without_banner(longer.text) == text else text


def _texts(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def with_marks(document: Document, marks: Mapping[int, str]) -> str:
    """The text of a published file with these marks behind its blocks, '' for none.

    Blocks that are not named stay as they are; headings never have one. A mark that would not be
    read as part of its block is left out.
    """
    patches: dict[int, Patch] = {}
    for number, ours in marks.items():
        patch = _patch(document, document.blocks[number], ours)
        if patch is not None:
            patches[number] = patch
    while (culprit := _fault(document, patches)) is not None:
        del patches[culprit]
    return patched(document.text, patches.values())


def _patch(document: Document, block: Block, ours: str) -> Patch | None:
    """The end of a block as it should be; None where it is so."""
    if block.segment is None or block.kind in _BARE:
        return None
    last = block.segment.fragments[-1]
    line = last.of(document.text)
    bare = without_fuzzy_marks(line)
    text = marked_with(bare, ours)
    if text == line or not bare.strip():
        return None
    start = next((n for n, (a, b) in enumerate(zip(line, text, strict=False)) if a != b), None)
    kept = min(len(line), len(text)) if start is None else start
    words = block.text.removesuffix(line) + text
    return Patch(Span(last.start + kept, last.end), text[kept:], words)


def _fault(document: Document, patches: Mapping[int, Patch]) -> int | None:
    """The first patch at or before what does not read back as it should; None where all does."""
    if not patches:
        return None
    text = patched(document.text, patches.values())
    new = segments.parse(text, document.lines, source=False)
    for number, old in enumerate(document.blocks):
        words = patches[number].words if number in patches else old.text
        block = new.blocks[number] if number < len(new.blocks) else None
        if block is None or (block.kind, block.path, block.text) != (old.kind, old.path, words):
            return max((n for n in patches if n <= number), default=min(patches))
    return None if len(new.blocks) == len(document.blocks) else max(patches)
