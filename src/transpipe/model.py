"""Every noun of the package, frozen: a change is a new value.

Positions are *characters* (code points, from 0) in the decoded text of an article; lines count
from 1 and ranges of lines are inclusive. Paths are POSIX, relative to the repository's root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum


class Locale(StrEnum):
    """A Chinese locale, by its gettext name."""

    ZH_CN = "zh_CN"
    ZH_TW = "zh_TW"
    ZH_HK = "zh_HK"

    @property
    def tag(self) -> str:
        """The BCP 47 tag, as in HTML's `lang`."""
        return {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant-TW", "zh_HK": "zh-Hant-HK"}[self.value]


# ── Articles ────────────────────────────────────────────────────────────────────────────────


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
    the cells of a row.
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

    @property
    def text(self) -> str:
        """The prose, or the raw lines of an opaque block."""
        return self.segment.text if self.segment else self.raw


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into blocks; `shape` is its structure without the words.

    Two documents whose shapes are equal have the same containers, kinds, levels, markers, table
    columns and opaque text in the same order.
    """

    text: str
    blocks: tuple[Block, ...]
    shape: tuple[object, ...]
    lines: Lines = Lines.WRAP
    meta: tuple[tuple[str, str], ...] = ()  # scalars of the front matter, in order

    def segments(self) -> Iterator[tuple[int, Segment]]:
        """The translatable segments with the number of their block, in order."""
        for number, block in enumerate(self.blocks):
            if block.segment is not None and block.segment.translatable:
                yield number, block.segment


class Certainty(StrEnum):
    """How far a bead can be trusted; `none` says that one side is missing."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bead:
    """Source blocks and target blocks (their numbers) that say the same; one side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 0.0
    certainty: Certainty = Certainty.NONE
    evidence: tuple[tuple[str, float], ...] = ()


# ── Catalogues ──────────────────────────────────────────────────────────────────────────────


class State(Enum):
    """gettext's four states of an entry."""

    EMPTY = "empty"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Owner(Enum):
    """Whose words a target is: this decides what a machine may touch (DESIGN.md, section 4)."""

    PERSON = "person"
    MACHINE = "machine"  # a draft of memory or engine that nobody has confirmed
    DERIVED = "derived"  # made by conversion and unchanged since


class Layout(StrEnum):
    """Where the targets stand in the Chinese file: in the source's blocks, or in its own."""

    SOURCE = "source"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit's words came from: the mark `# transpipe: by=… key=… …`.

    `key` names msgctxt+msgid, `out` the words as the machine wrote them, `base` the text they
    were derived from, `made_from` (`from=`) the source they were made for.
    """

    by: str
    key: str = ""
    out: str = ""
    base: str = ""
    made_from: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """`# transpipe: reviewed by=NAME of=…`; void unless `of` names the unit as it stands."""

    by: str
    of: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The other side's words of a unit that both sides changed; `side` is `md` or `theirs`."""

    side: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalogue.

    `context` is None where the entry has no msgctxt. `previous` is the source that a stale
    target was written for. `notes` are translator comments of people, a line each; `parent` is
    the text an override was made beside (`# > `). `flags` are those beside `fuzzy`.
    """

    source: str
    target: str = ""
    state: State = State.EMPTY
    context: str | None = None
    previous: str | None = None
    previous_context: str | None = None
    owner: Owner = Owner.PERSON
    origin: Origin | None = None
    review: Review | None = None
    conflict: Conflict | None = None
    parent: str | None = None
    notes: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> tuple[str | None, str]:
        """What makes a unit unique in its catalogue."""
        return (self.context, self.source)

    @property
    def confirmed(self) -> bool:
        """Translated, not fuzzy and not derived."""
        return self.state is State.TRANSLATED and self.owner is Owner.PERSON

    @property
    def active(self) -> bool:
        """In the article as it is now."""
        return self.state is not State.OBSOLETE

    def changed(self, target: str) -> Unit:
        """A person's new words: confirmed where there are any, else empty."""
        state = State.TRANSLATED if target else State.EMPTY
        return replace(
            self,
            target=target,
            state=state,
            owner=Owner.PERSON,
            origin=None,
            previous=None,
            previous_context=None,
            conflict=None,
        )

    def doubted(self, origin: Origin | None = None) -> Unit:
        """The same words, which a person must look at again."""
        state = State.FUZZY if self.target else State.EMPTY
        return replace(self, state=state, origin=origin or self.origin)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All units of one article in one locale, in document order, the obsolete ones last.

    `article` is the path of the source (of the Chinese file where there is none); `headers` are
    the header's fields in order, as read.
    """

    article: str
    locale: Locale
    units: tuple[Unit, ...] = ()
    layout: Layout = Layout.SOURCE
    lines: Lines = Lines.WRAP
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()

    def active(self) -> tuple[Unit, ...]:
        """The units of the article as it is now."""
        return tuple(unit for unit in self.units if unit.active)

    def find(self) -> dict[tuple[str | None, str], Unit]:
        """The active units by (context, source)."""
        return {unit.id: unit for unit in self.units if unit.active}

    def header(self, name: str) -> str:
        """One header field, empty where absent."""
        return dict(self.headers).get(name, "")


class Carry(StrEnum):
    """How a unit of a new source got its words from an old catalogue."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    REVIVED = "revived"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Carried:
    """One step of a merge: from which old source the unit with `source` has its words."""

    how: Carry
    source: str
    old: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue for a new source, and what became of each unit."""

    catalogue: Catalogue
    carried: tuple[Carried, ...] = ()


# ── Findings and the state of things ────────────────────────────────────────────────────────


class Severity(StrEnum):
    """How much a finding matters; errors alone make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a reviewer should look at. `line` from 1 (0: unknown), `column` from 1."""

    code: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    source: str = ""
    target: str = ""


class PairKind(StrEnum):
    """What is there of a pair."""

    BOTH = "both"
    UNTRANSLATED = "untranslated"  # the target is absent or empty
    SOURCELESS = "none"  # a Chinese article without any English


@dataclass(frozen=True, slots=True)
class Pair:
    """A source article and its target; `source` is None for a Chinese article without English.

    `index` is the line (from 1) of the index row that says so, 0 where names did; `title` and
    `url` are the row's own link.
    """

    source: str | None
    target: str
    kind: PairKind
    index: int = 0
    title: str = ""
    url: str = ""

    @property
    def article(self) -> str:
        """The path that names the pair: its source, else its target."""
        return self.source or self.target


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a repository, and what seemed wrong while they were found."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Units of one article in one locale, counted."""

    article: str
    locale: Locale
    target: str
    total: int = 0
    confirmed: int = 0
    derived: int = 0
    doubtful: int = 0
    stale: int = 0
    draft: int = 0
    conflict: int = 0
    empty: int = 0
    obsolete: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of a word diff: `op` is `=`, `-` or `+`."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that differs between two catalogues, for a reviewer."""

    article: str
    before: Unit | None
    after: Unit | None
    source: tuple[Edit, ...] = ()
    target: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's answer for one source text; `text` is empty where it was refused."""

    source: str
    text: str
    engine: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as a commit has it."""

    commit: str
    time: int
    path: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A file as it should stand on disk, and what could not be put into it."""

    text: str
    findings: tuple[Finding, ...] = ()
    published: int = 0
    blocks: tuple[int, ...] = field(default=())
