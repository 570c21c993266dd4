"""Characters of the wrong script in a text that is traditional: found, and mended where certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transpipe.convert.prose import kept
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import markup, scan
from transpipe.markdown.segments import outline
from transpipe.model import Cut, Span, Syntax
from transpipe.model.misspelt import Misspelt
from transpipe.ports import Speller


def misspelt(text: str, speller: Speller, *, markdown: bool) -> tuple[Misspelt, ...]:
    """The characters of an article that are not Taiwan's, in order; in Markdown, of its prose."""
    found = speller.wrong(text)
    if not markdown or not found:
        return tuple(found)
    prose = set(_prose(text))
    return tuple(slip for slip in found if slip.at in prose)


def mended(text: str, found: Iterable[Misspelt]) -> str:
    """The text with the certain ones mended; no other character changes."""
    certain = (slip for slip in found if slip.certain)
    return replace_spans(text, [(Span(s.at, s.at + 1), s.expected) for s in certain])


def _prose(text: str) -> Iterator[int]:
    """Where the prose of a Markdown text stands, character by character."""
    for block in outline(text, Cut(Syntax(html=True))).blocks:
        if block.segment is None:
            continue
        places = [n for span in block.segment.fragments for n in (*range(span.start, span.end), -1)]
        said = "\n".join(span.of(text) for span in block.segment.fragments)
        for span in (*markup(scan(said)), *kept(said)):
            places[span.start : span.end] = [-1] * (span.end - span.start)
        yield from (place for place in places if place >= 0)
