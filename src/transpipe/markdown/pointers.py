"""Addresses that stand in no text of an article: in link definitions, and in blocks of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transpipe.markdown.attributes import InTag, addresses, quoted
from transpipe.markdown.definitions import definitions
from transpipe.markdown.inline import bracketed, map_targets, replace_spans
from transpipe.markdown.segments import parse
from transpipe.model import Block, Document, Kind, Span


@dataclass(frozen=True, slots=True)
class Pointer:
    """An address and where it stands; `tag` says that this is in a tag."""

    span: Span
    address: str
    tag: bool


def pointers(document: Document) -> Iterator[Pointer]:
    """All of them, definitions first."""
    text = document.text
    for definition in definitions(document):
        yield Pointer(definition.target, definition.target.of(text), False)
    for block in document.blocks:
        if _is_html(block):
            for span in addresses(block.raw):
                whole = Span(block.span.start + span.start, block.span.start + span.end)
                yield Pointer(whole, InTag(span.of(block.raw)), True)


def _is_html(block: Block) -> bool:
    return block.kind is Kind.HTML and block.segment is None


def repointed(document: Document, f: Callable[[str], str], *, rows: bool = False) -> Document:
    """The article with `f` of each of these addresses; as it is where that would change more.

    With `rows` those behind the words of an index row change too.
    """
    changes: list[tuple[Span, str]] = list(_behind(document, f)) if rows else []
    for pointer in pointers(document):
        new = f(pointer.address)
        if new != pointer.address:
            changes.append((pointer.span, _written(document.text, pointer, new)))
    return rewritten(document, replace_spans(document.text, changes)) if changes else document


def _behind(document: Document, f: Callable[[str], str]) -> Iterator[tuple[Span, str]]:
    """What stands in the lines of a block behind its words, with `f` of its links."""
    for block in document.blocks:
        if block.segment and block.kind in (Kind.ITEM, Kind.PARAGRAPH):
            span = Span(block.segment.fragments[-1].end, block.span.end)
            if "](" in span.of(document.text):
                yield span, map_targets(span.of(document.text), f)


def retitled(document: Document, f: Callable[[str], str]) -> Document:
    """The article with `f` of the titles of its link definitions."""
    titles = [each.title for each in definitions(document) if each.title is not None]
    text = replace_spans(document.text, [(span, f(span.of(document.text))) for span in titles])
    return rewritten(document, text) if text != document.text else document


def _written(text: str, pointer: Pointer, new: str) -> str:
    if pointer.tag:
        return quoted(text, pointer.span, new)
    return new if text[pointer.span.start - 1] == "<" else bracketed(new)


def rewritten(document: Document, text: str) -> Document:
    """An article with another text whose blocks say the same; as it is where they do not."""
    new = parse(text, document.cut, source=False)
    if [block.kind for block in new.blocks] != [block.kind for block in document.blocks]:
        return document
    pairs = zip(document.blocks, new.blocks, strict=True)
    same = all(a.text == b.text for a, b in pairs if a.segment or b.segment)
    return new if same else document


def map_html(raw: str, f: Callable[[str], str]) -> str:
    """A block of HTML with `f` of its addresses."""
    spans = ((span, f(InTag(span.of(raw)))) for span in addresses(raw))
    return replace_spans(raw, [(span, quoted(raw, span, new)) for span, new in spans])
