"""Prose through a Converter; code, addresses, HTML and math stay, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transpipe.links.anchors import renamed
from transpipe.markdown.inline import map_targets, mask, unmask
from transpipe.model import Document, Locale
from transpipe.ports import Converter


def convert_text(text: str, converter: Converter, locale: Locale) -> str:
    """Plain text: everything in it is prose."""
    return converter.convert([text], locale)[0]


def convert_prose(texts: Sequence[str], converter: Converter, locale: Locale) -> tuple[str, ...]:
    """Inline Markdown, a text each: only its prose is converted.

    A text that cannot be put together again (it holds what looks like a placeholder) stays.
    """
    masked = [mask(text) for text in texts]
    converted = converter.convert([text for text, _slots in masked], locale)
    whole = [unmask(text, slots) for text, (_, slots) in zip(converted, masked, strict=True)]
    return tuple(
        before if after is None else after for before, after in zip(texts, whole, strict=True)
    )


def convert_markdown(document: Document, converter: Converter, locale: Locale) -> Mapping[int, str]:
    """The new text of each block that changes, by its number: for articles without a source.

    Links to the article's own headings follow the headings.
    """
    numbers = [number for number, block in enumerate(document.blocks) if block.segment]
    texts = convert_prose([document.blocks[n].text for n in numbers], converter, locale)
    words = dict(zip(numbers, texts, strict=True))
    anchors = renamed(document, words)

    def follow(target: str) -> str:
        return anchors.get(target, target)

    moved = {number: map_targets(text, follow) for number, text in words.items()}
    return {n: text for n, text in moved.items() if text != document.blocks[n].text}
