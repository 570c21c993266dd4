"""Inline Markdown cut into words for a diff, in which code, an address or a tag is one of them."""

from __future__ import annotations

from collections.abc import Iterator

from transpipe.markdown.scan import What, scan
from transpipe.model import Edit, Span
from transpipe.text.diff import word_diff
from transpipe.text.tokens import tokens

_WHOLE = frozenset(
    {
        *(What.CODE, What.HTML, What.AUTOLINK, What.URL, What.MATH),
        *(What.FOOTNOTE, What.TEMPLATE, What.ENTITY, What.ESCAPE),
    }
)


def diff(before: str, after: str) -> tuple[Edit, ...]:
    """The edits between two texts: no word, number, code span, address or tag is ever cut."""
    return word_diff(before, after, pieces)


def pieces(text: str) -> list[str]:
    """A text cut into what a diff may take out or put in; joined again it is the text.

    >>> pieces("Run `a b` [now](x/y z).")
    ['Run', ' ', '`a b`', ' ', '[', 'now', ']', '(', 'x/y', ' ', 'z', ')', '.']
    """
    found: list[str] = []
    position = 0
    for span in _whole(text):
        found += tokens(text[position : span.start])
        found.append(span.of(text))
        position = span.end
    return found + tokens(text[position:])


def _whole(text: str) -> Iterator[Span]:
    """What stands as one, in order; what lies within another is part of that."""
    spans: list[Span] = []
    for piece in scan(text):
        if piece.what in _WHOLE:
            spans.append(piece.span)
        elif piece.target is not None:
            spans.append(piece.target)
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if end <= span.start < span.end:
            yield span
            end = span.end
