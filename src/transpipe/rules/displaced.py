"""Emphasis that ends, or begins, where no phrase does, in an article whose marks have slipped.

A machine that sets marks by count puts them beside their words. One article proves it by emphasis
that begins with a particle: nobody writes that. Where it does so more than once, emphasis that cuts
a phrase in two was not meant, either, and goes as far as its clause. Elsewhere it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transpipe.markdown.emphasis import Emphasis, emphases
from transpipe.model import Block, Span
from transpipe.text.han import HAN, count_han

PARTICLE = re.compile(r"的(?![确確士话話])|[们們和與与]")
"""What no word begins with; 了, 着, 得, 或 and 及 begin some: **了解**, **或许**."""
# Emphasis that may begin so: most articles have none.
_SLIPPED = re.compile(rf"[*_](?:{PARTICLE.pattern})")
_PROOF = 2  # blocks with emphasis that nobody can have meant
_END = r"(?=[，。；：！？,;!?]|$)"
# What a preposition rules is nothing without the verb behind it; 现在 and 存在 are none.
_RULED = re.compile(
    r"[^，。；：！？]+(?:(?<![现現存])在|[对對将將把从從向被给給])[^，。；：！？,;!?的]{1,12}$"
)
_VERB = re.compile(rf" ?[{HAN}]{{2,12}}{_END}")
# 的 has its noun behind it, and 就 what it is said of before it.
_NOUN = re.compile(rf"[{HAN}]{{1,3}}{_END}")
_SAID_OF = re.compile(rf"[就都也才][{HAN}]")
_BEGUN = re.compile(r"(?:^|[。！？!?]) *$")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?*_`\[\]<>]*$")


def begins_within(text: str, each: Emphasis) -> bool:
    """Whether emphasis begins with the particle of the words before it."""
    inner, size = each.inner.of(text), 1 + each.strong
    around = text[: each.inner.start - size][-1:] + text[each.inner.end + size :][:1]
    return bool(PARTICLE.match(inner) and count_han(inner[1:2]) and count_han(around))


def displaced(blocks: Sequence[Block]) -> Iterator[tuple[Block, Emphasis, Span]]:
    """Strong emphasis that cuts a phrase, with the words that are to be emphasised instead."""
    texts = [b for b in blocks if b.segment is not None and "**" in b.text]
    slipped = [b.text for b in texts if _SLIPPED.search(b.text)]
    if len(slipped) < _PROOF:
        return
    if sum(any(begins_within(text, e) for e in emphases(text)) for text in slipped) < _PROOF:
        return
    for block in texts:
        for each in emphases(block.text):
            whole = _whole(block.text, each) if each.strong else None
            if whole is not None:
                yield block, each, whole


def _whole(text: str, each: Emphasis) -> Span | None:
    """The words of a phrase of which only a part is emphasised; None where it is one."""
    start, end = each.inner.start, each.inner.end
    words, before, behind = each.inner.of(text), text[: start - 2], end + 2
    if _RULED.fullmatch(words) and _BEGUN.search(before):
        rest = _VERB.match(text, behind)
    else:
        rest = _NOUN.match(text, behind) if words.endswith("的") else None
    if rest is not None:
        return Span(start, rest.end())
    clause = _CLAUSE.search(before)
    if _SAID_OF.match(words) and clause and clause[0].strip() and re.match(_END, text[behind:]):
        return Span(clause.start() + len(clause[0]) - len(clause[0].lstrip()), end)
    return None
