"""Nouns of an article: its blocks and segments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is. The second group is opaque: it holds nothing for a translator."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # the first paragraph of a list item
    CELL = "cell"
    QUOTE = "quote"  # a paragraph that stands directly in a block quote
    TITLE = "title"  # the title of front matter, an admonition or a directive
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    COMMENT = "comment"  # in the code before it

    CODE = "code"
    HTML = "html"
    MATH = "math"
    DIRECTIVE = "directive"
    TEMPLATE = "template"
    FRONT_MATTER = "front_matter"


OPAQUE = frozenset(
    {Kind.CODE, Kind.HTML, Kind.MATH, Kind.DIRECTIVE, Kind.TEMPLATE, Kind.FRONT_MATTER}
)


class Lines(StrEnum):
    """How an article uses line ends: to wrap paragraphs, or one paragraph a line."""

    WRAP = "wrap"
    KEEP = "keep"


class Grammar(StrEnum):
    """Which blocks an article can have."""

    FIRST = "first"  # as every article was cut before catalogues named their grammar
    MARKDOWN = "markdown"
    MDX = "mdx"


@dataclass(frozen=True, slots=True)
class Syntax:
    """What of an article is prose: its grammar, and what a project says beyond that.

    `attributes` of tags and `keys` of front matter are prose besides those that always are; with
    `html`, so is the text in HTML blocks, with `comments` what comments in code say. With `ids`,
    what gives a heading an id (a tag, a comment) is no part of its words.
    """

    grammar: Grammar = Grammar.MARKDOWN
    attributes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    html: bool = False
    comments: bool = False
    ids: bool = False

    @staticmethod
    def of(path: str) -> Syntax:
        """That of a file, by the ending of its name."""
        grammar = Grammar.MDX if path.lower().endswith(".mdx") else Grammar.MARKDOWN
        return Syntax(grammar, ids=True)


@dataclass(frozen=True, slots=True)
class Cut:
    """What an article is cut with; the header of its catalogue says it.

    `lines` None: to be found out from its text.
    """

    syntax: Syntax = Syntax()
    lines: Lines | None = None


WRAPPED = Cut(lines=Lines.WRAP)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` … `end` (exclusive) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """The prose of one block, translated at one go.

    `text` is raw inline Markdown: soft breaks folded (to a blank; to nothing between two Chinese
    characters), hard breaks as newlines. `fragments` are the spans it was read from, a line each;
    what lies between them (line ends, the `>` and blanks that lines begin with) is no part of it.
    `translatable` is false where only code, links or numbers stand, the text is Chinese already
    (in a source), or a directive says skip.
    """

    text: str
    fragments: tuple[Span, ...]
    translatable: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of the Markdown structure, in document order.

    `span` covers its own lines from the first character to the last, without the last line end;
    a cell's covers the cell alone. `level` is a heading's level, else how deep lists and quotes
    nest. `path` names the containers it stands in, outermost first (`("list", "item", "quote")`);
    `container` numbers them, so that two blocks in one list item share a prefix. `trail` is the
    text of the headings above it. `row` numbers the table rows of the article from 0, `column`
    the cells of a row. Of code between fences `info` is what stands behind the mark, `code` the
    lines without what they begin with in their container; of a comment in it `code` is all of it,
    marks and all.
    """

    kind: Kind
    span: Span
    lines: tuple[int, int]
    raw: str
    level: int = 0
    path: tuple[str, ...] = ()
    container: tuple[int, ...] = ()
    trail: tuple[str, ...] = ()
    segment: Segment | None = None
    row: int | None = None
    column: int | None = None
    anchor: str = ""  # an explicit heading id, `{#id}`
    ids: tuple[str, ...] = ()  # other ids of a heading, `<a id="…"></a>`
    info: str = ""
    code: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The prose, or the raw lines of an opaque block."""
        return self.segment.text if self.segment else self.raw


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of an article's structure: a container with its parts, or a leaf.

    `kind` is the grammar's name of it (`list`, `item`, `block_quote`, `thematic_break`, …). The
    blocks `first` … `end` (exclusive) stand in it; a leaf may be several of them, or none. `mark`
    is what belongs to the structure: bullet, start and tightness of a list, the alignment of a
    table's columns, the label of a footnote or of a quote (`[!NOTE]`).
    """

    kind: str
    mark: tuple[object, ...]
    first: int
    end: int
    parts: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into blocks; `shape` is its structure without the words.

    Two documents whose shapes are equal have the same containers, kinds, levels, markers, table
    columns and opaque text in the same order. `frames` say which blocks stand in each of these.
    """

    text: str
    blocks: tuple[Block, ...]
    shape: tuple[object, ...]
    cut: Cut = WRAPPED
    meta: tuple[tuple[str, str], ...] = ()  # scalars of the front matter, in order
    frames: tuple[Frame, ...] = ()  # all but the front matter

    @staticmethod
    def blank(cut: Cut = WRAPPED) -> Document:
        """A file that says nothing, or is not there."""
        return Document("", (), (), cut)

    @property
    def lines(self) -> Lines:
        """How its line ends are used."""
        return self.cut.lines or Lines.WRAP

    def segments(self) -> Iterator[tuple[int, Segment]]:
        """The translatable segments with the number of their block, in order."""
        for number, block in enumerate(self.blocks):
            if block.segment is not None and block.segment.translatable:
                yield number, block.segment


class Quotes(StrEnum):
    """What quotation marks become in traditional Chinese: 「」 and 『』, or none other."""

    CORNER = "corner"
    CURLY = "curly"


class Locale(StrEnum):
    """A Chinese locale, by its gettext name."""

    ZH_CN = "zh_CN"
    ZH_TW = "zh_TW"
    ZH_HK = "zh_HK"

    @property
    def tag(self) -> str:
        """The BCP 47 tag, as in HTML's `lang`."""
        return {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant-TW", "zh_HK": "zh-Hant-HK"}[self.value]


_LENGTH = 12


def digest(*parts: str | None) -> str:
    """Twelve hexadecimal digits (48 bits of BLAKE2b) for a list of texts; None is not ''.

    An article has thousands of units at most, so that a clash is a matter of one in 10⁸.
    """
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = b"-" if part is None else b"+" + part.encode("utf-8", "surrogateescape")
        state.update(len(raw).to_bytes(8, "big") + raw)
    return state.hexdigest()[:_LENGTH]
