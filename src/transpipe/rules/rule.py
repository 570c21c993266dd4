"""What a rule is: a value that says all there is to say of one kind of finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from transpipe.links.addresses import Files
from transpipe.links.anchors import all_anchors
from transpipe.model import AS_GITHUB, Document, Naming, OpaqueChange, Severity, Span

_START = Span(0, 0)


class Scope(Enum):
    """What a rule is asked of."""

    PAIR = "pair"  # words beside their source
    TEXT = "text"  # a Chinese text, wherever it stands
    ARTICLE = "article"  # a Chinese file as a whole


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule has found.

    `severity` is None where it is the rule's. `span` is where it stands in the target of a text,
    `line` (from 1) where in an article. `source` and `target` are what is shown of both; of a pair
    it is all of it. Hits of one theme are told by `order`.
    """

    message: str
    severity: Severity | None = None
    span: Span = _START
    line: int = 1
    source: str = ""
    target: str = ""
    order: int = 0


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the two texts; of what is None nothing is known.

    `path` is that of the file the target stands in, `files` are those of the repository; `article`
    is that file, `english` its source; `changes` are the opaque ones of the source that it does not
    follow; `naming` is how its site names headings.
    """

    path: str = ""
    files: Files | None = None
    article: Document | None = None
    english: Document | None = None
    changes: tuple[OpaqueChange, ...] = ()
    naming: Naming = AS_GITHUB

    @cached_property
    def anchors(self) -> Collection[str] | None:
        """The names in the file that a link can lead to."""
        return all_anchors(self.article, self.naming) if self.article is not None else None


NOWHERE = Context()

Find = Callable[[str, str, Context], Iterable[Hit]]
Fix = Callable[[str, Hit], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: `find` is given source, target and context.

    `help` says in a line what is found. `fix`, where there is a safe one, gives the target without
    what a hit is about; words that it has changed are marked `by=fix`.
    """

    code: str
    severity: Severity
    help: str
    find: Find
    fix: Fix | None = None
    of: Scope = Scope.PAIR
