"""What a rule is: a value that says all there is to say of one kind of finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from posixpath import dirname

from transpipe.links.addresses import Files, file_from, file_named, is_inside, is_served, plain
from transpipe.links.anchors import all_anchors
from transpipe.links.mapping import LinkMap
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.references import Defined
from transpipe.model import AS_GITHUB, Bead, Document, Naming, OpaqueChange, Severity, Span
from transpipe.model.misspelt import Misspelt
from transpipe.rules.evidence import (
    Shown,
    all_addresses,
    has_directives,
    note_labels,
    texts_of,
    within,
)
from transpipe.rules.usage import Usage
from transpipe.text.terms import NO_TERMS, Finder

_START = Span(0, 0)

# The names in a file that a link can lead to; None where nothing is known of it.
Names = Callable[[str], Collection[str] | None]
# The characters of a text that are not of its script.
Spelling = Callable[[str], Sequence[Misspelt]]


def _unknown(_path: str) -> None:
    return None


class Scope(Enum):
    """What a rule is asked of."""

    PAIR = "pair"  # words beside their source
    TEXT = "text"  # a Chinese text, wherever it stands
    ARTICLE = "article"  # a Chinese file as a whole


@dataclass(frozen=True, slots=True)
class Repair:
    """What a person would probably write in the place of some characters of a text.

    Of nothing it is put there; nothing in the place of words takes them out.
    """

    span: Span
    new: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule has found.

    `severity` is None where it is the rule's. `span` is where it stands in the target of a text,
    `line` (from 1) where in an article. `source` and `target` are what is shown of both; of a pair
    it is all of it. Hits of one theme are told by `order`. `mend`, where there is a safe one, is
    what should stand in the place of the span; `repairs` are what a person should look at first.
    """

    message: str
    severity: Severity | None = None
    span: Span = _START
    line: int = 1
    source: str = ""
    target: str = ""
    order: int = 0
    mend: str | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Once:
    """A text that had words once: those, and the line where it stands in English now, or 1."""

    source: str
    words: str
    line: int = 1


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the two texts; of what is None nothing is known.

    `path` is that of the file the target stands in, `files` are those of the repository; `article`
    is that file, `english` its source; `changes` are the opaque ones of the source that it does not
    follow; `naming` is how its site names headings. `source` is the path of the English, `links`
    says how its links are written in the file, `names` what a link to another file can lead to.
    `terms` finds those of the termbase in English. `beads` pair the blocks of both, where no
    catalogue does. `spelling` finds the characters of a text that are not Taiwan's, where it is for
    Taiwan. `unwanted` are codes that nobody asks for, `wanted` those that a house style asks for,
    `elsewhere` blocks that other files of a folder have, `products` what stands for names in it,
    with these; `usage` says how the units of the article say the words of its source. `once` are
    texts that were translated before, and are not any more. `cjk_friendly` says that the site
    closes emphasis beside Chinese.
    """

    path: str = ""
    files: Files | None = None
    article: Document | None = None
    english: Document | None = None
    changes: tuple[OpaqueChange, ...] = ()
    naming: Naming = AS_GITHUB
    source: str = ""
    links: LinkMap | None = None
    names: Names = _unknown
    terms: Finder = NO_TERMS
    beads: tuple[Bead, ...] = ()
    spelling: Spelling | None = None
    unwanted: Collection[str] = ()
    wanted: Collection[str] = ()
    elsewhere: Collection[str] = frozenset()
    products: Mapping[str, str] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    once: tuple[Once, ...] = ()
    cjk_friendly: bool = False

    @cached_property
    def anchors(self) -> Collection[str] | None:
        """The names in the file that a link can lead to."""
        return all_anchors(self.article, self.naming) if self.article is not None else None

    @cached_property
    def defined(self) -> Defined | None:
        """The definitions of the file."""
        return Defined.of(self.article) if self.article is not None else None

    @cached_property
    def asked(self) -> Defined | None:
        """The definitions of the source, with the addresses as they are written there."""
        return Defined.of(self.english) if self.english is not None else None

    @cached_property
    def here(self) -> Shown | None:
        """What renders in the file."""
        return Shown.of(texts_of(self.article), self.defined) if self.article is not None else None

    @cached_property
    def there(self) -> Shown | None:
        """What renders in the source."""
        return Shown.of(texts_of(self.english), self.asked) if self.english is not None else None

    @cached_property
    def note_labels(self) -> Mapping[str, str]:
        """The labels of notes that are others than the source's, each with the source's."""
        if self.article is None or self.english is None or self.asked is None:
            return {}
        found = note_labels(self.article, self.english)
        return {ours: new for ours, new in found.items() if new.casefold() in self.asked.notes}

    @cached_property
    def directives(self) -> bool:
        """Whether the source's site reads directives within lines, as the source shows."""
        return self.english is not None and has_directives(self.english)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address that the source names."""
        return all_addresses(self.english) if self.english is not None else frozenset()

    @cached_property
    def ours(self) -> frozenset[str]:
        """Every address that the file names."""
        return all_addresses(self.article) if self.article is not None else frozenset()

    @cached_property
    def same_page(self) -> Mapping[str, frozenset[str]]:
        """The source's links to its own headings that those of the file are, if all are there."""
        if self.article is None or self.english is None:
            return {}
        here, there = (list(within(document)) for document in (self.article, self.english))
        found: dict[str, set[str]] = {}
        for ours, theirs in zip(here, there, strict=True) if len(here) == len(there) else ():
            found.setdefault(ours, set()).add(theirs)
        return {ours: frozenset(theirs) for ours, theirs in found.items()}

    @cached_property
    def serves(self) -> bool:
        """Whether the source's own links say that pages have other names than their files."""
        files = self.files
        if files is None or not self.source:
            return False
        named = (file_named(address, self.source) for address in self.addresses)
        return any(file and not files.holds(file) and is_served(file, files) for file in named)

    @cached_property
    def top(self) -> str | None:
        """The folder that links begin in, where the source's own lead nowhere from its file.

        Some sites, docsify's among them, have one for all pages. None where there is none.
        """
        files = self.files
        if files is None or not self.source:
            return None
        above = [*_above(self.source)]
        for address in sorted(self.addresses):
            file = file_named(address, self.source)
            if file and not files.has_page(file):
                found = (top for top in above if files.has_page(file_from(top, address)))
                if (top := next(found, None)) is not None:
                    return top
        return None

    def is_there(self, address: str, path: str) -> bool:
        """Whether an address in the file at `path` names a file, or a page of a site."""
        files, file = self.files, file_named(address, path)
        if files is None or not file or files.has_page(file):
            return True
        return self.top is not None and files.has_page(file_from(self.top, address))

    def alike(self, address: str) -> Collection[str]:
        """The source's addresses that are the same, or the same but for the language."""
        same = frozenset({address} & self.addresses)
        return same or self._by_page.get(plain(address), ())

    @cached_property
    def _by_page(self) -> Mapping[str, Collection[str]]:
        found: dict[str, list[str]] = {}
        for address in self.addresses:
            if is_inside(address):
                found.setdefault(plain(address), []).append(address)
        return found


def _above(path: str) -> Iterator[str]:
    """The folders above that of a file, the nearest first."""
    folder = dirname(path)
    while folder:
        folder = dirname(folder)
        yield folder


NOWHERE = Context()

Find = Callable[[str, str, Context], Iterable[Hit]]
Fix = Callable[[str, Hit], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: `find` is given source, target and context.

    `help` says in a line what is found. `fix`, where there is a safe one, gives the target without
    what a hit is about; words that it has changed are marked `by=fix`. `where` is true of every
    target in which something is found, or, of a pair, of its source, and `given` of every context:
    else nobody need look.
    """

    code: str
    severity: Severity
    help: str
    find: Find
    fix: Fix | None = None
    of: Scope = Scope.PAIR
    where: Callable[[str], bool] | None = None
    given: Callable[[Context], bool] | None = None


def put(target: str, hit: Hit) -> str:
    """The target with what a hit would have in the place of its span."""
    return target if hit.mend is None else replace_spans(target, [(hit.span, hit.mend)])
