"""Pages that keep the English inside, made from pairs of the development set, in three forms."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.figures.made_tables import gold
from transpipe.markdown.segments import parse
from transpipe.model import Document
from transpipe.text.han import mostly_han

LEAST, MOST = 12, 40  # pairs of a page
KINDS = {"heading", "paragraph", "list_item", "blockquote"}

Pair = tuple[str, str, str]  # the kind of a block, its English, its Chinese


def stacked(pair: Pair) -> str:
    """The English block, and the Chinese one below it."""
    return f"{pair[1]}\n\n{pair[2]}"


def commented(pair: Pair) -> str:
    """The English in a comment above its Chinese."""
    return f"<!--\n{pair[1]}\n-->\n\n{pair[2]}"


def halved(pair: Pair) -> str:
    """Headings as `English / 中文`, other blocks one below the other."""
    kind, english, chinese = pair
    return f"{english} / {chinese.lstrip('# ')}" if kind == "heading" else stacked(pair)


FORMS: tuple[Callable[[Pair], str], ...] = (stacked, commented, halved)


def made_bilingual(data: Path, seed: int) -> tuple[Document, Document]:
    """The English alone, and the page of a seed with both languages."""
    rng = random.Random(f"bilingual {seed}")
    pairs = rng.choice(_runs(data))
    count = rng.randint(LEAST, min(MOST, len(pairs)))
    at = rng.randint(0, len(pairs) - count)
    chosen = pairs[at : at + count]
    form = FORMS[seed % len(FORMS)]
    return (
        parse("\n\n".join(english for _kind, english, _chinese in chosen) + "\n"),
        parse("\n\n".join(form(pair) for pair in chosen) + "\n", source=False),
    )


@cache
def _runs(data: Path) -> list[list[Pair]]:
    """By case, its pairs of one block and one block of one kind."""
    runs = [_pairs(folder) for folder in sorted((data / "align-dev").glob("*/"))]
    return [run for run in runs if len(run) >= LEAST]


def _pairs(folder: Path) -> list[Pair]:
    beads, left, right = gold(folder)
    found = []
    for bead in beads:
        if len(bead.source) == len(bead.target) == 1:
            one, other = left[bead.source[0]], right[bead.target[0]]
            plain = one.kind == other.kind and one.kind in KINDS and "-->" not in one.text
            if plain and mostly_han(other.text) and "\n" not in one.text + other.text:
                found.append((one.kind, one.text.strip(), other.text.strip()))
    return found
