"""A bilingual article whose English is its source's, word for word: then that tells the pairs.

What stands between two of the source's texts, with nothing but prose in between, is the translation
of the first; of as many as stand in a row before it, where it is as many (the cells of a table).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.align.sides import commented
from transpipe.model import OPAQUE, Bead, Block, Certainty, Document, Kind
from transpipe.text.similarity import opcodes

BETWEEN = " / "
_FRONT = ("front",)
_AGAIN = OPAQUE - {Kind.FRONT_MATTER}
_PARAGRAPHS = {Kind.PARAGRAPH, Kind.QUOTE}
_KNOWN = 0.9  # of the source's texts, those that must be there


@dataclass(frozen=True, slots=True)
class _Item:
    """A text of the file; `number` is its block, None in a comment. `cut`: nothing goes on here."""

    block: Block
    number: int | None
    cut: bool = False


def pairs_by_source(document: Document, source: Document) -> tuple[Bead, ...] | None:
    """Which blocks of an article stand for which of its source; None where too few are the same.

    The beads are sure, with the source's blocks on one side and the file's own on the other.
    """
    wanted = [n for n, block in enumerate(source.blocks) if block.segment is not None]
    items = list(_items(document, source))
    known = _known(items, [source.blocks[n] for n in wanted])
    if len(known) < max(1, _KNOWN * len(wanted)):
        return None
    found = sorted(_paired(items, {at: wanted[n] for at, n in known.items()}, source))
    return tuple(Bead((n,), numbers, 1.0, Certainty.SURE, behind=True) for n, numbers in found)


def _items(document: Document, source: Document) -> Iterator[_Item]:
    """The texts of the file in order, those in comments too; opaque blocks cut."""
    same = 0  # opaque blocks of a comment, which stand once more in what follows it
    titles = {_key(block): n for n, block in enumerate(document.blocks) if block.path == _FRONT}
    for number, block in enumerate(document.blocks):
        if block.path == _FRONT:
            continue  # it comes with its English, from the comment below
        if same and block.kind in OPAQUE:
            same -= 1
        elif block.kind is Kind.HTML:
            inside = list(commented(block, document, source))
            yield _Item(block, None, cut=True)
            same = sum(each.kind in _AGAIN for each in inside)
            for each in inside:
                if each.segment is not None:
                    yield _Item(each, None)
                if each.path == _FRONT and _key(each) in titles:
                    number = titles[_key(each)]
                    yield _Item(document.blocks[number], number)
        elif block.kind in OPAQUE:
            yield _Item(block, number, cut=True)
        elif block.segment is not None:
            yield _Item(block, number)


def _key(block: Block) -> str:
    return block.raw.lstrip().partition(":")[0].partition("=")[0].strip()


def _known(items: Sequence[_Item], texts: Sequence[Block]) -> dict[int, int]:
    """Which items say which texts of the source, in order."""
    said = [_text(block.text) for block in texts]
    ours = ["" if item.cut else _text(item.block.text) for item in items]
    whole = set(said)
    heads = sorted((text for text in whole), key=len, reverse=True)
    shown = [text if text in whole or BETWEEN not in text else _head(text, heads) for text in ours]
    return {
        a + n: b + n
        for tag, a, a_end, b, _b_end in opcodes(shown, said)
        if tag == "equal"
        for n in range(a_end - a)
    }


def _head(text: str, heads: Sequence[str]) -> str:
    """The source that a text begins with, before its translation in one line."""
    return next((head for head in heads if head and text.startswith(head + BETWEEN)), text)


def _text(text: str) -> str:
    return " ".join(text.split())


def _paired(
    items: Sequence[_Item], known: dict[int, int], source: Document
) -> Iterator[tuple[int, tuple[int, ...]]]:
    run: list[int] = []
    behind: list[_Item] = []
    for at, item in enumerate((*items, None)):
        number = known.get(at)
        if item is None or item.cut or (number is not None and behind):
            yield from _shared(run, behind, source)
            run, behind = [], []
        if item is None or item.cut:
            continue
        if number is None:
            behind.append(item)
        elif item.number is not None and _text(item.block.text) != _text(
            source.blocks[number].text
        ):
            yield number, (item.number,)
        else:
            run.append(number)


def _shared(
    run: Sequence[int], behind: Sequence[_Item], source: Document
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The texts of a row of the source, with those that follow it: the last ones in their order."""
    held = [(item.number, item.block.kind) for item in behind if item.number is not None]
    if not run or not held:
        return
    if {kind for _number, kind in held} <= _PARAGRAPHS:
        # They stand in the container of the last one.
        within = source.blocks[run[-1]].container
        run = [number for number in run if source.blocks[number].container == within]
    if len(held) > len(run):
        yield from _several(run, held, source)
        return
    for number, (one, _kind) in zip(run[-len(held) :], held, strict=True):
        yield number, (one,)


def _several(
    run: Sequence[int], behind: Sequence[tuple[int, Kind]], source: Document
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """More texts than the source has there: each begins with one of its kind, paragraphs follow."""
    held: list[list[int]] = [[]]
    for at, (number, kind) in enumerate(behind):
        waiting = run[len(held) :]
        due = held[-1] and waiting and kind is source.blocks[waiting[0]].kind
        if due and len(behind) - at >= len(waiting):
            held.append([])
        held[-1].append(number)
    for number, numbers in zip(run, held, strict=False):
        yield number, tuple(numbers)
