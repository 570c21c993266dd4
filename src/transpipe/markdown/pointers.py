"""Addresses that stand in no text of an article: in link definitions, and in blocks of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transpipe.markdown.attributes import addresses, quoted
from transpipe.markdown.definitions import definitions
from transpipe.markdown.inline import bracketed, replace_spans
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
                yield Pointer(whole, span.of(block.raw), True)


def _is_html(block: Block) -> bool:
    return block.kind is Kind.HTML and block.segment is None


def repointed(document: Document, f: Callable[[str], str]) -> Document:
    """The article with `f` of each of these addresses; as it is where that would change more."""
    changes: list[tuple[Span, str]] = []
    for pointer in pointers(document):
        new = f(pointer.address)
        if new != pointer.address:
            changes.append((pointer.span, _written(document.text, pointer, new)))
    return rewritten(document, replace_spans(document.text, changes)) if changes else document


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
    spans = ((span, f(span.of(raw))) for span in addresses(raw))
    return replace_spans(raw, [(span, quoted(raw, span, new)) for span, new in spans])
