"""What an article says beside its prose, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown.code_lines import code_without
from transpipe.markdown.fences import code_of
from transpipe.model import OPAQUE, Block, Document, Kind
from transpipe.units.bare import is_wordless

LINK = "link"  # the kind of a link definition, which is in no block
# That of a paragraph without a word to translate: an image, a name in code, a number. That of what
# stands so in a table, a list or a heading is its own kind: `Kind.CELL` …
BARE = "bare"
_LABEL = re.compile(r"\[(?!\^)(?:[^\[\]\\]|\\.)+\]:")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """An opaque block, one that has nothing to translate, or a link definition.

    `lines` are its lines less indents and blank ones.
    Of code between fences `info` and `code` are what stands behind the mark, and between the two.
    """

    kind: str
    line: int
    raw: str
    lines: tuple[str, ...]
    info: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """All lines, as they are compared."""
        return "\n".join(self.lines)

    @property
    def said(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The lines, and how far those of code stand in, beside the one that does so least."""
        lines = (line.expandtabs() for line in self.code.split("\n"))
        inset = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
        return self.lines, tuple(one - min(inset) for one in inset)

    def is_as(self, other: Piece) -> bool:
        """Whether another says the same."""
        same = self.lines == other.lines
        return same and (self.code == other.code or self.said == other.said)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in an article, one after the other: a piece, or the key of a block of prose."""

    key: Hashable
    piece: Piece | None = None


def prose(key: Hashable) -> Hashable:
    """The key of a row of prose."""
    return "prose", key


NO_UNIT = prose(None)


def rows(document: Document, keys: Sequence[Hashable]) -> tuple[Row, ...]:
    """The pieces of an article among its blocks of prose, for each of which `keys` has a key."""
    titles = _titles(document)
    numbered = enumerate(zip(document.blocks, keys, strict=True))
    found = [(b.lines[0], _of_block(document, n, titles, key)) for n, (b, key) in numbered]
    found += [(piece.line, Row(piece, piece)) for piece in definitions(document)]
    ordered = sorted((row for row in found if row[1] is not None), key=lambda row: row[0])
    return tuple(row for _line, row in ordered if row is not None)


def pieces(document: Document) -> tuple[Piece, ...]:
    """The pieces of an article, in their order."""
    titles = _titles(document)
    numbers = (n for n, block in enumerate(document.blocks) if _may_be_one(block))
    found = [piece for n in numbers if (piece := _piece(document, n, titles))]
    return tuple(sorted([*found, *definitions(document)], key=lambda piece: piece.line))


def _titles(document: Document) -> set[int]:
    """The lines of front matter that are units."""
    return {b.lines[0] for b in document.blocks if b.kind is Kind.TITLE and "front" in b.path}


def _may_be_one(block: Block) -> bool:
    """Whether a block is a piece, unless nothing is said in it."""
    return (block.kind in OPAQUE and block.kind is not Kind.DIRECTIVE) or is_wordless(block)


def _of_block(document: Document, number: int, titles: set[int], key: Hashable) -> Row | None:
    if not _may_be_one(document.blocks[number]):
        return Row(prose(key))
    piece = _piece(document, number, titles)
    return Row((piece.kind, piece.lines), piece) if piece else None


def _piece(document: Document, number: int, titles: set[int]) -> Piece | None:
    block = document.blocks[number]
    if is_wordless(block):
        kind = BARE if block.kind is Kind.PARAGRAPH else block.kind
        return Piece(kind, block.lines[0], block.text, bare_lines(block.text))
    raw = block.raw
    first = block.lines[0]
    if block.kind is Kind.FRONT_MATTER:
        said = enumerate(raw.split("\n"), first)
        raw = "\n".join(line for number, line in said if number not in titles)
    lines = bare_lines(raw)
    if not _WORD.search("".join(lines)):
        return None
    code = code_of(block, document.text)
    if block.code and document.cut.syntax.comments:
        lines, code = (*lines[:1], *code_without(document, number).code), ""
    return Piece(block.kind, first, raw, lines, block.info, code)


def bare_lines(raw: str) -> tuple[str, ...]:
    """The lines of a piece as they are compared: whatever their indents, quote marks and ends."""
    lines = raw.split("\n")
    bare = map(_bare, lines) if ">" in raw else lines
    return tuple([" ".join(words) for line in bare if (words := line.split())])


def _bare(line: str) -> str:
    """A line less its indent and the marks of quotes before it."""
    line = line.lstrip()
    while line.startswith(">"):
        line = line[1:].lstrip()
    return line


def definitions(document: Document) -> Iterator[Piece]:
    """The link definitions: lines of no block that begin with a label, and those that go on."""
    if "]:" not in document.text:
        return
    within = {n for b in document.blocks for n in range(b.lines[0], b.lines[1] + 1)}
    held: list[str] = []
    first = 0
    for number, line in enumerate([*document.text.split("\n"), ""], 1):
        bare = _bare(line).rstrip()
        starts = number not in within and _LABEL.match(bare)
        if held and (starts or not bare or number in within):
            yield Piece(LINK, first, "\n".join(held), tuple(held))
            held = []
        if starts:
            first = number
        if starts or (held and bare and number not in within):
            held.append(bare)
