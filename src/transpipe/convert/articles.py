"""A whole article in another script, without a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transpipe.convert.prose import convert_prose
from transpipe.links.anchors import renamed
from transpipe.markdown.definitions import definitions
from transpipe.markdown.inline import map_targets, replace_spans
from transpipe.markdown.references import Defined
from transpipe.markdown.segments import outline
from transpipe.model import Block, Cut, Document, Kind, Locale, Span, Syntax
from transpipe.ports import Converter

_TAG = re.compile(r"^[ \t>]*<[A-Za-z]", re.MULTILINE)
_HERE = re.compile(r"[(<\"' ]#[^\s#]")  # what may be a link to a heading
# Front matter whose first key is not English is front matter for those who read it.
_HEAD = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:[^\n]*[^\W\d_][^\n:]*:[ \t\r][^\n]*\n)+---[ \t]*(?:\r?\n|\Z)"
)


def convert_markdown(text: str, converter: Converter, locale: Locale) -> str:
    """Markdown of which only the prose is converted, line by line where it stands.

    Links to the article's own headings follow the headings. No line comes or goes, and no
    character outside the prose changes.
    """
    head = _HEAD.match(text)
    if head and not text.lstrip("\ufeff")[4:5].isascii():
        return head[0] + convert_markdown(text[head.end() :], converter, locale)
    document = outline(text, Cut(Syntax(html=bool(_TAG.search(text)))))
    words = _words(document, converter, locale)
    anchors = renamed(document, _headings(document, words)) if _HERE.search(text) else {}

    def follow(target: str) -> str:
        return anchors.get(target, target)

    changes = list(_titles(document, converter, locale))
    changes += ((at, follow(at.of(text))) for at in (d.target for d in definitions(document)))
    for number, said in words.items():
        moved = map_targets(said, follow) if anchors and "#" in said else said
        changes += _in_place(document.blocks[number], moved)
    return replace_spans(text, changes)


def _words(document: Document, converter: Converter, locale: Locale) -> Mapping[int, str]:
    """What each block comes to say, its lines as they are."""
    numbers = [number for number, block in enumerate(document.blocks) if block.segment]
    said = [_raw(document.blocks[number], document.text) for number in numbers]
    labels = Defined.of(document).links
    return dict(zip(numbers, convert_prose(said, converter, locale, labels), strict=True))


def _headings(document: Document, words: Mapping[int, str]) -> Mapping[int, str]:
    return {n: said for n, said in words.items() if document.blocks[n].kind is Kind.HEADING}


def _fragments(block: Block) -> tuple[Span, ...]:
    return block.segment.fragments if block.segment else ()


def _raw(block: Block, text: str) -> str:
    return "\n".join(span.of(text) for span in _fragments(block))


def _in_place(block: Block, said: str) -> Iterator[tuple[Span, str]]:
    """Each line of a block in its place; none where they are not as many."""
    lines, spans = said.split("\n"), _fragments(block)
    if len(lines) == len(spans):
        yield from zip(spans, lines, strict=True)


def _titles(document: Document, converter: Converter, locale: Locale) -> Iterator[tuple[Span, str]]:
    """The titles of the definitions of links."""
    spans = [found.title for found in definitions(document) if found.title]
    texts = [span.of(document.text) for span in spans]
    yield from zip(spans, converter.convert(texts, locale), strict=True)
